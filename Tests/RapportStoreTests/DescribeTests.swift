import Glibc
import RapportCatalog
import RapportEngine
import RapportPlan
import RapportSyntax
import Testing

@testable import RapportStore

@Suite struct DescribeTests {
  private func describe(_ sql: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let text = try Store.describe(database: folder.database("a.db", sql))
    expectParses(text)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }

  private func expectParses(_ text: String) {
    let problems = Parse.parse(text).diagnostics
    #expect(problems.isEmpty, "\(problems.map(\.message))\n\(text)")
  }

  @Test func tablesKeysAndRelations() throws {
    let lines = try describe(
      """
      CREATE TABLE customers(
        customerNumber INTEGER PRIMARY KEY, customerName TEXT NOT NULL, "MSRP Limit" REAL,
        reportsTo INTEGER REFERENCES customers);
      CREATE TABLE orders(
        id INTEGER PRIMARY KEY, orderDate DATE, customerNumber INT REFERENCES customers(customerNumber));
      INSERT INTO customers VALUES (1, 'a', 1.5, NULL); INSERT INTO orders VALUES (1, '2024-01-01', 1);
      """)
    #expect(
      lines == [
        "entity customers key customerNumber label customer_name {",
        "  customer_number: integer from \"customerNumber\"",
        "  customer_name: text from \"customerName\"",
        "  msrp_limit: decimal(2) from \"MSRP Limit\"  # money? then `money(USD)` or another currency",
        "  reports_to: integer from \"reportsTo\"",
        "  reports_to_customer: customers by reportsTo",
        "  customers_by_reports_to_customer: many customers by reportsTo",
        "  orders: many orders by customerNumber",
        "}",
        "entity orders key id {",
        "  id: integer",
        "  order_date: date from \"orderDate\" primary",
        "  customer_number: integer from \"customerNumber\"",
        "  customer: customers by customerNumber",
        "}",
      ])
  }

  @Test func oddNames() throws {
    let lines = try describe(
      """
      CREATE TABLE "Order Details"("Order" INTEGER, "a""b" TEXT, "1st" TEXT, "客户" TEXT, "c`d" TEXT,
        PRIMARY KEY ("Order", "a""b"));
      CREATE TABLE "where"("x y" INTEGER, x_y INTEGER, "from" INTEGER);
      """)
    #expect(
      lines == [
        "entity order_details from \"Order Details\" key (`Order`, `a\"b`) {",
        "  `order`: integer from \"Order\"",
        "  a_b: code from \"a\\\"b\"",
        "  _1st: text from \"1st\"",
        "  客户: text",
        "  c_d: text from \"c`d\"",
        "}",
        "entity `where` key rowid {",
        "  x_y: integer from \"x y\"",
        "  x_y_2: integer from \"x_y\"",
        "  `from`: integer",
        "}",
      ])
  }

  @Test func typesFollowTheRows() throws {
    let lines = try describe(
      """
      CREATE TABLE t(
        id INTEGER PRIMARY KEY, a DATE, b TEXT, c DATETIME, d BOOLEAN, e NUMERIC(10,3), f BLOB, g, phone TEXT,
        h DATE, status TEXT);
      INSERT INTO t VALUES (1, 45000, '2024-01-02', '2024-01-02 10:00', 1, 2.5, x'00', 5, '1', NULL, 'open');
      """)
    #expect(
      lines.map { $0.split(separator: "#")[0].split(separator: " ").joined(separator: " ") } == [
        "entity t key id {", "id: integer", "a: number", "b: date", "c: datetime", "d: bool", "e: decimal(3)",
        "",
        "g: integer", "phone: code personal", "h: date", "status: text", "}",
      ])
  }

  @Test func junctionsAndMissingTargets() throws {
    let lines = try describe(
      """
      CREATE TABLE a(id INTEGER PRIMARY KEY);
      CREATE TABLE b(x TEXT, y TEXT, PRIMARY KEY (y, x)) WITHOUT ROWID;
      CREATE TABLE ab(a_id INTEGER REFERENCES a, p TEXT, q TEXT, z INTEGER REFERENCES gone,
        PRIMARY KEY (a_id, p, q), FOREIGN KEY (p, q) REFERENCES b(x, y));
      CREATE VIEW v AS SELECT 1;
      """)
    #expect(lines.contains("  a: a by a_id"))
    #expect(lines.contains("  b: b by (q, p)"))
    #expect(lines.contains("  ab: many ab by (q, p)"))
    #expect(lines.contains("  # z refers to \"gone\", which is not described here"))
  }

  @Test(arguments: ["classicmodels.db", "northwind_original.db"])
  func referenceDatabases(_ name: String) throws {
    // The reference data lies beside the repository only where it is developed.
    let folders = ["../shared", "../../shared"].map { $0 + "/data/b2b/" }
    guard let folder = folders.first(where: { access($0 + name, R_OK) == 0 }) else { return }
    let path = folder + name
    let draft = try Store.describe(database: path)
    expectParses(draft)
    let load = CatalogLoader.load([(name: "draft", source: draft)], storage: .foreign)
    let catalog = try #require(load.catalog, "\(load.diagnostics.map(\.message))")
    let (store, warnings) = try Store.openForeignReporting(StoreFile(path), catalog: catalog)
    #expect(warnings.isEmpty)
    for entity in store.catalog.entities { try expectReadable(entity, in: store) }
  }

  /// Every field of every row fits the type the draft gives it.
  private func expectReadable(_ entity: Entity, in store: Store) throws {
    var columns: [ScanColumn] = []
    for field in entity.fields {
      guard case .stored(let column) = field.kind else { continue }
      columns.append(ScanColumn(id: ColumnID(columns.count), type: field.type, path: [], column: column))
    }
    let found = try rows(store.open(Scan(entity: entity, columns: columns), in: ExecutionContext()))
    #expect(found.allSatisfy { $0.count == columns.count })
  }
}
