/// Names as SQL text.
package enum SQLName {
  /// The name in double quotes, inner quotes doubled.
  package static func quoted(_ name: String) -> String {
    var result = "\""
    for character in name.unicodeScalars {
      if character == "\"" { result.unicodeScalars.append("\"") }
      result.unicodeScalars.append(character)
    }
    return result + "\""
  }

  /// `"a", "b"`
  package static func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }
}
