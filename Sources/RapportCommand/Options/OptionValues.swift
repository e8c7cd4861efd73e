import Rapport

/// Reading option values; both parsers of the command line use these.
enum OptionValues {
  static func format(_ text: String) throws(UsageError) -> OutputFormat {
    try choice(text, "--format", others: ["xlsx"])
  }

  static func errors(_ text: String) throws(UsageError) -> ErrorStyle { try choice(text, "--errors") }

  static func color(_ text: String) throws(UsageError) -> ColorMode { try choice(text, "--color") }

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
  static func word<Choice: RawRepresentable & CaseIterable>(
    _ text: String
  ) throws(UnknownWord) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: text) { return choice }
    throw UnknownWord(known: Choice.allCases.map(\.rawValue))
  }

  /// The word that an option has.
  ///
  /// - Parameter others: words that are looked for elsewhere.
  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ option: String, others: [String] = []
  ) throws(UsageError) -> Choice where Choice.RawValue == String {
    do throws(UnknownWord) {
      return try word(text)
    } catch {
      let known = (error.known + others).joined(separator: ", ")
      throw UsageError(description: "\(option) is one of \(known), not `\(text)`")
    }
  }

  static func delimiter(_ text: String?) throws(UsageError) -> Character? {
    guard let text else { return nil }
    if text == "tab" || text == "\\t" { return "\t" }
    guard text.count == 1, let character = text.first else {
      throw UsageError(description: "--delimiter is one character, or `tab`, not `\(text)`")
    }
    return character
  }
}

/// A word that is none of those known.
struct UnknownWord: Error {
  var known: [String]
}
