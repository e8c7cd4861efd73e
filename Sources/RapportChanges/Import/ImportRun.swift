import RapportCatalog
package import RapportStore
import RapportSyntax
import RapportValues
import Synchronization

/// One import: all files in one transaction.
package final class ImportRun: Sendable {
  private let store: Store
  private let entity: String
  private let files: [String]
  private let options: ImportOptions
  private let isCancelled = Atomic<Bool>(false)
  private let writer = Mutex<Connection?>(nil)

  package init(_ store: Store, entity: String, files: [String], options: ImportOptions) {
    self.store = store
    self.entity = entity
    self.files = files
    self.options = options
  }

  static var cancelled: ImportError {
    ImportError(
      .interrupted, [Diagnostic(code: "R0502", "interrupted; nothing was imported", at: nil)])
  }

  /// Stops the run from any thread; nothing of it is kept.
  package func cancel() {
    isCancelled.store(true, ordering: .relaxed)
    writer.withLock { $0 }?.interrupt()
  }

  /// Runs the import.
  package func run(progress: (ImportProgress) -> Void) throws -> ImportReport {
    guard store.isOwn else {
      throw ImportError(
        .denied, .foreign, "`\(store.path)` is somebody else's database and is only read",
        help: ["import into a Rapport store: `rapport create my.db` makes an empty one"])
    }
    let entity = try foundEntity()
    try checkRules()
    let map = try readMap(entity)
    try Self.check(options, files: files)
    let rejects = try options.rejects.map { try RejectFile($0, overwrites: options.overwritesRejects) }
    var inputs: [Input] = []
    for file in files { inputs.append(try Input(file, options) { isCancelled.load(ordering: .relaxed) }) }
    let connection = try store.writer()
    writer.withLock { $0 = connection }
    defer { writer.withLock { $0 = nil } }
    // Every relation is looked up inside this transaction, so SQLite need not look again.
    try connection.execute("PRAGMA foreign_keys=OFF")
    try connection.useCache(megabytes: 64)
    try connection.addFoldFunction()
    try connection.execute("BEGIN IMMEDIATE")
    do {
      var work = ImportWork(
        entity: entity, catalog: store.catalog, connection: connection, options: options, map: map,
        inputs: inputs,
        rejects: rejects)
      try work.run(progress) { isCancelled.load(ordering: .relaxed) }
      work.report.isKept = work.isKept
      try connection.execute(work.isKept ? "COMMIT" : "ROLLBACK")
      if !work.isKept { work.report.batch = nil }
      return work.report
    } catch {
      try? connection.execute("ROLLBACK")
      throw isCancelled.load(ordering: .relaxed) ? Self.cancelled : error
    }
  }

  private func foundEntity() throws -> Entity {
    guard let found = store.catalog.entity(entity) else {
      let names = store.catalog.entities.map(\.name)
      let near = Suggestions.closest(to: entity, in: names)
      throw ImportError(
        .usage, .entity, "there is no entity `\(entity)`",
        help: near.map { ["did you mean `\($0)`?"] } ?? ["entities: " + names.joined(separator: ", ")])
    }
    guard !found.isWrittenByRapport else {
      throw ImportError(.usage, .entity, "`\(found.name)` is written by Rapport alone")
    }
    return found
  }

  /// What is wrong with the options before any file is read.
  static func check(_ options: ImportOptions, files: [String]) throws {
    if let delimiter = options.delimiter, delimiter.asciiValue == nil || "\"\r\n".contains(delimiter) {
      throw ImportError(.usage, .columns, "a delimiter is one ASCII character")
    }
    if files.isEmpty { throw ImportError(.usage, .columns, "no file is given") }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ImportError(.usage, .columns, "standard input (`-`) can be read only once")
    }
    // Rejected rows may replace an earlier file of them, but nothing that is read, and no database.
    guard let path = options.rejects, let file = FileIdentity(path) else { return }
    let sources = files + [options.map?.name].compactMap(\.self)
    guard !isDatabaseFile(path), !sources.contains(where: { FileIdentity($0) == file }) else {
      throw ImportError(
        .usage, .rejected, "`--rejects \(path)` would replace a file that is read here, or a database",
        help: ["choose another name"])
    }
  }

  private func checkRules() throws {
    if options.mode == .insert, !options.rules.isEmpty {
      throw ImportError(
        .usage, .rules, "inserting looks for no rows, so `--key` and `--match` mean nothing",
        help: ["`--mode upsert` updates rows that are there and inserts others"])
    }
    if options.mode != .insert, options.rules.isEmpty {
      throw ImportError(
        .usage, .rules, "`--mode \(options.mode.rawValue)` needs to know how rows are found",
        help: [
          "`--key FIELD`, for example `--key code`, or `--match FIELD` for rules that are tried in order"
        ])
    }
  }

  private func readMap(_ entity: Entity) throws -> ImportMap? {
    guard let text = options.map else { return nil }
    let (map, diagnostics) = Parse.importMap(text.text)
    guard let map else { throw ImportError(.query, diagnostics, source: text) }
    guard store.catalog.entity(map.entity.text)?.name == entity.name else {
      throw ImportError(
        .query,
        [
          Diagnostic(
            code: ImportCode.map.rawValue,
            "the map is for `\(map.entity.text)`, and \(entity.name) are imported",
            at: map.entity.span)
        ], source: text)
    }
    return map
  }
}
