import RapportCatalog
import RapportStore
import RapportSyntax
import RapportValues

/// The work of an import inside its transaction.
struct ImportWork {
  let entity: Entity
  let catalog: Catalog
  let connection: Connection
  let options: ImportOptions
  let map: ImportMap?
  let inputs: [Input]
  let rejects: RejectFile?
  /// What the columns are, where it is not for the catalog's names to say.
  var orderLog: OrderLog?

  var report = ImportReport()
  private var touched = RowSet()
  private var differences: DifferenceList
  private static let rowsPerLook = 4_096

  init(
    entity: Entity, catalog: Catalog, connection: Connection, options: ImportOptions, map: ImportMap?,
    inputs: [Input], rejects: RejectFile?
  ) {
    self.entity = entity
    self.catalog = catalog
    self.connection = connection
    self.options = options
    self.map = map
    self.inputs = inputs
    self.rejects = rejects
    report.entity = entity.name
    differences = DifferenceList(limit: options.reportedDifferences, entity, connection)
  }

  /// Whether what was written stays.
  var isKept: Bool {
    !options.isDryRun && (options.isPartial || report.rejected == 0) && report.inserted + report.updated > 0
  }

  mutating func run(_ progress: (ImportProgress) -> Void, isCancelled: () -> Bool) throws {
    try lookForEarlier()
    let log = try BatchLog(
      "import", of: entity, source: inputs.map { Self.name($0.name) }.joined(separator: ", "),
      program: options.program, connection)
    report.batch = log.id
    var builder = try LayoutBuilder(
      entity, catalog: catalog, connection: connection, options: options, map: map)
    // Updates look rows up, and so do relations of an entity to itself.
    let isPlain = options.mode == .insert && !entity.refersToItself
    let indexes = try PostponedIndexes(
      of: entity, before: isPlain ? inputs.reduce(0) { $0 + $1.estimatedRows } : 0, connection)
    var bytesBefore = 0
    var written: [String] = []
    let total = inputs.reduce(0) { $0 + $1.preview.size }
    for (position, input) in inputs.enumerated() {
      let source = try RecordSource.open(input, delimiter: options.delimiter)
      let layout =
        try orderLog?.layout(input, source.header) ?? builder.layout(source.header, file: input.name)
      report.files.append(
        ImportedFile(
          path: input.name, encoding: input.encoding.name, reason: input.encoding.reason,
          delimiter: source.delimiter, columns: layout.columns))
      written += layout.slots.map(\.column)
      let writer = try RowWriter(
        entity, layout, options: options, names: builder.names, defaults: builder.defaults, connection: connection,
        log: log)
      try read(source, input.name, layout, writer) { rows, bytes in
        if isCancelled() { throw ImportRun.cancelled }
        progress(ImportProgress(rows: rows, bytes: bytesBefore + bytes, totalBytes: total))
      }
      bytesBefore += input.preview.size
      try connection.execute(
        "INSERT INTO batch_files VALUES (?, ?, ?, ?)",
        [
          .integer(log.id), .integer(Int64(position)), .text(Self.name(input.name)),
          .text(input.preview.fingerprint),
        ])
    }
    if isKept {
      try MatchIndex.drop(connection)
      try indexes.restore(connection)
    }
    try log.finish(
      [
        ("inserted", report.inserted), ("updated", report.updated), ("unchanged", report.unchanged),
        ("rejected", report.rejected),
      ], rows: report.inserted + report.updated, columns: written)
    report.differences = differences.all
    report.rejects = try rejects?.finish()
  }

  static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The same bytes in an earlier batch that still stands.
  private mutating func lookForEarlier() throws {
    for input in inputs {
      let statement = try connection.prepare(
        """
        SELECT b.id FROM batch_files AS f JOIN batches AS b ON b.id = f.batch_id
        WHERE f.fingerprint = ? AND b.entity = ? AND b.kind = 'import' AND b.undone_id IS NULL ORDER BY b.id DESC
        """, [.text(input.preview.fingerprint), .text(entity.name)])
      guard try statement.step() else { continue }
      let batch = statement.integer(0)
      report.earlierBatch = batch
      if options.mode == .insert, !options.repeatsFiles {
        throw ImportError(
          .data, .importedBefore,
          "`\(input.name)` was imported before, as batch \(batch); nothing was imported",
          help: ["`--again` inserts its rows once more", "`rapport undo \(batch)` takes that batch back"])
      }
    }
  }

  // MARK: Rows

  private mutating func read(
    _ source: RecordSource, _ path: String, _ layout: ImportLayout, _ writer: RowWriter,
    _ look: (Int, Int) throws -> Void
  ) throws {
    let converter = RowConverter(layout, entity, isNew: options.mode == .insert)
    var faults: [RowFault] = []
    var count = 0
    while try source.next() {
      count += 1
      if count % Self.rowsPerLook == 0 { try look(report.rows, source.bytesRead) }
      if let fault = source.fault {
        try reject([(fault, nil)], layout, source, path)
        continue
      }
      faults.removeAll(keepingCapacity: true)
      let outcome = try source.withRecord { bytes, ranges -> RowOutcome? in
        if let fault = RecordText.fault(bytes) {
          faults.append((fault, Self.slot(of: fault, bytes, ranges, layout)))
          return nil
        }
        guard converter.convert(bytes, ranges, into: writer, &faults) else { return .blank }
        return faults.isEmpty ? try writer.write(touched: &touched, differences: &differences) : nil
      }
      switch outcome {
      case .inserted: report.inserted += 1
      case .updated: report.updated += 1
      case .unchanged: report.unchanged += 1
      case .blank: break
      case .rejected(let fault, let slot): try reject([(fault, slot)], layout, source, path)
      case nil: try reject(faults, layout, source, path)
      }
    }
    try look(report.rows, source.bytesRead)
  }

  /// The column in which a record's text is broken.
  private static func slot(
    of fault: CellFault, _ bytes: Bytes, _ ranges: UnsafeBufferPointer<RecordSource.Cell>,
    _ layout: ImportLayout
  ) -> Int? {
    layout.slots.firstIndex { slot in
      guard let position = slot.source, position < ranges.count else { return false }
      return RecordText.fault(Bytes(rebasing: bytes[ranges[position].start..<ranges[position].end])) != nil
    }
  }

  private mutating func reject(
    _ faults: [RowFault], _ layout: ImportLayout, _ source: RecordSource, _ path: String
  ) throws {
    report.rejected += 1
    report.problemCount += faults.count
    var shown: [String] = []
    for (fault, slot) in faults {
      let column = slot.flatMap { layout.slots.indices.contains($0) ? layout.slots[$0].header : nil }
      shown.append(fault.message)
      guard report.problems.count < options.reportedProblems else { continue }
      report.problems.append(
        ImportProblem(
          code: fault.code.rawValue, file: path, line: source.line, column: column, message: fault.message,
          help: fault.help))
    }
    let column = faults.first?.slot.flatMap {
      layout.slots.indices.contains($0) ? layout.slots[$0].header : nil
    }
    try rejects?.add(
      file: path, line: source.line, column: column, problem: shown.joined(separator: "; "),
      original: source.original())
  }
}

extension Entity {
  /// One of its rows may name another.
  var refersToItself: Bool {
    fields.contains { field in
      if case .toOne(let other, _) = field.kind { other == name } else { false }
    }
  }
}

extension Connection {
  /// Runs one statement that gives no rows.
  func execute(_ sql: String, _ bindings: [Value]) throws {
    _ = try prepare(sql, bindings).step()
  }
}
