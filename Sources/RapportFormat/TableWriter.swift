import RapportValues

/// A table in a box, for people. The whole result is kept until `end`, because the widths depend on all rows.
///
/// Texts are made safe for a terminal whatever the output is. In a window, a table that is too wide turns vertical,
/// or columns in the middle give way to an ellipsis and a line below says how many, and texts are cut to fit;
/// without one nothing is ever cut.
final class TableWriter: ResultWriter {
  private let sink: any ByteSink
  private var output: BlockOutput
  private let window: Window?
  private let ink: TableInk
  private var columns: [ResultColumn] = []
  private var batches: [Batch] = []
  private var widths: [Int] = []
  /// Columns in the order shown; nil is the ellipsis for those left out.
  private var slots: [Int?] = []

  init(_ sink: any ByteSink, window: Window? = nil, ink: TableInk = TableInk(false)) {
    self.sink = sink
    self.window = window
    self.ink = ink
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
    slots = columns.indices.map { $0 }
    if let window {
      if isVertical(in: window) { return try writeVertical() }
      fit(into: window.width)
    }
    writeRule("┌", "┬", "┐")
    writeHeader()
    writeRule("├", "┼", "┤")
    for batch in batches { try writeRows(batch) }
    writeRule("└", "┴", "┘")
    let shown = slots.count { $0 != nil }
    if shown < columns.count {
      output.buffer.append(Array("\(shown) of \(columns.count) columns fit; `select` chooses which\n".utf8))
    }
    try output.finish()
  }

  private func isVertical(in window: Window) -> Bool {
    // Of an empty result the names are all there is to see.
    if batches.isEmpty { return false }
    switch window.wideTables {
    case .cut: return false
    case .vertical: return TableLayout.width(widths) > window.width
    case .auto:
      guard let height = window.height, TableLayout.choose(widths, into: window.width).contains(nil) else {
        return false
      }
      // A record is its fields, a line above and one below.
      let rows = batches.reduce(0) { $0 + $1.count }
      return rows <= height / (columns.count + 2)
    }
  }

  private func writeVertical() throws {
    let writer = VerticalWriter(sink, ink: ink)
    try writer.begin(columns)
    for batch in batches { try writer.write(batch) }
    try writer.end()
  }

  private func fit(into width: Int) {
    slots = TableLayout.choose(widths, into: width)
    let shown = slots.compactMap { $0 }
    let room = shown.count < columns.count ? width - 4 : width
    let fitted = TableLayout.fit(shown.map { widths[$0] }, shown.map { columns[$0].type }, into: room)
    for (index, width) in zip(shown, fitted) { widths[index] = width }
  }

  private func width(of slot: Int?) -> Int { slot.map { widths[$0] } ?? 1 }

  private func writeRule(_ left: StaticString, _ middle: StaticString, _ right: StaticString) {
    output.buffer.append(ink.frame)
    for (position, slot) in slots.enumerated() {
      output.buffer.append(position == 0 ? left : middle)
      for _ in 0..<(width(of: slot) + 2) { output.buffer.append("─") }
    }
    output.buffer.append(right)
    output.buffer.append(ink.plain)
    output.buffer.append(0x0A)
  }

  /// A line between cells, or with `… ` a column that is left out.
  private func writeBar(_ bar: StaticString) {
    output.buffer.append(ink.frame)
    output.buffer.append(bar)
    output.buffer.append(ink.plain)
  }

  private func writeHeader() {
    var scratch = OutputBuffer(capacity: 256)
    for slot in slots {
      guard let slot else {
        writeBar("│ … ")
        continue
      }
      scratch.removeAll()
      var name = columns[slot].name
      name.withUTF8 { TableEncoding.write($0, to: &scratch) }
      writeBar("│ ")
      output.buffer.append(ink.header)
      TableLayout.pad(
        scratch.contents, to: widths[slot], right: columns[slot].type.isRightAligned, &output.buffer)
      output.buffer.append(ink.plain)
      output.buffer.append(UInt8(ascii: " "))
    }
    writeBar("│")
    output.buffer.append(0x0A)
  }

  private func writeRows(_ batch: Batch) throws {
    let cells = batch.columns.map { CellWriter.make($0, TableEncoding.self) }
    let alignments = columns.map(\.type.isRightAligned)
    var scratch = OutputBuffer(capacity: 256)
    for row in 0..<batch.count {
      for slot in slots {
        guard let index = slot, cells.indices.contains(index) else {
          writeBar("│ … ")
          continue
        }
        scratch.removeAll()
        cells[index].append(row, to: &scratch)
        writeBar("│ ")
        TableLayout.pad(
          scratch.contents, to: widths[index], right: alignments[index], &output.buffer)
        output.buffer.append(UInt8(ascii: " "))
      }
      writeBar("│")
      output.buffer.append(0x0A)
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
