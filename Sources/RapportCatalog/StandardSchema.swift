/// The columns of Rapport's own tables, read from the SQL that makes them; no store need be open.
///
/// Every start of the command that names an entity passes here, so the text is read as bytes and no more of it than
/// needed.
package enum StandardSchema {
  /// The columns of a table, or nil if there is none of that name.
  package static func columns(of table: String) -> [SchemaColumn]? {
    var columns: [SchemaColumn]?
    let create = "CREATE TABLE \(table) ("
    let alter = "ALTER TABLE \(table) "
    for bytes in Resources.schemaBytes {
      var lines = SchemaLines(bytes)
      while lines.advance(to: columns == nil ? create : alter) {
        if columns == nil {
          _ = lines.next()
          columns = self.columns(&lines)
        } else if let words = lines.next() {
          change(&columns, words)
        }
      }
    }
    return columns ?? self.columns(ofView: table)
  }

  /// `CREATE VIEW v AS SELECT * FROM t …`: the columns of t, of which SQLite does not say that they are never missing.
  private static func columns(ofView view: String) -> [SchemaColumn]? {
    for bytes in Resources.schemaBytes {
      var lines = SchemaLines(bytes)
      guard lines.advance(to: "CREATE VIEW \(view) AS SELECT * FROM "), let words = lines.next(), words.count > 7 else { continue }
      return Self.columns(of: words[7])?.map { SchemaColumn(name: $0.name, declaredType: $0.declaredType, isNotNull: false) }
    }
    return nil
  }

  /// `ALTER TABLE t ADD COLUMN c …` or `… DROP COLUMN c`.
  private static func change(_ columns: inout [SchemaColumn]?, _ words: [String]) {
    guard words.count > 5 else { return }
    if words[3] == "DROP" {
      columns?.removeAll { $0.name == words[5] }
    } else if let column = column(words.dropFirst(5)) {
      columns?.append(column)
    }
  }

  /// The lines up to the closing bracket: a column each, or the table's key.
  private static func columns(_ lines: inout SchemaLines) -> [SchemaColumn] {
    var columns: [SchemaColumn] = []
    while let words = lines.next(), words.first != "STRICT", words.first != "WITHOUT" {
      switch words.first {
      case "PRIMARY":
        for index in columns.indices where words.dropFirst(2).contains(columns[index].name) {
          columns[index].isNotNull = true
        }
      case "CHECK", "UNIQUE": continue
      default: if let column = column(words[...]) { columns.append(column) }
      }
    }
    return columns
  }

  /// `name TYPE NOT NULL …`
  private static func column(_ words: ArraySlice<String>) -> SchemaColumn? {
    guard let name = words.first, let type = words.dropFirst().first else { return nil }
    let isNotNull = zip(words, words.dropFirst()).contains {
      ($0 == "NOT" && $1 == "NULL") || ($0 == "PRIMARY" && $1 == "KEY")
    }
    return SchemaColumn(name: name, declaredType: type, isNotNull: isNotNull)
  }
}

/// The words of each line; brackets and commas only separate.
private struct SchemaLines {
  private var rest: UnsafeBufferPointer<UInt8>.SubSequence

  init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = bytes[...] }

  /// Goes to the next line that begins with the text; false if there is none.
  mutating func advance(to beginning: String) -> Bool {
    let wanted = Array(beginning.utf8)
    while !rest.isEmpty {
      if rest.starts(with: wanted) { return true }
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    return false
  }

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
