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

  static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// 1 is Monday.
  static func weekday(_ text: String, option: String) throws(UsageError) -> Int {
    if let number = position(of: text, in: weekdays) { return number }
    throw UsageError(description: "\(option) wants a day of the week such as monday, not `\(text)`")
  }

  /// 1 is January.
  static func month(_ text: String, option: String) throws(UsageError) -> Int {
    if let number = position(of: text, in: months) { return number }
    throw UsageError(description: "\(option) wants a month, 1 to 12 or such as april, not `\(text)`")
  }

  /// From 1: by number, name or its first three letters.
  private static func position(of text: String, in names: [String]) -> Int? {
    if let number = Int(text) { return (1...names.count).contains(number) ? number : nil }
    let word = text.lowercased()
    return names.firstIndex { $0 == word || $0.prefix(3) == word }.map { $0 + 1 }
  }

  /// `name=value`; the value may be empty and may hold further equals signs.
  static func parameter(
    _ text: String, option: String = "--set"
  ) throws(UsageError) -> (name: String, value: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw UsageError(description: "\(option) wants name=value, not `\(text)`")
    }
    var name = text[..<equals]
    if name.hasPrefix("$") { name = name.dropFirst() }
    return (String(name), String(text[text.index(after: equals)...]))
  }

  /// One word of an enumeration.
  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ option: String
  ) throws(UsageError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      throw UsageError(description: unknown(option, text, Choice.allCases.map(\.rawValue)))
    }
    return choice
  }

  static func delimiter(_ text: String?) throws(UsageError) -> Character? {
    guard let text else { return nil }
    if text == "tab" || text == "\\t" { return "\t" }
    guard text.count == 1, let character = text.first else {
      throw UsageError(description: "--delimiter is one character, or `tab`, not `\(text)`")
    }
    return character
  }

  private static func unknown(_ option: String, _ text: String, _ known: [String]) -> String {
    "\(option) is one of \(known.joined(separator: ", ")), not `\(text)`"
  }
}
