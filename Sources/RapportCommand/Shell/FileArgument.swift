import Rapport

/// A file's name behind a dot command, with switches before or behind it: `--force "my list.csv"`.
struct FileArgument {
  let path: String
  private let switches: Set<String>

  var force: Bool { switches.contains("--force") }

  func has(_ name: String) -> Bool { switches.contains(name) }

  init(_ text: String, switches known: [String] = []) throws(DiagnosticsError) {
    var rest = EntryText.trimmed(text)[...]
    var found = Self.takeSwitches(from: &rest)
    let name: Substring
    if let (quoted, behind) = Self.quoted(rest) {
      name = quoted
      found.formUnion(behind)
    } else {
      while let word = rest.split(whereSeparator: EntryText.isBlank).last, word.hasPrefix("--") {
        found.insert(String(word))
        rest = rest[..<word.startIndex]
      }
      name = EntryText.trimmed(rest)[...]
    }
    if let strange = found.subtracting(known).min() {
      throw ShellSettings.usage(
        "no switch `\(strange)` here" + (known.isEmpty ? "" : "; there is \(known.joined(separator: ", "))"))
    }
    path = FileListing.expanded(String(name))
    switches = found
    if path.isEmpty { throw ShellSettings.usage("the file's name is missing") }
  }

  private static func takeSwitches(from rest: inout Substring) -> Set<String> {
    var found: Set<String> = []
    while let word = rest.split(whereSeparator: EntryText.isBlank).first, word.hasPrefix("--") {
      found.insert(String(word))
      rest = rest[word.endIndex...].drop(while: EntryText.isBlank)
    }
    return found
  }

  /// What stands between quotation marks, if nothing but switches stands behind them.
  private static func quoted(_ text: Substring) -> (name: Substring, switches: Set<String>)? {
    guard let mark = text.first, mark == "\"" || mark == "'", let end = text.lastIndex(of: mark),
      end > text.startIndex
    else { return nil }
    let words = text[text.index(after: end)...].split(whereSeparator: EntryText.isBlank)
    guard words.allSatisfy({ $0.hasPrefix("--") }) else { return nil }
    return (text[text.index(after: text.startIndex)..<end], Set(words.map(String.init)))
  }
}
