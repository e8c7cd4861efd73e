/// What a session takes as given: what dates and periods mean, and what is shown of people.
public struct Settings: Sendable {
  /// The day `today` means; nil is the day by the system's clock in local time.
  public var today: Day?
  /// The day every statement is answered as of; nil is no time travel.
  public var asOf: Day?
  /// First day of the week: 1 is Monday, 7 is Sunday.
  public var weekStart: Int
  /// First month of the fiscal year, 1 to 12.
  public var fiscalYearStart: Int
  /// What becomes of values about people.
  public var personalData: PersonalData

  public init(
    today: Day? = nil, asOf: Day? = nil, weekStart: Int = 1, fiscalYearStart: Int = 1,
    personalData: PersonalData = .masked
  ) {
    self.today = today
    self.asOf = asOf
    self.weekStart = weekStart
    self.fiscalYearStart = fiscalYearStart
    self.personalData = personalData
  }
}
