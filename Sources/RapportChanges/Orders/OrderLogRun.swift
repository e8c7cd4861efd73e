package import RapportCatalog
import RapportStore
import RapportSyntax
import RapportValues
import Synchronization

/// Makes a store of an order log: its rows are orders, its distinct customers accounts. The store appears whole or not
/// at all.
package final class OrderLogRun: Sendable {
  private let path: String
  private let files: [String]
  private let catalog: Catalog
  private let options: OrderLogOptions
  private let isCancelled = Atomic<Bool>(false)
  private let writer = Mutex<Connection?>(nil)

  package init(making path: String, of files: [String], catalog: Catalog, options: OrderLogOptions) {
    self.path = path
    self.files = files
    self.catalog = catalog
    self.options = options
  }

  /// Stops the run from any thread; no store is made.
  package func cancel() {
    isCancelled.store(true, ordering: .relaxed)
    writer.withLock { $0 }?.interrupt()
  }

  private static var cancelled: ImportError {
    ImportError(.interrupted, [Diagnostic(code: "R0502", "interrupted; no store was made", at: nil)])
  }

  /// What was found, of a store that is not to be.
  private struct NotKept: Error { var report: OrderLogReport }

  package func run(progress: (ImportProgress) -> Void) throws -> OrderLogReport {
    let reading = options.reading
    try ImportRun.check(reading, files: files)
    let rejects = try reading.rejects.map { try RejectFile($0, overwrites: reading.overwritesRejects) }
    do {
      return try Store.create(path, schema: .current) { connection in
        let report = try fill(connection, rejects, progress)
        guard report.orders.isKept else { throw NotKept(report: report) }
        return report
      }
    } catch let notKept as NotKept {
      return notKept.report
    } catch {
      throw isCancelled.load(ordering: .relaxed) ? Self.cancelled : error
    }
  }

  private func fill(
    _ connection: Connection, _ rejects: RejectFile?, _ progress: (ImportProgress) -> Void
  ) throws -> OrderLogReport {
    writer.withLock { $0 = connection }
    defer { writer.withLock { $0 = nil } }
    var inputs: [Input] = []
    for file in files { inputs.append(try Input(file, options.reading) { isCancelled.load(ordering: .relaxed) }) }
    let log = try OrderLog(catalog, options: options)
    guard let orders = catalog.entity("orders") else { return OrderLogReport() }
    try connection.execute("PRAGMA foreign_keys=OFF")
    try connection.useCache(megabytes: 256)
    try connection.addFoldFunction()
    try connection.execute("BEGIN IMMEDIATE")
    var work = ImportWork(
      entity: orders, catalog: catalog, connection: connection, options: options.reading, map: nil, inputs: inputs,
      rejects: rejects)
    work.orderLog = log
    try work.run(progress) { isCancelled.load(ordering: .relaxed) }
    var report = OrderLogReport()
    report.orders = work.report
    report.orders.isKept = work.isKept
    report.guesses = log.guesses
    report.hasAmounts = log.hasAmounts
    guard work.isKept else { return report }
    let source = inputs.map { ImportWork.name($0.name) }.joined(separator: ", ")
    (report.accounts, report.accountBatch) = try log.writeAccounts(connection, source: source)
    try measure(&report, connection)
    try connection.execute("COMMIT")
    try connection.execute("PRAGMA analysis_limit = 2000; ANALYZE")
    return report
  }

  private func measure(_ report: inout OrderLogReport, _ connection: Connection) throws {
    report.returns = Int(try connection.integer("SELECT count(*) FROM orders WHERE status = 'returned'") ?? 0)
    let days = try connection.prepare("SELECT min(date), max(date) FROM orders")
    guard try days.step() else { return }
    (report.firstDay, report.lastDay) = (days.text(0), days.text(1))
    days.rewind()
  }
}
