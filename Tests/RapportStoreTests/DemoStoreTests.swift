import Glibc
import RapportCatalog
import RapportValues
import Testing

@testable import RapportStore

@Suite struct DemoStoreTests {
  private let today = Day(number: 20_600)

  private func make(_ path: String, accounts: Int = 60, seed: UInt64 = 7) throws -> DemoSummary {
    try makeDemoStore(path: path, accounts: accounts, seed: seed, today: today)
  }

  private func count(_ connection: Connection, _ sql: String) throws -> Int64 {
    try connection.integer("SELECT count(*) FROM " + sql) ?? -1
  }

  @Test func theSameArgumentsGiveTheSameFile() throws {
    let folder = try TemporaryFolder()
    _ = try make(folder.file("a.db"))
    _ = try make(folder.file("b.db"))
    _ = try make(folder.file("c.db"), seed: 8)
    let bytes = folder.bytes("a.db")
    #expect(!bytes.isEmpty)
    #expect(bytes == folder.bytes("b.db"))
    #expect(bytes != folder.bytes("c.db"))
  }

  @Test func numbersAgree() throws {
    let folder = try TemporaryFolder()
    let summary = try make(folder.file("a.db"), accounts: 400)
    let connection = try Connection.open(folder.file("a.db"), as: .reader)
    #expect(try count(connection, "orders") == Int64(summary.orders))
    #expect(try count(connection, "order_lines") == Int64(summary.orderLines))
    #expect((6...14).contains(summary.orders / 400))
    #expect(try count(connection, "orders WHERE account_id NOT IN (SELECT id FROM accounts)") == 0)
    #expect(
      try count(
        connection, "visits v JOIN contacts c ON c.id = contact_id WHERE c.account_id <> v.account_id") == 0)
    let lines =
      "(SELECT (sum(quantity * price * (100 - discount)) + 50) / 100 FROM order_lines WHERE order_id = o.id)"
    #expect(try count(connection, "orders o WHERE amount <> \(lines)") == 0)
    let paid = "(SELECT coalesce(sum(amount), 0) FROM payments WHERE invoice_id = i.id)"
    #expect(try count(connection, "invoices i WHERE paid <> \(paid)") == 0)
    #expect(try count(connection, "orders WHERE date > '\(today)'") == 0)
    #expect(try count(connection, "invoices WHERE paid < amount AND due < '\(today)'") > 0)
    #expect(try count(connection, "accounts WHERE key_account AND owner_id IS NULL") == 0)
    #expect(try count(connection, "accounts WHERE credit = 'best' AND loyalty = 'high'") > 0)
  }

  @Test func wordsAreValuesOfTheCatalog() throws {
    let folder = try TemporaryFolder()
    _ = try make(folder.file("a.db"), accounts: 300)
    let connection = try Connection.open(folder.file("a.db"), as: .reader)
    let catalog = try #require(CatalogLoader.standard().catalog)
    // The demonstration is made, not imported, so it has no batches; nobody is away, and nothing is planned yet.
    let empty = ["batches", "holidays", "leaves", "plans", "planned_unmet"]
    for entity in catalog.entities where !empty.contains(entity.name) {
      for field in entity.fields {
        guard case .stored(let column) = field.kind, case .enumeration(let type) = field.type else {
          continue
        }
        let words = try connection.rows(
          "SELECT DISTINCT \(column.name) FROM \(entity.table) WHERE \(column.name) IS NOT NULL"
        ) { $0.text(0) ?? "" }
        #expect(!words.isEmpty, "\(entity.name).\(field.name)")
        for word in words { #expect(type.index(of: word) != nil, "\(entity.name).\(field.name): \(word)") }
      }
    }
  }

  @Test func theStoreOpensAsOurOwn() throws {
    let folder = try TemporaryFolder()
    _ = try make(folder.file("a.db"))
    let catalog = try #require(CatalogLoader.standard().catalog)
    let schema = StoreSchema.current
    let store = try Store.openOwn(folder.file("a.db"), catalog: catalog, schema: schema)
    #expect(try store.problems(of: catalog).isEmpty)
    #expect(try store.quickCheck().isEmpty)
  }

  @Test func theSchemaTextSaysWhatSQLiteSays() throws {
    let folder = try TemporaryFolder()
    _ = try make(folder.file("a.db"), accounts: 1)
    let connection = try Connection.open(folder.file("a.db"), as: .reader)
    for table in try DatabaseSchema.read(connection).tables {
      let columns = try #require(StandardSchema.columns(of: table.name), "\(table.name)")
      #expect(columns.map(\.name) == table.columns.map(\.name))
      #expect(columns.map(\.declaredType) == table.columns.map(\.declaredType))
      #expect(columns.map(\.isNotNull) == table.columns.map(\.isNotNull), "\(table.name)")
    }
  }

  @Test func aFileThatIsThereIsNeverTouched() throws {
    let folder = try TemporaryFolder()
    let path = folder.write("a.db", "mine")
    #expect(throws: StoreError.self) { try make(path) }
    #expect(folder.bytes("a.db") == Array("mine".utf8))
  }

  @Test func stoppingLeavesNothingBehind() throws {
    struct Stop: Error {}
    let folder = try TemporaryFolder()
    #expect(throws: Stop.self) {
      try makeDemoStore(path: folder.file("a.db"), accounts: 50, today: today) { _ in throw Stop() }
    }
    let entries = try #require(opendir(folder.path))
    defer { closedir(entries) }
    var names = 0
    while readdir(entries) != nil { names += 1 }
    // Only `.` and `..`.
    #expect(names == 2)
  }

  @Test(arguments: [0, -1, 10_000_001]) func sizesHaveBounds(_ accounts: Int) throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.self) { try make(folder.file("a.db"), accounts: accounts) }
  }
}
