package import RapportCatalog
package import RapportEngine
import RapportPlan
import RapportValues
import Synchronization

/// A database with the catalog that describes it: our own store, or somebody else's database, which is only
/// read.
package final class Store: Sendable {
  package let path: String
  package let catalog: Catalog
  /// It is our own store, made by `Store.create`.
  package let isOwn: Bool
  /// The file is read as one that nobody changes, because its folder allows no locks.
  package let isImmutable: Bool
  let pool: ConnectionPool
  /// For statements that read a large part of one table and nothing else.
  let scanners: ConnectionPool
  /// Tables of fewer row numbers are read by one thread.
  let smallestDivided: Int64
  private let snapshots = Mutex<[ObjectIdentifier: WeakSnapshot]>([:])

  private struct WeakSnapshot {
    weak var snapshot: Snapshot?
  }

  /// Below this a second thread costs more than it saves.
  package static let worthDividing: Int64 = 20_000

  init(
    pool: ConnectionPool, catalog: Catalog, isOwn: Bool, isImmutable: Bool,
    smallestDivided: Int64 = Store.worthDividing
  ) {
    self.pool = pool
    scanners = pool.role == .reader ? ConnectionPool(pool.path, role: .scanner) : pool
    self.smallestDivided = smallestDivided
    path = pool.path.shown
    self.catalog = catalog
    self.isOwn = isOwn
    self.isImmutable = isImmutable
  }

  /// Opens somebody else's database. The catalog must fit it; the store's catalog also knows which columns
  /// are never missing and what types its keys have.
  ///
  /// - Parameter smallestDivided: how many row numbers a table must span to be read by several threads.
  package static func openForeign(
    _ path: String, catalog: Catalog, smallestDivided: Int64 = Store.worthDividing
  ) throws -> Store {
    try StoreOpening.openForeign(StoreFile(path), catalog: catalog, smallestDivided: smallestDivided).store
  }

  /// Opens our own store for reading; a store of an older release is brought up to date first.
  ///
  /// - Parameter checksCatalog: whether the catalog is compared with the tables. The shipped catalog need not be: the
  ///   store's version vouches for it, and reading the schema costs more than a small query.
  package static func openOwn(
    _ path: String, catalog: Catalog, schema: StoreSchema, checksCatalog: Bool = true
  ) throws -> Store {
    try openOwn(StoreFile(path), catalog: catalog, schema: schema, checksCatalog: checksCatalog)
  }

  /// As above, of a file that was looked at already.
  package static func openOwn(
    _ file: StoreFile, catalog: Catalog, schema: StoreSchema, checksCatalog: Bool = true
  ) throws -> Store {
    try StoreOpening.openOwn(file, catalog: catalog, schema: schema, checksCatalog: checksCatalog)
  }

  /// A writing connection to our own store.
  package func writer() throws -> Connection {
    guard isOwn else {
      throw StoreError(
        .permission, "`\(path)` is somebody else's database and is only read",
        help: ["import it into a store of your own to change data"])
    }
    let writer = try ConnectionOpening.open(pool.path, .writer)
    // Whoever added others than ours wants their code to run when we write.
    let ours = StoreSchema.triggersAndViews.map(Value.text)
    let marks = Array(repeating: "?", count: ours.count).joined(separator: ", ")
    let strange = try writer.integer(
      "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view') AND sql NOT IN (\(marks))", ours)
    guard strange == 0 else {
      throw StoreError(
        .refused, "`\(path)` holds triggers or views that Rapport did not make; it is only read",
        help: ["remove them with the program that made them"])
    }
    return writer
  }

  /// The state of the data that all reads of `context` see; keep it until the run's last batch.
  package func snapshot(for context: ExecutionContext) throws -> Snapshot {
    let key = ObjectIdentifier(context)
    if let known = snapshots.withLock({ $0[key]?.snapshot }) { return known }
    let fresh = try Snapshot(pool: pool, scanners: scanners, context: context)
    return snapshots.withLock { all in
      // Another thread of the run may have been first.
      if let known = all[key]?.snapshot { return known }
      all = all.filter { $0.value.snapshot != nil }
      all[key] = WeakSnapshot(snapshot: fresh)
      return fresh
    }
  }
}
