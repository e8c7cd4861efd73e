import Glibc
import RapportCatalog
import RapportEngine
import RapportPlan
import RapportValues
import Testing

@testable import RapportStore

@Suite struct StoreTests {
  private func problems(_ sql: String, _ catalog: Catalog) throws -> [SchemaProblem] {
    let folder = try TemporaryFolder()
    let store = try Store.openForeign(folder.database("a.db", sql), catalog: Fixture.catalog())
    return try store.problems(of: catalog)
  }

  @Test func aFittingCatalogIsBound() throws {
    let folder = try TemporaryFolder()
    let store = try Store.openForeign(folder.database("a.db", Fixture.shopSQL), catalog: Fixture.shop)
    let customers = try #require(store.catalog.entity("customers"))
    #expect(customers.key == [Entity.KeyColumn(column: "Customer No", type: .integer)])
    let orders = try #require(store.catalog.entity("orders"))
    #expect(orders.key[0].type == .code)
    guard case .stored(let day)? = orders.field("date")?.kind,
      case .stored(let total)? = orders.field("total")?.kind
    else {
      Issue.record("the fields are gone")
      return
    }
    #expect(day.isNotNull)
    #expect(!total.isNotNull)
  }

  @Test func missingTablesAndColumnsAreSuggested() throws {
    let catalog = Fixture.catalog(
      Fixture.entity("a", from: "order", key: ["id"], []),
      Fixture.entity("b", from: "orders", key: ["id"], [Fixture.field("day", .day, from: "dya")]),
      Fixture.entity("c", from: "nothing_like_it", key: ["id"], []))
    let found = try problems(Fixture.shopSQL, catalog).map(\.error)
    #expect(found.map(\.code) == [.table, .column, .table])
    #expect(found[0].help == ["did you mean `orders`?"])
    #expect(found[1].help == ["did you mean `day`?"])
    #expect(found[2].help == ["its tables: `Shop Customers`, `orders`"])
    let folder = try TemporaryFolder()
    #expect(throws: SchemaMismatch.self) {
      try Store.openForeign(folder.database("a.db", Fixture.shopSQL), catalog: catalog)
    }
  }

  @Test func doubtfulKeysAndTypesAreWarnings() throws {
    let catalog = Fixture.catalog(
      Fixture.entity("t", from: "t", key: ["a"], [Fixture.field("n", .integer, from: "n")]))
    let found = try problems("CREATE TABLE t(a, n TEXT)", catalog)
    #expect(found.map(\.isWarning) == [true, true])
    #expect(found.map(\.error.code) == [.column, .key])
    #expect(try problems("CREATE TABLE t(a UNIQUE, n INT)", catalog).isEmpty)
    #expect(try problems("CREATE TABLE t(a, n INT, PRIMARY KEY(a))", catalog).isEmpty)
  }

  @Test func virtualTablesAreNotOpened() throws {
    let catalog = Fixture.catalog(Fixture.entity("t", from: "t", key: ["rowid"], []))
    #expect(try problems("CREATE VIRTUAL TABLE t USING fts5(x)", catalog).map(\.error.code) == [.table])
  }

  @Test func viewsAreOpenedWhenNamed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database(
      "a.db", "CREATE TABLE t(x); INSERT INTO t VALUES (4); CREATE VIEW v AS SELECT x FROM t")
    let entity = Fixture.entity("v", from: "v", key: ["x"], [Fixture.field("x", .integer, from: "x")])
    let store = try Store.openForeign(path, catalog: Fixture.catalog(entity))
    let scan = Scan(
      entity: entity,
      columns: [
        .init(id: ColumnID(0), type: .integer, path: [], column: StoredColumn(name: "x", encoding: .plain))
      ])
    #expect(try rows(store.open(scan, in: ExecutionContext())) == [[.integer(4)]])
  }

  @Test func scansFollowPaths() throws {
    let folder = try TemporaryFolder()
    let store = try Store.openForeign(folder.database("a.db", Fixture.shopSQL), catalog: Fixture.shop)
    let orders = try #require(store.catalog.entity("orders"))
    let customer = ToOneStep(table: "Shop Customers", columns: ["customer"], keyColumns: ["Customer No"])
    let boss = ToOneStep(table: "Shop Customers", columns: ["boss"], keyColumns: ["Customer No"])
    let name = StoredColumn(name: "Full \"Name\"", encoding: .plain, isNotNull: true)
    let scan = Scan(
      entity: orders,
      columns: [
        .init(id: ColumnID(0), type: .code, path: [], column: StoredColumn(name: "id", encoding: .plain)),
        .init(id: ColumnID(1), type: .text, path: [customer], column: name),
        .init(id: ColumnID(2), type: .text, path: [customer, boss], column: name),
      ])
    #expect(
      try rows(store.open(scan, in: ExecutionContext())) == [
        [.text("a"), .text("Li Wei"), .missing],
        [.text("b"), .text("Chen Hua"), .text("Li Wei")],
        [.text("c"), .missing, .missing],
      ])
    let bare = Scan(entity: orders, columns: [])
    let stream = try store.open(bare, in: ExecutionContext())
    #expect(try stream.next()?.count == 3)
  }

  @Test func wantedIndexesCoverTheUsualSums() throws {
    let folder = try TemporaryFolder()
    let store = try Store.openForeign(folder.database("a.db", Fixture.shopSQL), catalog: Fixture.shop)
    let wanted = try store.wantedIndexes(for: store.catalog)
    #expect(
      wanted.map(\.sql) == [
        "CREATE INDEX \"rapport_orders_customer\" ON \"orders\" (\"customer\", \"day\", \"total\")",
        "CREATE INDEX \"rapport_orders_day\" ON \"orders\" (\"day\")",
      ])
    #expect(throws: StoreError.self) { try store.createWantedIndexes() }
  }

  @Test func ownStoresAreMadeOnceAndReopened() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("own.db")
    let schema = StoreSchema(migrations: [Fixture.shopSQL])
    try Store.create(path, schema: schema)
    #expect(throws: StoreError.self) { try Store.create(path, schema: schema) }
    #expect(try Store.isOwn(path))
    let store = try Store.openOwn(path, catalog: Fixture.shop, schema: schema)
    #expect(store.isOwn)
    #expect(try store.quickCheck().isEmpty)
    try store.createWantedIndexes()
    #expect(try store.wantedIndexes(for: store.catalog).isEmpty)
    var info = stat()
    #expect(stat(path, &info) == 0 && info.st_mode & 0o777 == 0o600)
  }

  @Test func storesWithForeignTriggersAreOnlyRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("own.db")
    let trigger = "CREATE TRIGGER r AFTER INSERT ON orders BEGIN DELETE FROM orders; END"
    let schema = StoreSchema(migrations: [Fixture.shopSQL + trigger])
    try Store.create(path, schema: schema)
    let store = try Store.openOwn(path, catalog: Fixture.shop, schema: schema)
    #expect(throws: StoreError.self) { try store.writer() }
  }

  @Test func storesAreBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("own.db")
    let first = StoreSchema(migrations: [Fixture.shopSQL])
    let second = StoreSchema(migrations: first.migrations + ["ALTER TABLE orders ADD COLUMN note TEXT"])
    let broken = StoreSchema(
      migrations: first.migrations + ["CREATE TABLE half(x); INSERT INTO nowhere VALUES (1)"])
    try Store.create(path, schema: first)
    #expect(throws: StoreError.self) { try Store.openOwn(path, catalog: Fixture.shop, schema: broken) }
    #expect(try Store.openOwn(path, catalog: Fixture.shop, schema: first).schema().table("half") == nil)
    let store = try Store.openOwn(path, catalog: Fixture.shop, schema: second)
    #expect(try store.schema().table("orders")?.column("note") != nil)
    do {
      _ = try Store.openOwn(path, catalog: Fixture.shop, schema: first)
      Issue.record("a newer store was opened")
    } catch let error as StoreError {
      #expect(error.code == .version)
    }
  }

  @Test func storesOfTheFirstVersionGetExchangeRates() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("own.db")
    let first = StoreSchema(migrations: Array(StoreSchema.current.migrations.prefix(1)))
    try Store.create(path, schema: first)
    #expect(
      try Store.openOwn(path, catalog: Fixture.catalog(), schema: first).schema().table("exchange_rates") == nil)
    let store = try Store.openOwn(path, catalog: Fixture.catalog(), schema: .current)
    #expect(try store.schema().table("exchange_rates")?.columns.map(\.name) == ["currency", "date", "rate"])
  }

  @Test func aFailedCreationLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("own.db")
    #expect(throws: StoreError.self) {
      try Store.create(path, schema: StoreSchema(migrations: ["CREATE nonsense"]))
    }
    #expect(access(path, F_OK) != 0)
    #expect(throws: StoreError.self) { try Store.create(folder.file("none/own.db"), schema: .current) }
  }

  @Test func theStandardStoreCanBeMade() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("own.db")
    try Store.create(path, schema: .current)
    let store = try Store.openOwn(path, catalog: Fixture.catalog(), schema: .current)
    #expect(try store.schema().table("accounts")?.column("name_folded")?.isNotNull == true)
  }

  @Test func foreignDatabasesAreNoStores() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", Fixture.shopSQL)
    #expect(try !Store.isOwn(path))
    #expect(throws: StoreError.self) { try Store.openOwn(path, catalog: Fixture.shop, schema: .current) }
    let store = try Store.openForeign(path, catalog: Fixture.shop)
    #expect(throws: StoreError.self) { try store.writer() }
    #expect(folder.bytes("a.db").count % 4_096 == 0)
    #expect(access(path + "-wal", F_OK) != 0)
  }

  @Test func damagedForeignDatabasesAreReportedWhileReading() throws {
    let folder = try TemporaryFolder()
    try folder.database(
      "a.db",
      """
      CREATE TABLE t(x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000)
      INSERT INTO t SELECT printf('%0100d', i) FROM n
      """)
    var bytes = folder.bytes("a.db")
    for position in bytes.indices where position > 40_000 { bytes[position] = 0xEE }
    let path = folder.write("b.db", bytes)
    let store = try Store.openForeign(path, catalog: Fixture.catalog())
    let query = SourceQuery(
      sql: "SELECT x FROM t", bindings: [], columns: [.init(id: ColumnID(0), type: .code, encoding: .plain)],
      entity: "t")
    do {
      _ = try rows(store, query)
      Issue.record("the damage went unseen")
    } catch let error as StoreError {
      #expect(error.code == .damagedFile)
    }
  }
}
