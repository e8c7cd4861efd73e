import RapportValues

/// A record after the other, a line per field, for rows too wide for a table. Texts are made safe for a terminal
/// whatever the output is, and stay on their line.
final class VerticalWriter: ResultWriter {
  private var output: BlockOutput
  /// The names, padded to the width of the widest, and their own lengths.
  private var names: [(padded: [UInt8], length: Int)] = []
  private var number = 0

  init(_ sink: any ByteSink) { output = BlockOutput(sink) }

  func begin(_ columns: [ResultColumn]) throws {
    let shown = columns.map { TerminalText.escape($0.name) }
    let width = (shown.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    names = shown.map { name in
      var padded = OutputBuffer(capacity: 64)
      var name = name
      name.withUTF8 { TableLayout.pad($0, to: width, right: false, &padded) }
      return (Array(padded.contents), name.utf8.count)
    }
  }

  func write(_ batch: Batch) throws {
    let cells = zip(names, batch.columns).map { (name: $0, writer: CellWriter.make($1, TableEncoding.self)) }
    for row in 0..<batch.count {
      number += 1
      output.buffer.append(number == 1 ? "── " : "\n── ")
      output.buffer.append(Array(String(number).utf8))
      output.buffer.append(" ──\n")
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
