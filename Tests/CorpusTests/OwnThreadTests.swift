import Rapport
import RapportOracle
import Testing

/// Queries on a thread of their own: the same rows, and nobody waits for what was cancelled.
@Suite struct OwnThreadTests {
  private let directory: TemporaryDirectory
  private let session: Session

  init() throws {
    directory = try TemporaryDirectory()
    let path = directory.path + "/demo.db"
    _ = try makeDemo(at: path, accounts: 60, seed: 7, today: Day("2026-06-30"))
    session = Session(try Store(path), settings: Settings(today: Day("2026-06-30")))
  }

  private static func text(_ rows: Rows) throws -> String {
    var bytes: [UInt8] = []
    try rows.write(as: .csv) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    "accounts order by revenue desc select name, revenue", "orders", "accounts where name = \"nobody\"",
    "orders select count(), sum(amount)", "accounts take 0",
  ])
  func theSameRows(text: String) throws {
    let query = try session.query(text)
    let own = try query.run(onOwnThread: true)
    #expect(try Self.text(own) == Self.text(query.run()))
    #expect(try own.next() == nil)
  }

  @Test func errorsArrive() throws {
    let query = try session.query("accounts select 9223372036854775807 + id as x")
    #expect(throws: DiagnosticsError.self) { _ = try Self.text(query.run(onOwnThread: true)) }
    #expect(try query.run(onOwnThread: true).columns.count == 1)
  }

  @Test func cancelledRunsEnd() throws {
    let query = try session.query("orders order by amount")
    let rows = try query.run(onOwnThread: true)
    query.cancel()
    let error = #expect(throws: DiagnosticsError.self) { while try rows.next() != nil {} }
    #expect(error?.kind == .interrupted)
    // The next run begins anew, and runs that nobody reads to their end stop.
    _ = try query.run(onOwnThread: true).next()
    #expect(try Self.text(query.run(onOwnThread: true)).utf8.count > 600)
  }
}
