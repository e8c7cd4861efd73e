import RapportCatalog
import RapportStore
import Testing

@testable import RapportImport

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
    let people = "name\nBoss\nHelper\nOther\n"
    let batch = try #require(try fixture.load("people", people).batch)
    try fixture.execute(
      "UPDATE people SET manager_id = 1 WHERE id = 2; UPDATE people SET manager_id = 2 WHERE id = 3")
    _ = try fixture.load("accounts", "code,name,owner\nC1,a,Helper\n")
    let report = try fixture.undo(batch)
    // Helper answers for an account, and Boss is Helper's manager.
    #expect((report.removed, report.inUse) == (1, 2))
    #expect(try fixture.column("SELECT name FROM people") == ["Boss", "Helper"])
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
