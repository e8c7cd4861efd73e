import RapportCatalog
import RapportEngine
import RapportPlan
import RapportValues
import Testing

@testable import RapportStore

/// Reading a table in ranges of its row numbers.
@Suite struct RowNumberTests {
  @Test(arguments: [
    ("CREATE TABLE t(id INTEGER PRIMARY KEY, a)", "id"), ("CREATE TABLE t(a, Id integer, PRIMARY KEY(Id))", "Id"),
    ("CREATE TABLE t(id INTEGER PRIMARY KEY DESC)", nil), ("CREATE TABLE t(id INT PRIMARY KEY)", nil),
    ("CREATE TABLE t(id TEXT PRIMARY KEY)", nil), ("CREATE TABLE t(a INTEGER, b INTEGER, PRIMARY KEY(a, b))", nil),
    ("CREATE TABLE t(id INTEGER PRIMARY KEY) WITHOUT ROWID", nil), ("CREATE TABLE t(id INTEGER)", nil),
    ("CREATE VIEW t AS SELECT 1 AS id", nil),
  ])
  func theColumnThatIsTheRowNumber(_ sql: String, column: String?) throws {
    let folder = try TemporaryFolder()
    let store = try Store.openForeign(
      try folder.database("a.db", sql), catalog: Catalog(entities: [], enums: [], rules: []))
    #expect(store.rowNumberColumn(table: "t") == column)
  }

  /// Order by the row number leaves a table divisible, and the pieces end to end are in order.
  @Test func rangesKeepTheOrder() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database(
      "a.db",
      """
      CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT);
      WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 70000)
      INSERT INTO t SELECT i * 3, 'x' || i FROM s;
      """)
    let store = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    let query = SourceQuery(
      sql: "SELECT id FROM t ORDER BY id", bindings: [],
      columns: [.init(id: ColumnID(0), type: .integer, encoding: .plain)], entity: "things",
      partition: .init(
        ranges: .rows(table: "t"), sql: "SELECT id FROM t NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY id",
        bindings: [], isPlainScan: true))
    let plan = Rel.source(query)
    #expect(plan.hasDivisibleSource)
    let stream = try Engine(scans: store, context: ExecutionContext(threads: 2)).run(plan)
    var expected: Int64 = 3
    while let batch = try stream.next() {
      guard case .int64(let values) = batch.columns[0].storage else { break }
      for value in values {
        guard value == expected else {
          Issue.record("\(value) instead of \(expected)")
          return
        }
        expected += 3
      }
    }
    #expect(expected == 70_001 * 3)
  }
}
