import RapportChanges
import RapportStore
import RapportSyntax

/// An import that can be stopped while it runs.
///
/// All files are written in one transaction, as one batch: after an error, or when the process ends at any moment,
/// the store is as it was.
public final class ImportJob: Sendable {
  private let run: ImportRun

  /// - Parameters:
  ///   - store: a Rapport store; others are refused when the job runs.
  ///   - entity: whose rows the files hold, by name or alias.
  ///   - files: CSV, TSV or JSON lines.
  public init(_ store: Store, into entity: String, files: [String], options: ImportOptions = ImportOptions())
  {
    run = ImportRun(store.database, entity: entity, files: files, options: options)
  }

  /// Runs the import. Rejected rows are no error: the report lists them and says whether anything was kept.
  ///
  /// - Parameter progress: told every few thousand rows.
  /// - Throws: `DiagnosticsError` if the import cannot begin: unknown names, a map with errors, a file that cannot be
  ///   read, a file that was inserted before.
  public func run(progress: (ImportProgress) -> Void = { _ in }) throws(DiagnosticsError) -> ImportReport {
    try Failure.wrapping { try run.run(progress: progress) }
  }

  /// Stops it from any thread; nothing of it is kept.
  public func cancel() { run.cancel() }
}

extension Store {
  /// Imports files as one batch; see `ImportJob`.
  public func `import`(
    _ files: [String], into entity: String, options: ImportOptions = ImportOptions()
  ) throws(DiagnosticsError) -> ImportReport {
    try ImportJob(self, into: entity, files: files, options: options).run()
  }

  /// Takes a batch back: rows it inserted are deleted and rows it updated get their earlier values, except those that
  /// somebody changed since or that other rows refer to.
  ///
  /// - Parameters:
  ///   - batch: its number in `batches`.
  ///   - isDryRun: only counts.
  ///   - program: recorded with the undo, which is a batch itself.
  public func undo(
    batch: Int64, isDryRun: Bool = false, program: String = "Rapport"
  ) throws(DiagnosticsError) -> UndoReport {
    try Failure.wrapping { try UndoRun.run(database, batch: batch, isDryRun: isDryRun, program: program) }
  }

  /// Makes an empty Rapport store under a name that is free.
  public static func create(_ path: String) throws(DiagnosticsError) {
    try Failure.wrapping { try RapportStore.Store.create(path, schema: .current) }
  }
}
