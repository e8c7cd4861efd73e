import RapportValues

/// Public holidays of mainland China and the weekend days worked for them.
///
/// Facts from the yearly notices of the General Office of the State Council on the arrangement of holidays
/// (国务院办公厅关于部分节假日安排的通知) for 2024, 2025 and 2026. A year is added here when its notice is out.
extension WorkCalendar {
  /// China with every published year.
  package static let china = WorkCalendar().adding(
    chinaTable, completing: chinaBreaks.map { $0.first / 10_000 })

  /// A run of days off, and what is worked for it; days as the number YYYYMMDD.
  private struct Break {
    var name: LocalName
    var first: Int
    var last: Int
    var madeUp: [Int]

    init(_ name: LocalName, _ days: ClosedRange<Int>, madeUp: Int...) {
      self.name = name
      (first, last) = (days.lowerBound, days.upperBound)
      self.madeUp = madeUp
    }
  }

  private static let chinaBreaks: [Break] = [
    Break(.newYear, 2024_01_01...2024_01_01),
    Break(.springFestival, 2024_02_10...2024_02_17, madeUp: 2024_02_04, 2024_02_18),
    Break(.tombSweeping, 2024_04_04...2024_04_06, madeUp: 2024_04_07),
    Break(.labour, 2024_05_01...2024_05_05, madeUp: 2024_04_28, 2024_05_11),
    Break(.dragonBoat, 2024_06_10...2024_06_10),
    Break(.midAutumn, 2024_09_15...2024_09_17, madeUp: 2024_09_14),
    Break(.national, 2024_10_01...2024_10_07, madeUp: 2024_09_29, 2024_10_12),

    Break(.newYear, 2025_01_01...2025_01_01),
    Break(.springFestival, 2025_01_28...2025_02_04, madeUp: 2025_01_26, 2025_02_08),
    Break(.tombSweeping, 2025_04_04...2025_04_06),
    Break(.labour, 2025_05_01...2025_05_05, madeUp: 2025_04_27),
    Break(.dragonBoat, 2025_05_31...2025_06_02),
    Break(.nationalAndMidAutumn, 2025_10_01...2025_10_08, madeUp: 2025_09_28, 2025_10_11),

    Break(.newYear, 2026_01_01...2026_01_03, madeUp: 2026_01_04),
    Break(.springFestival, 2026_02_15...2026_02_23, madeUp: 2026_02_14, 2026_02_28),
    Break(.tombSweeping, 2026_04_04...2026_04_06),
    Break(.labour, 2026_05_01...2026_05_05, madeUp: 2026_05_09),
    Break(.dragonBoat, 2026_06_19...2026_06_21),
    Break(.midAutumn, 2026_09_25...2026_09_27),
    Break(.national, 2026_10_01...2026_10_07, madeUp: 2026_09_20, 2026_10_10),
  ]

  private static var chinaTable: [Exception] {
    chinaBreaks.flatMap { holiday in
      days(from: holiday.first, through: holiday.last).map {
        Exception(day: $0, works: false, name: holiday.name)
      }
        + holiday.madeUp.flatMap { days(from: $0, through: $0) }.map {
          Exception(day: $0, works: true, name: holiday.name.madeUp)
        }
    }
  }

  /// All days between two numbers YYYYMMDD.
  private static func days(from first: Int, through last: Int) -> [Day] {
    guard let first = Day(compact: first), let last = Day(compact: last), first <= last else { return [] }
    return (first.number...last.number).map(Day.init(number:))
  }
}

extension Day {
  /// The day of the number YYYYMMDD.
  fileprivate init?(compact: Int) {
    self.init(year: compact / 10_000, month: compact / 100 % 100, day: compact % 100)
  }
}

extension LocalName {
  fileprivate static let newYear = LocalName("New Year's Day", "元旦")
  fileprivate static let springFestival = LocalName("Spring Festival", "春节")
  fileprivate static let tombSweeping = LocalName("Tomb-Sweeping Day", "清明节")
  fileprivate static let labour = LocalName("Labour Day", "劳动节")
  fileprivate static let dragonBoat = LocalName("Dragon Boat Festival", "端午节")
  fileprivate static let midAutumn = LocalName("Mid-Autumn Festival", "中秋节")
  fileprivate static let national = LocalName("National Day", "国庆节")
  fileprivate static let nationalAndMidAutumn = LocalName("National Day and Mid-Autumn Festival", "国庆节、中秋节")

  fileprivate var madeUp: LocalName { LocalName("workday in exchange for \(english)", "\(chinese)调休上班") }
}
