import RapportCatalog
import RapportChanges

/// The making of a store from an order log alone, which can be stopped while it runs.
///
/// Each row of the files is an order and each distinct customer an account. The store appears whole or not at all.
public final class OrderLogJob: Sendable {
  private let run: OrderLogRun

  /// - Parameters:
  ///   - path: the store to make; it must not be there.
  ///   - files: CSV, TSV or JSON lines.
  public init(
    making path: String, of files: [String], options: OrderLogOptions = OrderLogOptions()
  ) throws(DiagnosticsError) {
    let catalog = try CatalogDefinition(includesStandard: true).catalog()
    run = OrderLogRun(making: path, of: files, catalog: catalog, options: options)
  }

  /// Makes the store. Rejected rows are no error: the report lists them and says whether a store was made.
  ///
  /// - Parameter progress: told every few thousand rows.
  /// - Throws: `DiagnosticsError` if a column cannot be found, a file cannot be read, or the store's name is taken.
  public func run(progress: (ImportProgress) -> Void = { _ in }) throws(DiagnosticsError) -> OrderLogReport {
    try Failure.wrapping { try run.run(progress: progress) }
  }

  /// Stops it from any thread; no store is made.
  public func cancel() { run.cancel() }
}
