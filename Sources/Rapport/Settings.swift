/// What a session takes as given when it reads dates and periods.
public struct Settings: Sendable {
  /// The day `today` means; nil is the day by the system's clock in local time.
  public var today: Day?
  /// The day every statement is answered as of; nil is no time travel.
  public var asOf: Day?
  /// First day of the week: 1 is Monday, 7 is Sunday.
  public var weekStart: Int
  /// First month of the fiscal year, 1 to 12.
  public var fiscalYearStart: Int

  public init(today: Day? = nil, asOf: Day? = nil, weekStart: Int = 1, fiscalYearStart: Int = 1) {
    self.today = today
    self.asOf = asOf
    self.weekStart = weekStart
    self.fiscalYearStart = fiscalYearStart
  }
}
