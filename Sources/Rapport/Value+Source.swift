import RapportSyntax
import RapportValues

extension Value {
  /// The value as the language writes it; periods by their first day.
  var sourceText: String {
    switch self {
    case .missing: "missing"
    case .bool(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .decimal(let decimal): decimal.description
    case .float(let number): "\(number)"
    case .text(let text): RapportSyntax.SourceText.quoted(text)
    case .day(let day): day.description
    case .dateTime(let time): time.description
    case .days(let count): "\(count) days"
    case .period(_, let start): start.description
    case .list(let values): "(" + values.map(\.sourceText).joined(separator: ", ") + ")"
    }
  }
}
