extension Value {
  /// The value as it is written: all digits of decimals, ISO dates, the names of periods.
  package var written: String {
    switch self {
    case .missing: "missing"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number), .days(let number): String(number)
    case .decimal(let decimal): decimal.description
    case .float(let number): number.description
    case .text(let text): text
    case .day(let day): day.description
    case .dateTime(let moment): moment.description
    case .period(let unit, let start): Period.name(of: unit, start: start)
    case .list(let values): values.map(\.written).joined(separator: "; ")
    }
  }
}
