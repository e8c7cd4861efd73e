import RapportValues

/// JSON: an object per row, in one array or one per line.
final class JSONWriter: ResultWriter {
  enum Layout { case array, lines }

  private var output: BlockOutput
  private let layout: Layout
  /// `{"name":` and `,"name":`, encoded.
  private var keys: [[UInt8]] = []
  private var isFirstRow = true

  init(_ sink: any ByteSink, layout: Layout) {
    self.layout = layout
    output = BlockOutput(sink)
  }

  func begin(_ columns: [ResultColumn]) throws {
    keys = columns.enumerated().map { index, column in
      var key = OutputBuffer(capacity: 64)
      key.append(index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
      var name = column.name
      name.withUTF8 { JSONEncoding.write($0, to: &key) }
      key.append(UInt8(ascii: ":"))
      return Array(key.contents)
    }
    if layout == .array { output.buffer.append(UInt8(ascii: "[")) }
  }

  func write(_ batch: Batch) throws {
    let cells = zip(keys, batch.columns).map { key, column in
      (key: key, writer: CellWriter.make(column, JSONEncoding.self))
    }
    for row in 0..<batch.count {
      if layout == .array {
        output.buffer.append(isFirstRow ? "\n" : ",\n")
        isFirstRow = false
      }
      JSONWriter.write(cells, row: row, to: &output.buffer)
      if layout == .lines { output.buffer.append(0x0A) }
      try output.rowDone()
    }
  }

  private static func write(
    _ cells: [(key: [UInt8], writer: CellWriter)], row: Int, to out: inout OutputBuffer
  ) {
    if cells.isEmpty { out.append(UInt8(ascii: "{")) }
    for cell in cells {
      out.append(cell.key)
      cell.writer.append(row, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  func end() throws {
    if layout == .array { output.buffer.append(isFirstRow ? "]\n" : "\n]\n") }
    try output.finish()
  }
}
