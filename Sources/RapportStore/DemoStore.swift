import CSQLite
import RapportCatalog
package import RapportValues

/// How far the making of a demonstration store has come.
package struct DemoProgress: Hashable, Sendable {
  package enum Step: String, Hashable, Sendable { case rows, indexes, statistics }
  package var step: Step
  /// Accounts or indexes made so far, and in all.
  package var done: Int
  package var total: Int
}

/// What a demonstration store holds.
package struct DemoSummary: Hashable, Sendable {
  package var people: Int
  package var accounts: Int
  package var contacts: Int
  package var products: Int
  package var orders: Int
  package var orderLines: Int
  package var invoices: Int
  package var payments: Int
  package var visits: Int
  package var complaints: Int
  package var surveys: Int
}

/// Makes a store of invented customers with about ten orders each; the same arguments give the same rows
/// everywhere.
///
/// The store is made under another name beside `path` and gets its name when it is complete. A file that is
/// there already is never touched.
///
/// - Parameters:
///   - path: the file to make.
///   - accounts: how many customers, 1 to 10,000,000.
///   - seed: another number gives other customers.
///   - today: the last day of the store's history, between 1980-01-01 and 9000-12-31.
///   - progress: told now and then; an error it throws ends the work and leaves nothing behind.
/// - Throws: `StoreError` if the file exists, the disk is full, or a number is out of range.
@discardableResult
package func makeDemoStore(
  path: String, accounts: Int, seed: UInt64 = 1, today: Day,
  progress: (DemoProgress) throws -> Void = { _ in }
) throws -> DemoSummary {
  guard (1...10_000_000).contains(accounts) else {
    throw StoreError(.refused, "a demonstration store has 1 to 10,000,000 accounts, not \(accounts)")
  }
  guard let first = Day(year: 1980, month: 1, day: 1), let last = Day(year: 9000, month: 12, day: 31),
    (first...last).contains(today)
  else {
    throw StoreError(.refused, "the last day of a demonstration store lies between 1980 and 9000")
  }
  let target = try DatabasePath.free(path)
  return try target.filling { file in
    try DemoDatabase.fill(file.absolute, accounts: accounts, seed: seed, today: today, progress: progress)
  }
}
