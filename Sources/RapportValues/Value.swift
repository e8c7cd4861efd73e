/// One value outside a batch: a literal, a parameter, a cell handed to the caller.
public indirect enum Value: Hashable, Sendable {
  case missing
  case bool(Bool)
  case integer(Int64)
  case decimal(Decimal)
  case float(Double)
  /// Text, code, and the name of an enum value.
  case text(String)
  case day(Day)
  case dateTime(DateTime)
  case days(Int64)
  case period(PeriodUnit, start: Day)
  case list([Value])
}
