import RapportCatalog
import RapportEngine
import RapportPlan
import RapportValues
import Testing

@testable import RapportStore

/// Cells of every type and encoding, good and damaged.
@Suite struct ScanTests {
  /// Reads one column of type and encoding from a table with these SQL values.
  private func read(
    _ values: String, _ type: ValueType, _ encoding: StoredColumn.Encoding = .plain, declared: String = ""
  ) throws -> [Value] {
    let folder = try TemporaryFolder()
    let path = try folder.database(
      "a.db", "CREATE TABLE t(c \(declared)); INSERT INTO t VALUES \(values)")
    let store = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    let query = SourceQuery(
      sql: "SELECT c FROM t", bindings: [],
      columns: [.init(id: ColumnID(0), type: type, encoding: encoding)], entity: "things")
    return try rows(store, query).map { $0[0] }
  }

  private func failure(
    _ values: String, _ type: ValueType, _ encoding: StoredColumn.Encoding = .plain
  ) -> StoreError? {
    do {
      _ = try read(values, type, encoding)
      return nil
    } catch {
      return error as? StoreError
    }
  }

  @Test func wholeNumbers() throws {
    #expect(
      try read("(1),(NULL),(-9223372036854775808),(12.0)", .integer) == [
        .integer(1), .missing, .integer(.min), .integer(12),
      ])
    for bad in ["('x')", "('12')", "(12.5)", "(9e999)", "(x'00')", "(1e19)"] {
      #expect(failure(bad, .integer)?.code == .damagedValue, "\(bad)")
    }
    let error = try #require(failure("(1),('twelve')", .integer))
    #expect(error.message == "`c` of things holds the text `twelve` where a whole number is expected")
  }

  @Test func floats() throws {
    #expect(try read("(1),(NULL),(2.5)", .float(currency: nil)) == [.float(1), .missing, .float(2.5)])
    #expect(failure("('x')", .float(currency: nil))?.code == .damagedValue)
    #expect(failure("(9e999)", .float(currency: nil))?.code == .damagedValue)
  }

  @Test func booleans() throws {
    #expect(
      try read("(0),(1),(NULL),(1.0),('1'),('0')", .bool) == [
        .bool(false), .bool(true), .missing, .bool(true), .bool(true), .bool(false),
      ])
    for bad in ["(2)", "('yes')", "('')", "(0.5)", "(x'31')"] {
      #expect(failure(bad, .bool)?.code == .damagedValue, "\(bad)")
    }
  }

  @Test func textsAndCodes() throws {
    let long = String(repeating: "客户", count: 30_000)
    #expect(
      try read("('a'),(''),(NULL),(12),(2.5),(12.0),('\(long)')", .text) == [
        .text("a"), .text(""), .missing, .text("12"), .text("2.5"), .text("12"), .text(long),
      ])
    #expect(try read("(138001)", .code) == [.text("138001")])
    #expect(failure("(x'414243')", .text)?.code == .damagedValue)
    #expect(failure("('ok'),(CAST(x'C328' AS TEXT))", .text)?.code == .damagedValue)
  }

  @Test func days() throws {
    let day = try #require(Day(iso: "2024-02-29"))
    #expect(
      try read("('2024-02-29'),(NULL),('2024-02-29 13:30:00'),('2024-02-29T13:30:00.123Z')", .day) == [
        .day(day), .missing, .day(day), .day(day),
      ])
    for bad in ["(2460370.5)", "(1709164800)", "('2024-02-30')", "('29.2.2024')", "('')", "('2024-02-29x')"] {
      #expect(failure(bad, .day)?.code == .damagedValue, "\(bad)")
    }
    let moment = try #require(DateTime(iso: "2024-02-29T13:30:05"))
    #expect(
      try read("('2024-02-29 13:30:05.9'),('2024-02-29'),(NULL)", .dateTime) == [
        .dateTime(moment), .dateTime(day.midnight), .missing,
      ])
    #expect(failure("('2024-02-29 25:00')", .dateTime)?.code == .damagedValue)
  }

  @Test func decimals() throws {
    let money = ValueType.decimal(scale: 2, currency: Currency("USD"))
    func cents(_ value: Int128) -> Value { .decimal(Decimal(unscaled: value, scale: 2)) }
    #expect(
      try read("(1234),(NULL),(1234.0),(-5)", money, .scaled) == [
        cents(1234), .missing, cents(1234), cents(-5),
      ])
    #expect(failure("('12.34')", money, .scaled)?.code == .damagedValue)
    #expect(failure("(12.34)", money, .scaled)?.code == .damagedValue)
    #expect(
      try read("(12.34),(12),(0.1),(1.005),(-1.005),(-0.015),(1e13),(0.285),(NULL)", money, .real) == [
        cents(1234), cents(1200), cents(10), cents(101), cents(-101), cents(-2), cents(1_000_000_000_000_000),
        cents(29), .missing,
      ])
    #expect(try read("('12.345'),('-0.005'),('7')", money, .real) == [cents(1235), cents(-1), cents(700)])
    for bad in ["('abc')", "('')", "(1e300)", "(9e999)", "(9223372036854775807)", "(x'00')"] {
      #expect(failure(bad, money, .real)?.code == .damagedValue, "\(bad)")
    }
  }

  @Test func enumsByName() throws {
    let type = EnumType(name: "status", names: ["open", "won", "lost"], isOrdered: false)
    #expect(
      try read("('won'),('open'),('odd'),(NULL),('odd'),('lost'),(7)", .enumeration(type)) == [
        .text("won"), .text("open"), .text("odd"), .missing, .text("odd"), .text("lost"), .text("7"),
      ])
  }

  @Test func enumsByStoredValue() throws {
    let type = EnumType(name: "status", names: ["open", "won", "lost"], isOrdered: false)
    let mapped = StoredColumn.Encoding.mapped([
      .init(value: "open", stored: .text("In Process")), .init(value: "won", stored: .integer(1)),
    ])
    #expect(
      try read("('In Process'),(1),('lost'),(2),('1'),(1.0)", .enumeration(type), mapped) == [
        .text("open"), .text("won"), .text("lost"), .text("2"), .text("won"), .text("won"),
      ])
  }

  @Test func manyUnknownValuesStayApart() throws {
    let type = EnumType(name: "status", names: ["open"], isOrdered: false)
    let names = (0..<300).map { "s\($0)" }
    let values = (names + names).map { "('\($0)')" }.joined(separator: ",")
    #expect(try read(values, .enumeration(type)) == (names + names).map { .text($0) })
  }

  @Test func batchesAreSmallFirst() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", Self.numbers(10_000))
    let store = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    let stream = try store.open(Self.allNumbers, in: ExecutionContext())
    var sizes: [Int] = []
    var sum: Int64 = 0
    while let batch = try stream.next() {
      sizes.append(batch.count)
      for row in 0..<batch.count {
        if case .integer(let value) = batch.columns[0].value(at: row) { sum += value }
      }
    }
    #expect(sizes == [256, 4_096, 4_096, 1_552])
    #expect(sum == 10_000 * 10_001 / 2)
    #expect(try stream.next() == nil)
  }

  @Test func partsTogetherAreTheWhole() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", Self.numbers(50_000))
    let store = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    let parts = try store.partitions(of: Self.allNumbers, limit: 3)
    #expect(parts.count == 3)
    let context = ExecutionContext(threads: 3)
    var values: [Value] = []
    for part in parts { values += try rows(store, part, in: context).map { $0[0] } }
    #expect(values == (1...50_000).map { .integer($0) })
  }

  @Test func daysDividedAreTheWhole() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database(
      "a.db",
      """
      CREATE TABLE t(x INTEGER PRIMARY KEY, d TEXT NOT NULL);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000)
        INSERT INTO t SELECT i, date('2024-01-01', '+' || (i % 400) || ' days') FROM n;
      INSERT INTO t VALUES (6001, ''), (6002, '1999-12-31'), (6003, '2026-01-01 10:00:00'), (6004, '没有');
      """)
    let store = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    let first = try #require(Day(iso: "2024-01-01")), last = try #require(Day(iso: "2025-02-03"))
    func numbers(from start: Day?, to end: Day?) throws -> [Value] {
      let query = SourceQuery(
        sql: "", bindings: [], columns: [.init(id: ColumnID(0), type: .integer, encoding: .plain)], entity: "t",
        partition: .init(
          ranges: .days(start: start, end: end, first: first, last: last),
          sql: "SELECT x FROM t WHERE x <> ? AND d >= ? AND d < ?", bindings: [.integer(17)]))
      let parts = try store.partitions(of: query, limit: 7)
      #expect(parts.count == 7)
      return try parts.flatMap { try rows(store, $0).map { $0[0] } }
    }
    #expect(try numbers(from: nil, to: nil).count == 5_003)
    #expect(Set(try numbers(from: nil, to: nil)).count == 5_003)
    let year = try numbers(from: first, to: Day(iso: "2025-01-01"))
    let direct = try rows(
      store,
      SourceQuery(
        sql: "SELECT x FROM t WHERE x <> 17 AND d >= '2024-01-01' AND d < '2025-01-01'", bindings: [],
        columns: [.init(id: ColumnID(0), type: .integer, encoding: .plain)], entity: "t"))
    #expect(Set(year) == Set(direct.map { $0[0] }))
    #expect(year.count == direct.count)
  }

  @Test func aRunSeesOneState() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", "PRAGMA journal_mode=WAL;" + Self.numbers(50_000))
    let store = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    let context = ExecutionContext(threads: 2)
    let snapshot = try store.snapshot(for: context)
    let parts = try store.partitions(of: Self.allNumbers, limit: 2)
    var count = try rows(store, parts[0], in: context).count
    try ConnectionOpening.open(DatabasePath.existing(path), .writer).execute("DELETE FROM t")
    count += try rows(store, parts[1], in: context).count
    #expect(count == 50_000)
    withExtendedLifetime(snapshot) {}
  }

  @Test func cancelledRunsStop() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database("a.db", Self.numbers(10_000))
    let store = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    let context = ExecutionContext()
    let stream = try store.open(Self.allNumbers, in: context)
    #expect(try stream.next() != nil)
    context.cancel()
    #expect(throws: (any Error).self) { _ = try stream.next() }
    #expect(try rows(store, Self.allNumbers).count == 10_000)
  }

  @Test func estimatesAndPlans() throws {
    let folder = try TemporaryFolder()
    let path = try folder.database(
      "a.db",
      Self.numbers(1_000) + "; CREATE TABLE k(a TEXT PRIMARY KEY) WITHOUT ROWID; CREATE VIEW v AS SELECT 1")
    let store = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    #expect(store.estimatedRows(table: "t") == 1_000)
    #expect(store.estimatedRows(table: "k") == nil)
    #expect(store.estimatedRows(table: "v") == nil)
    #expect(store.estimatedRows(table: "none") == nil)
    #expect(try store.queryPlan(of: Self.allNumbers) == ["SCAN t"])
    try ConnectionOpening.open(DatabasePath.existing(path), .writer).execute(
      "DELETE FROM t WHERE x > 10; ANALYZE")
    let again = try Store.openForeign(path, catalog: Catalog(entities: [], enums: [], rules: []))
    #expect(again.estimatedRows(table: "t") == 10)
  }

  private static func numbers(_ count: Int) -> String {
    """
    CREATE TABLE t(x INTEGER PRIMARY KEY, y INTEGER); CREATE INDEX ty ON t(y);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<\(count))
    INSERT INTO t SELECT i, -i FROM n
    """
  }

  private static let allNumbers = SourceQuery(
    sql: "SELECT x FROM t NOT INDEXED", bindings: [],
    columns: [.init(id: ColumnID(0), type: .integer, encoding: .plain)], entity: "things",
    partition: .init(ranges: .rows(table: "t"), sql: "SELECT x FROM t WHERE rowid BETWEEN ? AND ?", bindings: []))
}

/// All rows of a query as values.
func rows(
  _ store: Store, _ query: SourceQuery, in context: ExecutionContext = ExecutionContext()
) throws -> [[Value]] {
  try rows(store.open(query, in: context))
}

func rows(_ stream: any BatchStream) throws -> [[Value]] {
  var result: [[Value]] = []
  while let batch = try stream.next() {
    for row in 0..<batch.count { result.append(batch.columns.map { $0.value(at: row) }) }
  }
  return result
}
