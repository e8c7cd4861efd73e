/// The type of a column or expression. It fixes how values are stored in a `Column` and how they are shown.
public indirect enum ValueType: Hashable, Sendable {
  /// Stored as 0 or 1.
  case bool
  case integer
  /// Exact decimal: the stored integer is value × 10^scale. Money of one currency carries it.
  case decimal(scale: Int, currency: Currency?)
  /// Binary floating point: averages, ratios. Money averages carry their currency.
  case float(currency: Currency?)
  /// Names and notes: equality folds case and width.
  case text
  /// Keys, ids, phones, e-mail: equality is exact.
  case code
  /// Stored as days since 1970-01-01.
  case day
  /// A date with a time of day, no zone; stored as seconds since 1970-01-01T00:00.
  case dateTime
  /// Stored as the value's index in the enum.
  case enumeration(EnumType)
  /// A length of time of a fixed number of days.
  case days
  /// A calendar period of one unit (`month`, …), stored as its first day; shown as `2026-03`.
  case period(PeriodUnit)
  case list(ValueType)
}

/// Calendar units a date can be truncated to.
public enum PeriodUnit: String, Hashable, Sendable, CaseIterable {
  case day, week, month, quarter, half, year
}

/// An ISO 4217 code with its number of minor digits.
public struct Currency: Hashable, Sendable {
  public let code: String

  public init(_ code: String) { self.code = code }

  /// Digits after the point when an amount is shown or stored (ISO 4217): 0 for JPY and KRW, 3 for the
  /// dinars, else 2.
  public var minorDigits: Int {
    switch code {
    case "JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF": 0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }
}
