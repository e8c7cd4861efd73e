import Rapport

/// Reading option values; both parsers of the command line use these.
enum OptionValues {
  static func format(_ text: String) throws(UsageError) -> OutputFormat {
    guard let format = OutputFormat(rawValue: text) else {
      throw UsageError(description: unknown("--format", text, OutputFormat.allCases.map(\.rawValue) + ["xlsx"]))
    }
    return format
  }

  static func errors(_ text: String) throws(UsageError) -> ErrorStyle {
    guard let style = ErrorStyle(rawValue: text) else {
      throw UsageError(description: unknown("--errors", text, ErrorStyle.allCases.map(\.rawValue)))
    }
    return style
  }

  static func color(_ text: String) throws(UsageError) -> ColorMode {
    guard let mode = ColorMode(rawValue: text) else {
      throw UsageError(description: unknown("--color", text, ColorMode.allCases.map(\.rawValue)))
    }
    return mode
  }

  static func day(_ text: String, option: String) throws(UsageError) -> Day {
    guard let day = Day(text) else {
      throw UsageError(description: "\(option) wants a date such as 2026-01-31, not `\(text)`")
    }
    return day
  }

  /// `name=value`; the value may be empty and may hold further equals signs.
  static func parameter(_ text: String) throws(UsageError) -> (name: String, value: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw UsageError(description: "--set wants name=value, not `\(text)`")
    }
    var name = text[..<equals]
    if name.hasPrefix("$") { name = name.dropFirst() }
    return (String(name), String(text[text.index(after: equals)...]))
  }

  private static func unknown(_ option: String, _ text: String, _ known: [String]) -> String {
    "\(option) is one of \(known.joined(separator: ", ")), not `\(text)`"
  }
}
