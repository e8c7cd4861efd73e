import RapportCatalog
package import RapportStore
import RapportSyntax
package import RapportValues

/// Changes rows of a store: one transaction, one batch.
package enum ChangeRun {
  /// Runs a change, or tries it without keeping anything.
  ///
  /// - Parameters:
  ///   - expected: what a preview found; if it would be something else by now, nothing is changed.
  ///   - isCancelled: whether to give up; asked between rows.
  ///   - rows: computes the rows, once nobody else can write: for `set` and `delete` the key and the values of each row
  ///     in one list of batches, for `add` a list per new row.
  package static func run(
    _ request: ChangeRequest, in store: Store, isDryRun: Bool, expected: ChangeReport? = nil,
    isCancelled: @escaping () -> Bool = { false }, rows: () throws -> [[Batch]]
  ) throws -> ChangeReport {
    guard store.isOwn else {
      throw ImportError(
        .denied, .foreign, "`\(store.path)` is somebody else's database and is only read",
        help: ["only a Rapport store can be changed; `rapport create my.db` makes an empty one"])
    }
    let connection = try store.writer()
    try connection.addFoldFunction()
    // A delete looks up references to all its rows at once; SQLite would for each, without an index.
    let checksReferences = request.kind == .delete && request.entity.key.count == 1
    if checksReferences { try connection.execute("PRAGMA foreign_keys=OFF") }
    defer { if checksReferences { try? connection.execute("PRAGMA foreign_keys=ON") } }
    try connection.execute("BEGIN IMMEDIATE")
    do {
      var work = try ChangeWork(request, store.catalog, connection, isCancelled)
      let report = try work.run(rows())
      try work.checkCancellation()
      if let expected, expected.fingerprint != report.fingerprint {
        throw ImportError(
          .data, .changedMeanwhile, "somebody has changed \(request.entity.name) meanwhile; nothing was changed",
          help: ["look at the rows again and repeat the statement"])
      }
      let isKept = !isDryRun && report.changed > 0
      try connection.execute(isKept ? "COMMIT" : "ROLLBACK")
      var result = report
      if !isKept { result.batch = nil }
      return result
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }
}

/// The work of a change inside its transaction.
struct ChangeWork {
  let request: ChangeRequest
  let catalog: Catalog
  let connection: Connection
  let log: BatchLog
  let factory: ConverterFactory
  let defaults: ColumnDefaults
  private let isCancelled: () -> Bool
  var report = ChangeReport()
  private var hasher = Hasher()
  private var faults: [CellFault] = []
  private(set) var faultCount = 0
  private var counts: [ChangedValue] = []
  private var countIndex: [[String]: Int] = [:]

  static let mostShown = 10
  private static let mostFaults = 20

  var entity: Entity { request.entity }

  init(
    _ request: ChangeRequest, _ catalog: Catalog, _ connection: Connection, _ isCancelled: @escaping () -> Bool
  ) throws {
    self.isCancelled = isCancelled
    self.request = request
    self.catalog = catalog
    self.connection = connection
    log = try BatchLog(
      request.kind.rawValue, of: request.entity, source: request.source ?? request.summary, program: request.program,
      statement: request.query, day: request.day, connection)
    factory = ConverterFactory(
      catalog: catalog, connection: connection, schema: try DatabaseSchema.read(connection), dateOrder: nil)
    defaults = try ColumnDefaults(of: request.entity.table, connection)
    report.kind = request.kind
    report.entity = request.entity.name
    report.batch = log.id
  }

  mutating func run(_ rows: [[Batch]]) throws -> ChangeReport {
    switch request.kind {
    case .set: try set(rows.flatMap(\.self))
    case .delete: try delete(rows.flatMap(\.self))
    case .add: try add(rows)
    }
    if faultCount > 0 { throw refusal }
    let count = ("\(request.kind.counter)", report.changed)
    try log.finish(
      [count, ("unchanged", report.unchanged)], rows: report.changed,
      columns: request.newRows.flatMap(\.self).compactMap(\.column))
    report.values = counts.sorted {
      ($0.field, $0.before, $0.after) < ($1.field, $1.before, $1.after)
    }
    report.fingerprint = hasher.finalize()
    return report
  }

  func checkCancellation() throws {
    if isCancelled() {
      throw ImportError(.interrupted, [Diagnostic(code: "R0502", "interrupted; nothing was changed", at: nil)])
    }
  }

  func encoder(_ field: Field) throws -> FieldEncoder {
    try FieldEncoder(field, of: entity, catalog: catalog, defaults: defaults, factory)
  }

  /// The key of a row of the query.
  func key(_ batch: Batch, _ row: Int) -> RowKey {
    entity.key.indices.map { batch.columns[$0].value(at: row).stored(as: entity.key[$0].type) }
  }

  /// What a preview and the change itself must agree about.
  mutating func note(_ parts: [Value]) { hasher.combine(parts) }

  mutating func count(_ change: ChangedRow.Change) {
    let parts = [change.field, change.before, change.after]
    if let known = countIndex[parts] {
      counts[known].rows += 1
    } else {
      countIndex[parts] = counts.count
      counts.append(
        ChangedValue(field: change.field, before: change.before, after: change.after, rows: 1))
    }
  }

  /// How a value of a field is shown.
  func shown(_ stored: Value, _ field: Field) -> String {
    let text = field.shown(stored) { key in
      guard case .toOne(let name, _) = field.kind, let other = catalog.entity(name) else { return key.shown }
      return RowLabel.text([key], other, revealing: request.revealsPersonal, connection)
    }
    return request.revealsPersonal ? text : field.masked(text, of: stored)
  }

  func label(_ key: RowKey) -> String {
    RowLabel.text(key, entity, revealing: request.revealsPersonal, connection)
  }

  // MARK: - Rows that cannot be

  /// A row that cannot be as asked for; all of them are told together.
  mutating func refuse(_ row: String, _ fault: CellFault) {
    faultCount += 1
    guard faults.count < Self.mostFaults else { return }
    faults.append(CellFault(fault.code, "\(row): \(fault.message)", help: fault.help))
  }

  func fault(_ violation: ConstraintViolation) -> CellFault {
    switch violation {
    case .duplicate(let columns):
      CellFault(.exists, "another row of \(entity.name) has the same \(columns.joined(separator: " and "))")
    case .missing(let column):
      CellFault(.required, "`\(field(of: column))` is needed")
    case .reference: CellFault(.noRelation, "a row that it refers to does not exist")
    case .other(let detail): CellFault(.refused, "the store does not take it: \(detail)")
    }
  }

  private func field(of column: String) -> String {
    entity.fields.first { $0.column == column }?.name ?? column
  }

  private var refusal: ImportError {
    var all = faults.map { fault in
      Diagnostic(code: fault.code.rawValue, fault.message, at: nil, help: fault.help)
    }
    if faultCount > faults.count {
      let rest = faultCount - faults.count
      all.append(
        Diagnostic(.note, code: ImportCode.refused.rawValue, "and \(rest) more \(rest == 1 ? "row" : "rows")", at: nil))
    }
    return ImportError(.data, all)
  }
}

extension ChangeKind {
  /// The column of `batches` that counts the rows.
  fileprivate var counter: String {
    switch self {
    case .set: "updated"
    case .delete: "removed"
    case .add: "inserted"
    }
  }
}
