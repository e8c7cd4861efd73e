import RapportStore
import RapportValues
import Testing

@testable import RapportChanges

/// Modes, rules, relations and problems of imports.
@Suite struct ImportTests {
  private let fixture: ImportFixture

  init() throws { fixture = try ImportFixture() }

  private func names() throws -> [String?] { try fixture.column("SELECT name FROM accounts ORDER BY id") }

  @Test func headersInBothLanguages() throws {
    let report = try fixture.load(
      "客户", "客户代码,客户名称,信用,Credit Limit,手机,大客户,建档日期\nC1,東方,最好,\"1,234.50\",'+8613800000000,是,2024年1月5日\n")
    #expect(report.problems == [])
    #expect(
      report.files.first?.columns.map(\.field) == [
        "code", "name", "credit", "credit_limit", "phone", "key_account", "created",
      ])
    let row =
      "SELECT code || name || name_folded || credit || credit_limit || phone || key_account || created FROM accounts"
    #expect(try fixture.column(row) == ["C1東方東方best123450+861380000000012024-01-05"])
  }

  @Test func emptyCellsOfNewRowsTakeDefaults() throws {
    let report = try fixture.load("accounts", "code,name,key_account,credit\nC1,a,,\n")
    #expect(report.inserted == 1)
    #expect(try fixture.column("SELECT key_account || coalesce(credit, 'none') FROM accounts") == ["0none"])
  }

  @Test func allProblemsAreReportedAndNothingIsKept() throws {
    let text = "code,name,credit,founded\nC1,a,good,2024-01-05\nC2,,excellent,1/5/2024\nC1,b,good,\nC3,c\n"
    let report = try fixture.load("accounts", text) { $0.rejects = fixture.folder + "/rejects.csv" }
    #expect(!report.isKept)
    #expect(report.batch == nil)
    #expect(report.inserted == 1)
    #expect(report.rejected == 3)
    #expect(
      report.problems.map { "\($0.line) \($0.column ?? "-") \($0.code)" } == [
        "3 name R0812", "3 credit R0807", "3 founded R0808", "4 code R0813", "5 - R0805",
      ])
    #expect(try names() == [])
    #expect(try fixture.column("SELECT count(*) FROM batches") == ["0"])
    let rejects = fixture.text("rejects.csv")
    #expect(rejects.hasPrefix("file,line,column,problem,original\n"))
    #expect(rejects.contains("\"C2,,excellent,1/5/2024\""))
  }

  @Test func partialKeepsTheRest() throws {
    let report = try fixture.load("accounts", "code,name,credit\nC1,a,good\nC2,b,x\nC3,c,best\n") {
      $0.isPartial = true
    }
    #expect(report.isKept)
    #expect((report.inserted, report.rejected) == (2, 1))
    #expect(try names() == ["a", "c"])
    #expect(
      try fixture.column("SELECT inserted || ' ' || rejected || ' ' || source FROM batches") == ["2 1 a.csv"])
    #expect(try fixture.column("SELECT first_key || '-' || last_key FROM batch_inserts") == ["1-2"])
  }

  @Test func dryRunsKeepNothing() throws {
    let report = try fixture.load("accounts", "code,name\nC1,a\n") { $0.isDryRun = true }
    #expect(report.inserted == 1)
    #expect(!report.isKept)
    #expect(report.differences.first?.changes.map(\.after) == ["C1", "a"])
    #expect(try names() == [])
  }

  @Test func theSameFileTwiceChangesNothing() throws {
    let text = "code,name,credit\nC1,a,good\nC2,b,best\n"
    _ = try fixture.load("accounts", text)
    #expect(throws: ImportError.self) { try fixture.load("accounts", text) }
    let again = try fixture.load("accounts", text) { $0.repeatsFiles = true }
    #expect(again.rejected == 2)
    let upsert = try fixture.load("accounts", text) {
      $0.mode = .upsert
      $0.rules = [["code"]]
    }
    #expect((upsert.unchanged, upsert.inserted, upsert.updated) == (2, 0, 0))
    #expect(upsert.earlierBatch == 1)
    #expect(upsert.batch == nil)
    #expect(try fixture.column("SELECT count(*) FROM batches") == ["1"])
  }

  @Test func upsertByKey() throws {
    _ = try fixture.load("accounts", "code,name,credit,city\nC1,a,good,Xi'an\nC2,b,best,\n")
    let report = try fixture.load("accounts", "code,name,credit,city\nC1,A,,\nC2,b,best,\nC3,c,poor,Bern\n") {
      $0.mode = .upsert
      $0.rules = [["code"]]
    }
    #expect((report.inserted, report.updated, report.unchanged) == (1, 1, 1))
    #expect(
      try fixture.column("SELECT name || name_folded || credit || city FROM accounts WHERE id = 1") == [
        "AagoodXi'an"
      ])
    let update = report.differences.first { !$0.isInsertion }
    #expect(update?.row == "A (1)")
    #expect(update?.changes == [.init(field: "name", before: "a", after: "A")])
  }

  @Test func emptyCellsClearIfAsked() throws {
    _ = try fixture.load("accounts", "code,name,credit,key_account\nC1,a,good,1\n")
    let report = try fixture.load("accounts", "code,name,credit,key_account\nC1,a,,\n") {
      $0.mode = .update
      $0.rules = [["code"]]
      $0.emptyCells = .clear
    }
    #expect(report.updated == 1)
    #expect(try fixture.column("SELECT coalesce(credit, 'none') || key_account FROM accounts") == ["none0"])
    let refused = try fixture.load("accounts", "code,name,credit\nC1,,good\n") {
      $0.mode = .update
      $0.rules = [["code"]]
      $0.emptyCells = .clear
    }
    #expect(refused.problems.map(\.code) == ["R0812"])
  }

  @Test func updateNeedsTheRow() throws {
    _ = try fixture.load("accounts", "code,name\nC1,a\n")
    let report = try fixture.load("accounts", "code,name\nC9,b\n,c\n") {
      $0.mode = .update
      $0.rules = [["code"]]
    }
    #expect(report.problems.map(\.code) == ["R0814", "R0812"])
  }

  @Test func rulesAreTriedInOrder() throws {
    _ = try fixture.load(
      "accounts", "code,name,phone,city\nC1,Acme,111,Bern\nC2,ACME,222,Basel\nC3,Beta,333,Bern\n")
    let report = try fixture.load(
      "accounts",
      "phone,name,city,credit\n111,Acme,Bern,good\n,beta,Bern,best\n,acme,Chur,poor\n999,Gamma,Bern,\n"
    ) {
      $0.mode = .update
      $0.rules = [["phone"], ["name"]]
    }
    #expect(report.updated == 2)
    #expect(report.problems.map(\.code) == ["R0811", "R0814"])
    let both = try fixture.load("accounts", "name,city,credit\nacme,Basel,poor\n") {
      $0.mode = .update
      $0.rules = [["name", "city"]]
    }
    #expect(both.updated == 1)
    #expect(try fixture.column("SELECT credit FROM accounts WHERE code = 'C2'") == ["poor"])
    #expect(try names() == ["Acme", "ACME", "Beta"])
  }

  @Test func aRowIsNotWrittenTwice() throws {
    _ = try fixture.load("accounts", "code,name\nC1,a\n")
    let report = try fixture.load("accounts", "code,name\nC1,b\nC1,c\nC2,d\nC2,e\n") {
      $0.mode = .upsert
      $0.rules = [["code"]]
      $0.isPartial = true
    }
    #expect(report.problems.map(\.code) == ["R0815", "R0815"])
    #expect(try names() == ["b", "d"])
  }

  @Test func relationsByCodeNameAndKey() throws {
    _ = try fixture.load(
      "people", "name,email\nLi Wei,li@x.cn\nChen Hua,chen@x.cn\nChen Hua,hua@x.cn\n", file: "p.csv")
    _ = try fixture.load("accounts", "code,name,负责人\nC1,東方,li wei\nC2,Acme,Li Wei\n")
    #expect(try fixture.column("SELECT owner_id FROM accounts") == ["1", "1"])
    let orders = try fixture.load(
      "订单", "单号,客户,负责人邮箱,日期,金额\nO1,C1,hua@x.cn,2024/1/5,10\nO2,acme,,2024/1/6,20\n", file: "o.csv")
    #expect(orders.problems == [])
    #expect(try fixture.column("SELECT account_id || coalesce(owner_id, 0) FROM orders") == ["13", "20"])
    let byKey = try fixture.load(
      "orders", "number,account_id,date\nO3,2,2024-01-07\nO4,77,2024-01-07\n", file: "k.csv"
    ) {
      $0.isPartial = true
    }
    #expect(byKey.problems.map(\.code) == ["R0810"])
    let unclear = try fixture.load("accounts", "code,name,owner\nC3,x,Chen Hua\nC4,y,Nobody\n", file: "u.csv")
    #expect(unclear.problems.map(\.code) == ["R0811", "R0810"])
  }

  @Test func compositeKeys() throws {
    _ = try fixture.load("accounts", "code,name\nC1,a\n")
    _ = try fixture.load("products", "code,name\nP1,p\nP2,q\n")
    _ = try fixture.load("orders", "number,account,date\nO1,C1,2024-01-05\n")
    let lines = "订单,行号,产品,数量,单价\nO1,1,P1,2,9.90\nO1,2,P2,1,5\n"
    let first = try fixture.load("order_lines", lines)
    #expect(first.inserted == 2)
    #expect(try fixture.load("order_lines", lines) { $0.repeatsFiles = true }.rejected == 2)
    let changed = try fixture.load("order_lines", lines.replacing("9.90", with: "8.80")) {
      $0.mode = .upsert
      $0.rules = [["sale", "line"]]
    }
    #expect((changed.updated, changed.unchanged) == (1, 1))
    let undone = try fixture.undo(try #require(changed.batch))
    #expect(undone.restored == 1)
    #expect(try fixture.column("SELECT price FROM order_lines ORDER BY line") == ["990", "500"])
    #expect(try fixture.undo(try #require(first.batch)).removed == 2)
    #expect(try fixture.column("SELECT count(*) FROM order_lines") == ["0"])
  }

  @Test func tabsSemicolonsAndJSON() throws {
    _ = try fixture.load("accounts", "code\tname\nC1\ta,b\n", file: "a.tsv")
    _ = try fixture.load("accounts", "code;name\nC2;a,b\n", file: "b.csv")
    _ = try fixture.load("accounts", "code|name\nC3|a,b\n", file: "c.csv") { $0.delimiter = "|" }
    let json =
      #"{"code":"C4","name":"\u4e1c\ud842\udfb7","credit_limit":12.5,"key_account":true,"credit":null}"#
    let report = try fixture.load(
      "accounts", json + "\n\n{\"name\":\"e\",\"code\":\"C5\"}\n", file: "d.ndjson")
    #expect(report.problems == [])
    #expect(try names() == ["a,b", "a,b", "a,b", "东𠮷", "e"])
    let broken = try fixture.load(
      "accounts", "{\"code\":\"C6\",\"name\":[1]}\n{\"code\":\"C7\"\n{\"code\":\"\\ud800\",\"name\":\"x\"}\n",
      file: "e.ndjson")
    #expect(broken.problems.map(\.code) == ["R0805", "R0805", "R0805"])
    #expect(broken.problems.map(\.line) == [1, 2, 3])
  }

  @Test func malformedRecordsDoNotStopTheRest() throws {
    let report = try fixture.load("accounts", "code,name\n\"C1\"x,a\nC2,b\n\"C3,c\nC4,d\n") {
      $0.isPartial = true
    }
    #expect(report.problems.map { "\($0.line) \($0.code)" } == ["2 R0805", "4 R0805"])
    #expect(try names() == ["b"])
  }

  @Test(arguments: [
    ("accounts", "code,name,nonsense\nC1,a,b\n"), ("accounts", "code,name,revenue\nC1,a,5\n"),
    ("accounts", "code,credit\nC1,good\n"),
    ("accounts", "code,名称,name\nC1,a,b\n"), ("accounts", ""), ("nothing", "a\n1\n"),
    ("batches", "kind\nimport\n"),
  ]) func importsThatCannotBegin(_ entity: String, _ text: String) throws {
    #expect(throws: ImportError.self) { try fixture.load(entity, text) }
    #expect(try names() == [])
  }

  @Test func columnsCanBeLeftOut() throws {
    let report = try fixture.load("accounts", "code,备注,name,\nC1,x,a,y\n") { $0.ignoredColumns = ["备注"] }
    #expect(report.inserted == 1)
    #expect(report.files.first?.columns.map(\.field) == ["code", nil, "name", nil])
  }

  @Test func workbooksAreRefused() throws {
    #expect(throws: ImportError.self) {
      try fixture.load("accounts", [0x50, 0x4B, 3, 4, 0, 0], file: "a.xlsx")
    }
    #expect(throws: ImportError.self) {
      try fixture.load("accounts", [0x50, 0x4B, 3, 4, 0, 0], file: "a.csv")
    }
  }

  @Test func maps() throws {
    _ = try fixture.load("people", "name,email\nLi Wei,li@x.cn\n", file: "p.csv")
    let map = """
      # The Chengdu office's list.
      import accounts {
        code from "No."
        name from Firm
        credit_limit from "额度" in 万
        founded from "Since" as day/month/year
        credit from Rating { best = "AAA", good = "AA" }
        owner from "Rep" by email
        region = "West"
        status = active
        ignore "Fax", Remarks2
      }
      """
    let text = "No.,Firm,额度,Since,Rating,Rep,Fax,Remarks2\n1,Acme,1.5,1/5/2024,AAA,li@x.cn,5,\n"
    let report = try fixture.load("accounts", text) { $0.map = ("office.map", map) }
    #expect(report.problems == [])
    let row =
      "SELECT code || name || credit_limit || founded || credit || owner_id || region || status FROM accounts"
    #expect(try fixture.column(row) == ["1Acme15000002024-05-01best1Westactive"])
  }

  @Test(arguments: [
    "", "import", "import accounts", "import accounts {", "import orders { number from a }",
    "import accounts { nam from code }",
    "import accounts { code from nowhere }", "import accounts { name from name in 万 }",
    "import accounts { credit from name { super = \"a\" } }", "import accounts { founded from name as year }",
    "import accounts { code code }", "import accounts { region = } ", "import accounts { } more",
    "import accounts { credit = excellent }", "import accounts { name = \"a\" }",
    "import accounts { revenue from name }",
    "import accounts { credit_limit from name in dozens }", "import accounts { name from name by code }",
  ]) func mapsWithErrors(_ map: String) throws {
    #expect(throws: ImportError.self) {
      try fixture.load("accounts", "code,name\nC1,a\n") { $0.map = ("a.map", map) }
    }
    #expect(try names() == [])
  }

  @Test func rejectsAreNotOverwritten() throws {
    let path = fixture.write("rejects.csv", Array("mine".utf8))
    #expect(throws: ImportError.self) {
      try fixture.load("accounts", "code,name\nC1,\n") { $0.rejects = path }
    }
    #expect(fixture.text("rejects.csv") == "mine")
    let report = try fixture.load("accounts", "code,name\nC1,\n") {
      $0.rejects = path
      $0.overwritesRejects = true
    }
    #expect(report.rejects == path)
    #expect(fixture.text("rejects.csv") != "mine")
    #expect(!fixture.names.contains("rejects.csv.rapport-new"))
  }

  @Test func aStoppedImportLeavesNothing() throws {
    let text = "code,name\n" + (0..<20_000).map { "C\($0),n\n" }.joined()
    let run = ImportRun(
      try fixture.store(), entity: "accounts", files: [fixture.write("a.csv", Array(text.utf8))],
      options: ImportOptions())
    #expect(throws: ImportError.self) { try run.run { _ in run.cancel() } }
    #expect(try names() == [])
    #expect(try fixture.column("SELECT count(*) FROM batches") == ["0"])
  }

  @Test(arguments: [false, true]) func largeImportsMakeTheIndexesAnew(_ isDryRun: Bool) throws {
    let indexes =
      "SELECT name || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    let before = try fixture.column(indexes)
    let text = "code,name\n" + (0..<110_000).map { "C\($0),Name \($0)\n" }.joined()
    #expect(try fixture.load("accounts", text) { $0.isDryRun = isDryRun }.inserted == 110_000)
    #expect(try fixture.column(indexes) == before)
    #expect(try fixture.column("PRAGMA integrity_check", as: .writer) == ["ok"])
    let found = "SELECT count(*) FROM accounts INDEXED BY accounts_name WHERE name_folded = 'name 77'"
    #expect(try fixture.column(found) == [isDryRun ? "0" : "1"])
  }
}
