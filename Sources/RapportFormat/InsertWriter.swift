import RapportValues

/// SQL: an `INSERT` statement per row, in the part of the language that SQLite, PostgreSQL and DuckDB share.
final class InsertWriter<Encoding: CellEncoding>: ResultWriter {
  private var output: BlockOutput
  private let table: String
  /// `INSERT INTO "t" ("a", "b") VALUES (`
  private var head: [UInt8] = []

  init(_ sink: any ByteSink, table: String) {
    self.table = table
    output = BlockOutput(sink)
  }

  func begin(_ columns: [ResultColumn]) throws {
    let names = columns.map { SQLText.name($0.name) }.joined(separator: ", ")
    let text = "INSERT INTO \(SQLText.name(table)) (\(names)) VALUES ("
    head = Array((Encoding.isForTerminal ? TerminalText.escape(text) : text).utf8)
  }

  func write(_ batch: Batch) throws {
    let cells = batch.columns.map { CellWriter.make($0, Encoding.self) }
    for row in 0..<batch.count {
      output.buffer.append(head)
      var isFirst = true
      for cell in cells {
        if !isFirst { output.buffer.append(", ") }
        isFirst = false
        cell.append(row, to: &output.buffer)
      }
      output.buffer.append(");\n")
      try output.rowDone()
    }
  }

  func end() throws { try output.finish() }
}

/// Values as SQL literals: text and dates in single quotes, a missing value `NULL`.
enum SQLEncoding: CellEncoding {
  static var missing: StaticString { "NULL" }
  static var quote: UInt8? { UInt8(ascii: "'") }

  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    // A NUL would end the statement in most readers.
    if text.contains(0) { return writeBytes(text, to: &out) }
    let target = out.reserve(text.count * 2 + 2)
    target[0] = UInt8(ascii: "'")
    var count = 1
    for byte in text {
      target[count] = byte
      count += 1
      if byte == UInt8(ascii: "'") {
        target[count] = byte
        count += 1
      }
    }
    target[count] = UInt8(ascii: "'")
    out.advance(count + 1)
  }

  private static func writeBytes(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    out.append("CAST(x'")
    for byte in text {
      out.append(Hexadecimal.upper(byte >> 4))
      out.append(Hexadecimal.upper(byte & 0xF))
    }
    out.append("' AS TEXT)")
  }
}

enum SQLText {
  /// A name in double quotes.
  static func name(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
