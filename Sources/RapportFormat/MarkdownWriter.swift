import RapportValues

/// A Markdown table, numbers aligned to the right.
final class MarkdownWriter<Encoding: CellEncoding>: ResultWriter {
  private var output: BlockOutput

  init(_ sink: any ByteSink) { output = BlockOutput(sink) }

  func begin(_ columns: [ResultColumn]) throws {
    guard !columns.isEmpty else { return }
    for column in columns {
      output.buffer.append("| ")
      var name = column.name
      name.withUTF8 { Encoding.write($0, to: &output.buffer) }
      output.buffer.append(UInt8(ascii: " "))
    }
    output.buffer.append("|\n")
    for column in columns { output.buffer.append(column.type.isRightAligned ? "| ---: " : "| --- ") }
    output.buffer.append("|\n")
  }

  func write(_ batch: Batch) throws {
    let cells = batch.columns.map { CellWriter.make($0, Encoding.self) }
    guard !cells.isEmpty else { return }
    for row in 0..<batch.count {
      for cell in cells {
        output.buffer.append("| ")
        cell.append(row, to: &output.buffer)
        output.buffer.append(UInt8(ascii: " "))
      }
      output.buffer.append("|\n")
      try output.rowDone()
    }
  }

  func end() throws { try output.finish() }
}

extension ValueType {
  /// Whether its cells line up at their right end.
  var isRightAligned: Bool { isNumeric || self == .days }
}
