import CSQLite
import Glibc
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
  let file = try DemoFile(besides: target)
  do {
    let summary = try DemoDatabase.fill(
      file.temporary, accounts: accounts, seed: seed, today: today, progress: progress)
    try file.publish()
    return summary
  } catch {
    file.discard()
    throw error
  }
}

/// The file under its first name, and the name it gets in the end.
private struct DemoFile {
  let temporary: String
  private let target: DatabasePath

  init(besides target: DatabasePath) throws {
    self.target = target
    temporary = target.absolute + ".new-\(getpid())"
    let descriptor = open(temporary, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreError.creating(target.shown, failed: errno) }
    close(descriptor)
  }

  /// Gives the file its name, unless another file has taken the name meanwhile.
  func publish() throws {
    try synchronize()
    if link(temporary, target.absolute) == 0 {
      unlink(temporary)
      return
    }
    let problem = errno
    if problem == EEXIST {
      throw StoreError(
        .exists, "`\(target.shown)` is there already and is not overwritten", help: ["choose another name"])
    }
    // Some file systems have no hard links.
    guard problem == EPERM || problem == EOPNOTSUPP, !SystemCall.exists(target.absolute),
      rename(temporary, target.absolute) == 0
    else { throw StoreError.system(problem, doing: "naming", path: target.shown) }
  }

  /// Puts every written page on the disk before the file gets its name.
  private func synchronize() throws {
    let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError.system(errno, doing: "opening", path: target.shown) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw StoreError.system(errno, doing: "writing", path: target.shown) }
  }

  func discard() {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(temporary + suffix) }
  }
}
