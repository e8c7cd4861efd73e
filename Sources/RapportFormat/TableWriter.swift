import RapportValues

/// A table in a box, for people. The whole result is kept until `end`, because the widths depend on all rows.
///
/// Texts are made safe for a terminal whatever the output is. With a width the columns are cut to fit, texts
/// first; without one nothing is ever cut.
final class TableWriter: ResultWriter {
  private var output: BlockOutput
  private let width: Int?
  private var columns: [ResultColumn] = []
  private var batches: [Batch] = []
  private var widths: [Int] = []

  init(_ sink: any ByteSink, width: Int?) {
    self.width = width
    output = BlockOutput(sink)
  }

  func begin(_ columns: [ResultColumn]) throws {
    self.columns = columns
    widths = columns.map { DisplayWidth.of(TerminalText.escape($0.name)) }
  }

  func write(_ batch: Batch) throws {
    guard batch.count > 0 else { return }
    batches.append(batch)
    var scratch = OutputBuffer(capacity: 256)
    for (index, column) in zip(widths.indices, batch.columns) {
      let cells = CellWriter.make(column, TableEncoding.self)
      for row in 0..<batch.count {
        scratch.removeAll()
        cells.append(row, to: &scratch)
        widths[index] = max(widths[index], DisplayWidth.of(scratch.contents))
      }
    }
  }

  func end() throws {
    guard !columns.isEmpty else { return try output.finish() }
    if let width { widths = TableLayout.fit(widths, columns.map(\.type), into: width) }
    writeRule("┌", "┬", "┐")
    writeHeader()
    writeRule("├", "┼", "┤")
    for batch in batches { try writeRows(batch) }
    writeRule("└", "┴", "┘")
    try output.finish()
  }

  private func writeRule(_ left: StaticString, _ middle: StaticString, _ right: StaticString) {
    for (index, width) in widths.enumerated() {
      output.buffer.append(index == 0 ? left : middle)
      for _ in 0..<(width + 2) { output.buffer.append("─") }
    }
    output.buffer.append(right)
    output.buffer.append(0x0A)
  }

  private func writeHeader() {
    var scratch = OutputBuffer(capacity: 256)
    for (column, width) in zip(columns, widths) {
      scratch.removeAll()
      var name = column.name
      name.withUTF8 { TableEncoding.write($0, to: &scratch) }
      output.buffer.append("│ ")
      TableLayout.pad(scratch.contents, to: width, right: column.type.isRightAligned, &output.buffer)
      output.buffer.append(UInt8(ascii: " "))
    }
    output.buffer.append("│\n")
  }

  private func writeRows(_ batch: Batch) throws {
    let cells = batch.columns.map { CellWriter.make($0, TableEncoding.self) }
    let alignments = columns.map(\.type.isRightAligned)
    var scratch = OutputBuffer(capacity: 256)
    for row in 0..<batch.count {
      for (index, cell) in zip(widths.indices, cells) {
        scratch.removeAll()
        cell.append(row, to: &scratch)
        output.buffer.append("│ ")
        TableLayout.pad(
          scratch.contents, to: widths[index], right: alignments[index], &output.buffer)
        output.buffer.append(UInt8(ascii: " "))
      }
      output.buffer.append("│\n")
      try output.rowDone()
    }
  }
}

/// Text of one line, safe for a terminal.
enum TableEncoding: CellEncoding {
  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    TerminalText.escape(text, .shown, to: &out)
  }
}
