import Rapport

/// A file's name behind a dot command, with switches before or behind it: `--force "my list.csv"`.
struct FileArgument {
  let path: String
  private let switches: Set<String>

  var force: Bool { switches.contains("--force") }

  func has(_ name: String) -> Bool { switches.contains(name) }

  init(_ text: String, switches known: [String] = []) throws(DiagnosticsError) {
    var rest = text[...]
    var found: Set<String> = []
    while let word = rest.split(whereSeparator: EntryText.isBlank).first, word.hasPrefix("--") {
      found.insert(String(word))
      rest = rest[word.endIndex...]
    }
    while let word = rest.split(whereSeparator: EntryText.isBlank).last, word.hasPrefix("--") {
      found.insert(String(word))
      rest = rest[..<word.startIndex]
    }
    if let strange = found.subtracting(known).min() {
      throw ShellSettings.usage(
        "no switch `\(strange)` here" + (known.isEmpty ? "" : "; there is \(known.joined(separator: ", "))"))
    }
    path = UserFiles.expanded(Self.unquoted(EntryText.trimmed(rest)))
    switches = found
    if path.isEmpty { throw ShellSettings.usage("the file's name is missing") }
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }
}
