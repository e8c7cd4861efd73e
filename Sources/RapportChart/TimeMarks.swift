import RapportValues

/// Marks of a time axis at beginnings of hours, days, weeks, months or years.
enum TimeMarks {
  private static let calendar: [(unit: PeriodUnit, count: Int, days: Double)] = [
    (.day, 1, 1), (.day, 2, 2), (.week, 1, 7), (.week, 2, 14), (.month, 1, 30), (.month, 3, 91),
    (.month, 6, 182),
    (.year, 1, 365), (.year, 2, 730), (.year, 5, 1_826), (.year, 10, 3_652), (.year, 20, 7_305),
    (.year, 50, 18_262), (.year, 100, 36_525), (.year, 500, 182_625), (.year, 1_000, 365_250),
  ]
  private static let seconds: [Int64] = [60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200]

  /// At most about `most` marks inside a range of days since 1970-01-01.
  static func marks(_ range: ClosedRange<Double>, most: Int, hasClock: Bool = false) -> [Mark] {
    let span = range.upperBound - range.lowerBound
    let wanted = span / Double(max(1, most))
    if hasClock, span > 0, wanted < 0.5, let step = seconds.first(where: { Double($0) / 86_400 >= wanted }) {
      return clock(range, step: step)
    }
    let step = calendar.first { $0.days >= wanted } ?? calendar[calendar.count - 1]
    return days(range, step.unit, step.count)
  }

  private static func days(_ range: ClosedRange<Double>, _ unit: PeriodUnit, _ count: Int) -> [Mark] {
    var marks: [Mark] = []
    var next: Day? = start(Day(clamping: Int64(range.lowerBound.rounded(.down))), unit, count)
    while let day = next, Double(day.number) <= range.upperBound, marks.count < 100 {
      if Double(day.number) >= range.lowerBound {
        marks.append(Mark(position: Double(day.number), label: label(day, unit)))
      }
      next = day.adding(count, unit)
    }
    return marks
  }

  /// The last round day that is not behind a day.
  private static func start(_ day: Day, _ unit: PeriodUnit, _ count: Int) -> Day {
    switch unit {
    case .day: day.adding(days: -((Int(day.number) % count + count) % count)) ?? day
    case .week: day.startOf(.week)
    case .month, .quarter, .half: day.startOf(.year)
    case .year: Day(year: max(1, day.year / count * count), month: 1, day: 1) ?? day
    }
  }

  private static func label(_ day: Day, _ unit: PeriodUnit) -> String {
    switch unit {
    case .day, .week: day.description
    case .month, .quarter, .half: Period.name(of: .month, start: day)
    case .year: Period.name(of: .year, start: day)
    }
  }

  private static func clock(_ range: ClosedRange<Double>, step: Int64) -> [Mark] {
    let (low, high) = (range.lowerBound * 86_400, range.upperBound * 86_400)
    var marks: [Mark] = []
    var next = Int64((low / Double(step)).rounded(.up)) * step
    while Double(next) <= high, marks.count < 100 {
      let moment = DateTime(seconds: next)
      let text = moment.description
      let label = moment.secondOfDay == 0 ? String(text.prefix(10)) : String(text.dropFirst(11).prefix(5))
      marks.append(Mark(position: Double(next) / 86_400, label: label))
      next += step
    }
    return marks
  }
}

/// A place on an axis with its label.
struct Mark: Equatable {
  var position: Double
  var label: String
}
