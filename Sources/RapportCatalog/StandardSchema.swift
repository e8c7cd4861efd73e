/// The columns of Rapport's own tables, read from the SQL that makes them; no store need be open.
///
/// Every start of the command that names an entity passes here, so the text is read as bytes and no more of it than
/// needed.
package enum StandardSchema {
  /// The columns of a table, or nil if there is none of that name.
  package static func columns(of table: String) -> [SchemaColumn]? {
    let head = ["CREATE", "TABLE", table]
    for bytes in Resources.schemaBytes {
      var lines = SchemaLines(bytes)
      while let line = lines.next() {
        if line.first == "CREATE", line.elementsEqual(head) { return columns(&lines) }
      }
    }
    return nil
  }

  /// The lines up to the closing bracket: a column each, or the table's key.
  private static func columns(_ lines: inout SchemaLines) -> [SchemaColumn] {
    var columns: [SchemaColumn] = []
    while let words = lines.next(), words.first != "STRICT", words.first != "WITHOUT" {
      if words.first == "PRIMARY" {
        for index in columns.indices where words.dropFirst(2).contains(columns[index].name) {
          columns[index].isNotNull = true
        }
      } else if words.count >= 2 {
        let isNotNull = zip(words, words.dropFirst()).contains {
          ($0 == "NOT" && $1 == "NULL") || ($0 == "PRIMARY" && $1 == "KEY")
        }
        columns.append(SchemaColumn(name: words[0], declaredType: words[1], isNotNull: isNotNull))
      }
    }
    return columns
  }
}

/// The words of each line; brackets and commas only separate.
private struct SchemaLines {
  private var rest: UnsafeBufferPointer<UInt8>.SubSequence

  init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = bytes[...] }

  mutating func next() -> [String]? {
    guard let start = rest.indices.first else { return nil }
    var words: [String] = []
    var word = start
    var position = start
    func end() {
      guard position > word else { return }
      words.append(String(decoding: rest[word..<position], as: UTF8.self))
    }
    while position < rest.endIndex, rest[position] != UInt8(ascii: "\n") {
      switch rest[position] {
      case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"):
        end()
        word = position + 1
      default: break
      }
      position += 1
    }
    end()
    rest = rest[min(position + 1, rest.endIndex)...]
    return words
  }
}
