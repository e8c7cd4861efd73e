import RapportFormat
import RapportValues

/// The rows of one run, in batches of typed columns or one by one. Used by one thread.
public final class Rows {
  public let columns: [ResultColumn]
  /// Rows handed out so far.
  public private(set) var count = 0

  /// Whether the statement draws its rows.
  public var isChart: Bool { drawing != nil }

  /// How the statement draws its rows, if it does.
  let drawing: Drawing?
  /// They are shown to a person and go nowhere else, which is no export of the values about people among them. To be
  /// said before the first row is asked for.
  public var isOnlyShown = false
  /// Set where rows show values about people as they are.
  private let export: Export?
  private var entry: ExportEntry?
  private let source: any BatchSource
  /// What was handed out, if it is kept.
  private var memory: RowMemory?
  private var current = Batch(columns: [], count: 0)
  private var position = 0

  init(_ source: any BatchSource, columns: [ResultColumn], drawing: Drawing?, export: Export? = nil) {
    self.source = source
    self.columns = columns
    self.drawing = drawing
    self.export = export
  }

  deinit { entry?.finish(rows: count) }

  /// Rows that are there already, such as the changes of a list.
  ///
  /// - Parameter batches: each with a column of the given type for each of `columns`.
  public convenience init(columns: [ResultColumn], batches: [Batch]) {
    self.init(FinishedBatches(batches), columns: columns, drawing: nil)
  }

  /// The next rows; nil at the end. Not to be mixed with `nextRow`.
  public func next() throws(DiagnosticsError) -> Batch? {
    try enterExport()
    let batch = try source.next()
    if let batch {
      count += batch.count
      memory?.keep(batch)
    } else {
      memory?.isComplete = true
      entry?.finish(rows: count)
    }
    return batch
  }

  /// Values about people leave with an entry in the audit, or not at all.
  private func enterExport() throws(DiagnosticsError) {
    if let export, entry == nil, !isOnlyShown { entry = try export.begin() }
  }

  /// Keeps what is handed out from now on, to be had again from `kept`, unless it has more cells than that.
  public func keep(atMost cells: Int) { memory = RowMemory(room: cells) }

  /// All rows, once they were handed out, if they were few enough to be kept.
  public var kept: KeptRows? { memory?.batches.map { KeptRows(columns: columns, drawing: drawing, export: export, batches: $0) } }

  /// The next row; nil at the end. For large results batches are several times faster.
  public func nextRow() throws(DiagnosticsError) -> Row? {
    while position >= current.count {
      guard let batch = try next() else { return nil }
      current = batch
      position = 0
    }
    defer { position += 1 }
    return Row(columns: columns, values: current.columns.map { $0.value(at: position) })
  }

  /// The known values of the first column of the rest of the rows, as they are shown.
  public func texts() throws(DiagnosticsError) -> [String] {
    var texts: [String] = []
    while let batch = try next() {
      guard let column = batch.columns.first else { continue }
      for (row, text) in column.shownTexts().enumerated() where !column.isMissing(row) { texts.append(text) }
    }
    return texts
  }

  /// Writes the rest of the rows to an open file and gives the number of rows.
  ///
  /// Throws an error of kind `outputClosed` when the reader has gone; that needs `SIGPIPE` to be ignored.
  @discardableResult
  public func write(
    to descriptor: Int32, as format: OutputFormat, options: OutputOptions = OutputOptions()
  ) throws(DiagnosticsError) -> Int {
    try write(FileSink(descriptor: descriptor), format, options)
  }

  /// Writes the rest of the rows block by block to a function and gives the number of rows. An error it throws ends
  /// the run.
  @discardableResult
  public func write(
    as format: OutputFormat, options: OutputOptions = OutputOptions(),
    to receive: @escaping (UnsafeRawBufferPointer) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) -> Int {
    try write(FunctionSink(receive: receive), format, options)
  }

  private func write(
    _ sink: any ByteSink, _ format: OutputFormat, _ options: OutputOptions
  ) throws(DiagnosticsError) -> Int {
    try LargeObject(try Failure.wrapping { WriterBox(try format.writer(to: sink, options)) }).use {
      (box) throws(DiagnosticsError) in
      try write(with: box.writer)
      return count
    }
  }

  private func write(with writer: any ResultWriter) throws(DiagnosticsError) {
    try enterExport()
    try Failure.wrapping { try writer.begin(columns.map { .init(name: $0.name, type: $0.type) }) }
    do throws(DiagnosticsError) {
      while let batch = try next() { try Failure.wrapping { try writer.write(batch) } }
    } catch {
      // What was computed before the error is shown, as far as the format allows.
      try? writer.end()
      throw error
    }
    try Failure.wrapping { try writer.end() }
  }
}

/// A writer of any kind: tables keep all their rows.
private final class WriterBox {
  let writer: any ResultWriter
  init(_ writer: any ResultWriter) { self.writer = writer }
}

/// Hands bytes to a function.
struct FunctionSink: ByteSink {
  let receive: (UnsafeRawBufferPointer) throws(DiagnosticsError) -> Void

  func write(_ bytes: UnsafeRawBufferPointer) throws { try receive(bytes) }
  func flush() {}
}

extension OutputFormat {
  func writer(to sink: any ByteSink, _ options: OutputOptions) throws -> any ResultWriter {
    let format: RapportFormat.OutputFormat =
      switch self {
      case .table: .table
      case .vertical: .vertical
      case .list: .list
      case .csv: .csv
      case .excel: .excel
      case .tsv: .tsv
      case .json: .json
      case .ndjson: .ndjson
      case .markdown: .markdown
      case .html: .html
      case .insert: .insert
      }
    return format.makeWriter(
      to: try options.encoding == .gb18030 ? makeTranscodingSink(sink) : sink,
      options: options.forWriters)
  }
}
