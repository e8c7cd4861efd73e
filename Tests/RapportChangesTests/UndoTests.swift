import RapportCatalog
import RapportStore
import Testing

@testable import RapportChanges

@Suite struct UndoTests {
  private let fixture: ImportFixture

  init() throws { fixture = try ImportFixture() }

  private func rows() throws -> [String?] {
    try fixture.column("SELECT code || ' ' || name || ' ' || coalesce(credit, '-') FROM accounts ORDER BY id")
  }

  @Test func insertsAndUpdatesAreTakenBack() throws {
    _ = try fixture.load("accounts", "code,name,credit\nC1,a,good\nC2,b,\n")
    let before = try rows()
    let batch = try #require(
      try fixture.load("accounts", "code,name,credit\nC1,a,best\nC2,B,poor\nC3,c,poor\n") {
        $0.mode = .upsert
        $0.rules = [["code"]]
      }.batch)
    let dry = try fixture.undo(batch, isDryRun: true)
    #expect((dry.removed, dry.restored, dry.undoBatch) == (1, 2, nil))
    let report = try fixture.undo(batch)
    #expect((report.removed, report.restored) == (1, 2))
    #expect(report.isComplete)
    #expect(try rows() == before)
    #expect(try fixture.column("SELECT name_folded FROM accounts WHERE code = 'C2'") == ["b"])
    #expect(throws: ImportError.self) { try fixture.undo(batch) }
    #expect(throws: ImportError.self) { try fixture.undo(try #require(report.undoBatch)) }
    #expect(throws: ImportError.self) { try fixture.undo(99) }
  }

  @Test func rowsThatWereChangedSinceAreKept() throws {
    _ = try fixture.load("accounts", "code,name,credit\nC1,a,good\nC2,b,good\n")
    let batch = try #require(
      try fixture.load("accounts", "code,name,credit\nC1,a,best\nC2,b,best\nC3,c,best\nC4,d,best\n") {
        $0.mode = .upsert
        $0.rules = [["code"]]
      }.batch)
    // By another program, and by a later import.
    try fixture.execute("UPDATE accounts SET credit = 'poor' WHERE code = 'C1'")
    _ = try fixture.load("accounts", "code,credit\nC3,poor\n") {
      $0.mode = .update
      $0.rules = [["code"]]
    }
    let report = try fixture.undo(batch)
    #expect((report.removed, report.restored, report.changedSince) == (1, 1, 2))
    #expect(report.left == ["a (1) was changed since", "c (3) was changed since"])
    #expect(try rows() == ["C1 a poor", "C2 b good", "C3 c poor"])
    // What is left can be tried again, and nothing else is touched.
    let again = try fixture.undo(batch)
    #expect((again.removed, again.restored, again.changedSince) == (0, 0, 2))
  }

  @Test func rowsInUseAreKept() throws {
    let batch = try #require(try fixture.load("accounts", "code,name\nC1,a\nC2,b\n").batch)
    _ = try fixture.load("orders", "number,account,date\nO1,C1,2024-01-05\n")
    let report = try fixture.undo(batch)
    #expect((report.removed, report.inUse) == (1, 1))
    #expect(report.left == ["a (1) is used by orders"])
    #expect(try fixture.column("PRAGMA foreign_key_check", as: .writer) == [])
  }

  @Test func rowsThatReferToEachOther() throws {
    let people = "name,manager\nBoss,\nHelper,Boss\nOther,Helper\n"
    let batch = try #require(try fixture.load("people", people).batch)
    _ = try fixture.load("accounts", "code,name,owner\nC1,a,Helper\n")
    let report = try fixture.undo(batch)
    // Helper answers for an account, and Boss is Helper's manager.
    #expect((report.removed, report.inUse) == (1, 2))
    #expect(try fixture.column("SELECT name FROM people") == ["Boss", "Helper"])
  }

  @Test func insertedRowsThatOtherProgramsChangedAreKept() throws {
    let batch = try #require(
      try fixture.load("accounts", "code,name,credit,credit_limit\nC1,a,good,5\nC2,b,,\nC3,c,best,7\nC4,d,,8\n").batch)
    // A column of the file, one that the file does not have, and a change that was taken back.
    try fixture.execute(
      """
      UPDATE accounts SET credit = 'poor' WHERE code = 'C1'; UPDATE accounts SET phone = '123' WHERE code = 'C2';
      UPDATE accounts SET credit = NULL WHERE code = 'C3'; UPDATE accounts SET credit = 'best' WHERE code = 'C3'
      """)
    let dry = try fixture.undo(batch, isDryRun: true)
    let report = try fixture.undo(batch)
    #expect((dry.removed, dry.changedSince) == (2, 2))
    #expect((report.removed, report.changedSince, report.inUse, report.unverified) == (2, 2, 0, 0))
    #expect(report.left == ["a (1) was changed since", "b (2) was changed since"])
    #expect(try rows() == ["C1 a poor", "C2 b -"])
    // Tried again: one is as it was, the other is not.
    try fixture.execute("UPDATE accounts SET phone = NULL WHERE code = 'C2'")
    let again = try fixture.undo(batch)
    #expect((again.removed, again.changedSince) == (1, 1))
    #expect(try rows() == ["C1 a poor"])
  }

  @Test func aRowWithTheSameKeyIsAnother() throws {
    let batch = try #require(try fixture.load("accounts", "code,name\nC1,a\nC2,b\n").batch)
    try fixture.execute(
      "DELETE FROM accounts WHERE id = 1; INSERT INTO accounts (id, code, name, name_folded) VALUES (1, 'X', 'x', 'x')")
    let report = try fixture.undo(batch)
    #expect((report.removed, report.changedSince) == (1, 1))
    #expect(try rows() == ["X x -"])
  }

  @Test func oneRowOfManyRanges() throws {
    let text = "code,name\n" + (0..<70_000).map { "C\($0),n\($0)\n" }.joined()
    let batch = try #require(try fixture.load("accounts", text).batch)
    #expect(
      try fixture.column(
        "SELECT (last_key - first_key + 1) || ' ' || length(row_checks) FROM batch_inserts NATURAL JOIN batch_checks")
        == ["65536 262144", "4464 17856"])
    try fixture.execute("UPDATE accounts SET name = 'else' WHERE id IN (1, 65536, 65537, 70000)")
    let report = try fixture.undo(batch)
    #expect((report.removed, report.changedSince) == (69_996, 4))
    #expect(try fixture.column("SELECT id FROM accounts") == ["1", "65536", "65537", "70000"])
    #expect(try fixture.column("SELECT first_key || ' ' || length(row_checks) FROM batch_checks")
      == ["1 4", "65536 4", "65537 4", "70000 4"])
  }

  /// What the store makes of a value is what an undo compares with.
  @Test func valuesOfEveryKindAreKnownAgain() throws {
    let accounts = try #require(
      try fixture.load(
        "accounts",
        "code,name,credit,latitude,longitude,founded,key_account,credit_limit,payment_days\n"
          + "C1,東方 Ａ,best,30,-0.5,2024-01-05,yes,1234.50,30\nC2,b,,,,,,,\nC3,c,poor,1.5e1,179.99999,2020-02-29,no,0,0\n"
      ).batch)
    #expect(try fixture.undo(accounts).removed == 3)
  }

  @Test func rowsKnownByTwoColumns() throws {
    _ = try fixture.load("products", "code,name\nP1,p\n")
    _ = try fixture.load("accounts", "code,name\nC1,a\n")
    _ = try fixture.load("orders", "number,account,date\nO1,C1,2024-01-05\n")
    let batch = try #require(
      try fixture.load("order_lines", "sale,line,product,quantity,price\nO1,1,P1,2,3\nO1,2,P1,4,5\n").batch)
    try fixture.execute("UPDATE order_lines SET quantity = 9 WHERE line = 2")
    let report = try fixture.undo(batch)
    #expect((report.removed, report.changedSince) == (1, 1))
    #expect(try fixture.column("SELECT line FROM order_lines") == ["2"])
  }

  @Test func rowsKnownByTexts() throws {
    let text = "currency,date,rate\nUSD,2024-01-05,7.1\nUSD,2024-01-06,7.2\nEUR,2024-01-06,7.9\n"
    let first = try #require(try fixture.load("exchange_rates", text).batch)
    let second = try #require(
      try fixture.load("exchange_rates", "currency,date,rate\nUSD,2024-01-05,7.3\nEUR,2024-01-06,7.9\nEUR,2024-01-07,8\n") {
        $0.mode = .upsert
        $0.rules = [["currency", "date"]]
      }.batch)
    #expect(try fixture.undo(first).left == ["exchange_rates USD/2024-01-05 was changed since"])
    let report = try fixture.undo(second)
    #expect((report.removed, report.restored, report.changedSince) == (1, 1, 0))
    try fixture.execute("UPDATE exchange_rates SET rate = rate + 1")
    #expect(try fixture.undo(first).changedSince == 1)
    try fixture.execute("UPDATE exchange_rates SET rate = rate - 1")
    #expect(try fixture.undo(first).removed == 1)
    #expect(try fixture.column("SELECT count(*) FROM exchange_rates") == ["0"])
  }

  @Test func batchesOfEarlierVersions() throws {
    let batch = try #require(try fixture.load("accounts", "code,name\nC1,a\nC2,b\n").batch)
    try fixture.execute("DELETE FROM batch_checks")
    let report = try fixture.undo(batch)
    #expect((report.removed, report.unverified) == (2, 2))
  }

  @Test func keysThatWereGivenAgainAreNotTouched() throws {
    let first = try #require(try fixture.load("accounts", "code,name\nC1,a\nC2,b\n").batch)
    try fixture.execute("DELETE FROM accounts")
    _ = try fixture.load("accounts", "code,name\nC3,c\nC4,d\n")
    let report = try fixture.undo(first)
    #expect((report.removed, report.changedSince) == (0, 2))
    #expect(try rows() == ["C3 c -", "C4 d -"])
  }

  @Test func rangesNotRows() throws {
    // A range, with four bytes for each row.
    let text = "code,name\n" + (0..<5_000).map { "C\($0),n\($0)\n" }.joined()
    let batch = try #require(try fixture.load("accounts", text).batch)
    #expect(try fixture.column("SELECT count(*) FROM batch_inserts") == ["1"])
    #expect(try fixture.column("SELECT count(*) FROM batch_changes") == ["0"])
    #expect(try fixture.undo(batch).removed == 5_000)
    #expect(try rows() == [])
    // The file may come again after its batch was undone.
    #expect(try fixture.load("accounts", text).inserted == 5_000)
  }

  @Test func olderStoresGetTheTables() throws {
    let path = fixture.folder + "/old.db"
    try Store.create(path, schema: StoreSchema(migrations: [StoreSchema.current.migrations[0]]))
    try Connection.open(path, as: .writer).execute(
      "INSERT INTO accounts (code, name, name_folded) VALUES ('C1', 'a', 'a')")
    let store = try Store.openOwn(path, catalog: fixture.catalog, schema: .current)
    var options = ImportOptions()
    options.mode = .upsert
    options.rules = [["code"]]
    let file = fixture.write("a.csv", Array("code,name\nC1,b\nC2,c\n".utf8))
    let report = try ImportRun(store, entity: "accounts", files: [file], options: options).run { _ in }
    #expect((report.inserted, report.updated) == (1, 1))
    #expect(
      try Connection.open(path, as: .reader).integer("PRAGMA user_version") == StoreSchema.current.version)
  }
}
