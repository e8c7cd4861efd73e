import RapportValues

/// JSON: an object per row, in one array or one per line.
final class JSONWriter: ResultWriter {
  enum Layout { case array, lines }

  private var output: BlockOutput
  private let layout: Layout
  /// `{"name":` and `,"name":`, encoded, one after the other; and where each begins.
  private var keys = OutputBuffer(capacity: 256)
  private var keyStarts: [Int] = []
  private var isFirstRow = true

  init(_ sink: any ByteSink, layout: Layout) {
    self.layout = layout
    output = BlockOutput(sink)
  }

  func begin(_ columns: [ResultColumn]) throws {
    for (index, column) in columns.enumerated() {
      keyStarts.append(keys.count)
      keys.append(index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
      var name = column.name
      name.withUTF8 { JSONEncoding.write($0, to: &keys) }
      keys.append(UInt8(ascii: ":"))
    }
    keyStarts.append(keys.count)
    if layout == .array { output.buffer.append(UInt8(ascii: "[")) }
  }

  func write(_ batch: Batch) throws {
    let cells = batch.columns.map { CellWriter.make($0, JSONEncoding.self) }
    guard cells.count < keyStarts.count, batch.count > 0 else { return }
    let (keys, starts, layout, isFirst) = (keys.contents, keyStarts, layout, isFirstRow)
    isFirstRow = false
    try CellWriter.withUnretained(cells) { cells in
      try JSONWriter.write(cells, rows: batch.count, keys, starts, layout, isFirst: isFirst, to: &output)
    }
  }

  private static func write(
    _ cells: UnsafeBufferPointer<Unmanaged<CellWriter>>, rows: Int, _ keys: UnsafeBufferPointer<UInt8>,
    _ starts: [Int], _ layout: Layout, isFirst: Bool, to output: inout BlockOutput
  ) throws {
    for row in 0..<rows {
      if layout == .array { output.buffer.append(isFirst && row == 0 ? "\n" : ",\n") }
      if cells.isEmpty { output.buffer.append(UInt8(ascii: "{")) }
      for index in cells.indices {
        output.buffer.append(UnsafeBufferPointer(rebasing: keys[starts[index]..<starts[index &+ 1]]))
        cells[index]._withUnsafeGuaranteedRef { $0.append(row, to: &output.buffer) }
      }
      output.buffer.append(layout == .array ? "}" : "}\n")
      try output.rowDone()
    }
  }

  func end() throws {
    if layout == .array { output.buffer.append(isFirstRow ? "]\n" : "\n]\n") }
    try output.finish()
  }
}
