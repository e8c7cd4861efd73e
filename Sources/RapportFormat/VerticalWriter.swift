import RapportValues

/// A record after the other, a line per field, for rows too wide for a table. Texts are made safe for a terminal
/// whatever the output is, and stay on their line.
final class VerticalWriter: ResultWriter {
  private var output: BlockOutput
  /// The names, padded to the width of the widest, and their lengths without the padding.
  private var names: [(padded: [UInt8], length: Int)] = []
  private var number = 0
  private let ink: TableInk

  init(_ sink: any ByteSink, ink: TableInk = TableInk(false)) {
    output = BlockOutput(sink)
    self.ink = ink
  }

  func begin(_ columns: [ResultColumn]) throws {
    let shown = columns.map { TerminalText.escape($0.name) }
    let width = (shown.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    names = shown.map { name in
      var text = OutputBuffer(capacity: 64)
      text.append(ink.header)
      text.append(Array(name.utf8))
      text.append(ink.plain)
      let length = text.count
      text.append(repeating: UInt8(ascii: " "), count: width - DisplayWidth.of(name))
      return (Array(text.contents), length)
    }
  }

  func write(_ batch: Batch) throws {
    let cells = zip(names, batch.columns).map { (name: $0, writer: CellWriter.make($1, TableEncoding.self)) }
    for row in 0..<batch.count {
      number += 1
      if number > 1 { output.buffer.append(0x0A) }
      output.buffer.append(ink.frame)
      output.buffer.append("── ")
      output.buffer.append(Array(String(number).utf8))
      output.buffer.append(" ──")
      output.buffer.append(ink.plain)
      output.buffer.append(0x0A)
      for cell in cells {
        output.buffer.append(cell.name.padded)
        let start = output.buffer.count
        cell.writer.append(row, to: &output.buffer)
        // No blanks at the end of a line without a value.
        if output.buffer.count == start { output.buffer.removeLast(cell.name.padded.count - cell.name.length) }
        output.buffer.append(0x0A)
      }
      try output.rowDone()
    }
  }

  func end() throws { try output.finish() }
}
