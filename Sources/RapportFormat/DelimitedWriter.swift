import RapportValues

/// Formats of fields between separators: a header line, then a line per row.
final class DelimitedWriter<Encoding: DelimitedEncoding>: ResultWriter {
  private var output: BlockOutput

  init(_ sink: any ByteSink) { output = BlockOutput(sink) }

  func begin(_ columns: [ResultColumn]) throws {
    output.buffer.append(Encoding.start)
    for (index, column) in columns.enumerated() {
      if index > 0 { output.buffer.append(Encoding.separator) }
      var name = column.name
      name.withUTF8 { Encoding.write($0, to: &output.buffer) }
    }
    output.buffer.append(Encoding.lineEnd)
  }

  func write(_ batch: Batch) throws {
    let cells = batch.columns.map { CellWriter.make($0, Encoding.self) }
    try CellWriter.withUnretained(cells) { try DelimitedWriter.write($0, rows: batch.count, to: &output) }
  }

  private static func write(_ cells: UnsafeBufferPointer<Unmanaged<CellWriter>>, rows: Int, to output: inout BlockOutput) throws {
    for row in 0..<rows {
      let start = output.buffer.count
      var isFirst = true
      for cell in cells {
        if !isFirst { output.buffer.append(Encoding.separator) }
        isFirst = false
        cell._withUnsafeGuaranteedRef { $0.append(row, to: &output.buffer) }
      }
      // An empty line would be skipped by most readers, and with it the row.
      if output.buffer.count == start { output.buffer.append("\"\"") }
      output.buffer.append(Encoding.lineEnd)
      try output.rowDone()
    }
  }

  func end() throws { try output.finish() }
}
