/// What is shown in place of a text about a person.
package enum MaskForm: String, Hashable, Sendable {
  /// A person's name keeps its first character: `王**`.
  case name
  /// A number or address keeps what tells it from others at a glance: `138****0001`, `j***@example.com`.
  case code
  /// Nothing of it is kept.
  case whole

  /// What stands for a value of which nothing is shown.
  package static let hidden = "***"

  /// Long enough for the first three and last four characters to be less than the rest would tell.
  private static let longCode = 11
  private static let mediumCode = 8
  /// A plus sign and a country's code.
  private static let longCountry = 4

  package func masked(_ text: String) -> String {
    switch self {
    case .whole: Self.hidden
    case .name: Self.name(text)
    case .code: text.contains("@") ? Self.email(text) : Self.code(text)
    }
  }

  /// A name of one character has nothing to hide behind its first.
  private static func name(_ text: String) -> String {
    let shown = text.drop { $0.isWhitespace }
    guard let first = shown.first, shown.dropFirst().contains(where: { !$0.isWhitespace }) else { return hidden }
    return "\(first)" + (first.isASCII ? "***" : "**")
  }

  /// The domain is that of a company or a provider, the name in front of it that of a person.
  private static func email(_ text: String) -> String {
    guard let at = text.firstIndex(of: "@"), !text[text.index(after: at)...].contains("@") else { return hidden }
    let name = text[..<at]
    guard let first = name.first, name.count > 1, !first.isWhitespace else { return hidden + text[at...] }
    return "\(first)***" + text[at...]
  }

  /// The country of a telephone number is nobody's secret.
  private static func code(_ text: String) -> String {
    if text.hasPrefix("+"), let end = text.firstIndex(where: { !$0.isNumber && $0 != "+" }),
      text.distance(from: text.startIndex, to: end) <= longCountry
    {
      return text[..<end] + " " + code(String(text[text.index(after: end)...]))
    }
    let marks = text.filter { $0.isLetter || $0.isNumber }
    if marks.count >= longCode { return marks.prefix(3) + "****" + marks.suffix(4) }
    if marks.count >= mediumCode { return "****" + marks.suffix(2) }
    return hidden
  }
}
