extension TimeUnit {
  package static let all = [day, week, month, year]

  package static func named(_ name: String) -> TimeUnit? { all.first { $0.name == name } }

  /// Its length in days; a month is the twelfth of a Gregorian year, 30.436875 days.
  package var days: Double {
    switch name {
    case "day": 1
    case "week": 7
    case "month": 365.2425 / 12
    default: 365.2425
    }
  }

  /// A number of days in this unit.
  package func time(days: Int) -> Double { Double(days) / self.days }
}
