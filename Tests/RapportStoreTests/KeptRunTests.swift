import RapportEngine
import RapportPlan
import RapportValues
import Testing

@testable import RapportStore

@Suite struct KeptRunTests {
  private let grades = EnumType(name: "grade", names: ["low", "high"], isOrdered: true)

  private func column(_ type: ValueType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type: type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  private var samples: [Column] {
    let day = Day(iso: "2026-03-01") ?? .earliest
    return [
      column(.bool, [.bool(true), .missing, .bool(false)]),
      column(.integer, [.integer(.max), .integer(.min), .missing]),
      column(.decimal(scale: 2, currency: Currency("CNY")), [.decimal(Decimal(unscaled: -1050, scale: 2)), .missing]),
      column(.float(currency: nil), [.float(1.5), .missing, .float(-0.0), .float(.infinity)]),
      column(.text, [.text("客户"), .missing, .text(""), .text("a\nb")]),
      column(.code, [.text("A-1")]),
      column(.day, [.day(day), .missing, .day(.earliest), .day(.latest)]),
      column(.dateTime, [.dateTime(day.midnight), .missing]),
      column(.enumeration(grades), [.text("high"), .missing, .text("undeclared"), .text("high")]),
      column(.enumeration(grades), [.missing]),
      column(.days, [.days(14)]),
      column(.period(.month), [.period(.month, start: day), .missing]),
      column(.list(.text), [.list([.text("a"), .missing, .text("b")]), .missing, .list([])]),
      column(.list(.enumeration(grades)), [.list([.text("low")]), .list([])]),
      column(.integer, []),
    ]
  }

  private func values(_ column: Column?) -> [Value]? {
    column.map { column in (0..<column.count).map { column.value(at: $0) } }
  }

  private func decode(_ bytes: [UInt8], _ type: ValueType) -> Column? {
    bytes.withUnsafeBufferPointer { ColumnBlock.decode($0, type: type) }
  }

  @Test func blocksComeBack() {
    for sample in samples {
      #expect(values(decode(ColumnBlock.encode(sample), sample.type)) == values(sample), "\(sample.type)")
      // A part of a larger column.
      let part = sample.slice(1..<2)
      #expect(values(decode(ColumnBlock.encode(part), sample.type)) == values(part), "\(sample.type)")
    }
  }

  /// Whatever the bytes are, reading them gives a column of its type or nothing.
  @Test func damagedBlocksAreSeen() {
    var random = SystemRandomNumberGenerator()
    for sample in samples {
      let whole = ColumnBlock.encode(sample)
      for count in 0..<whole.count {
        #expect(decode(Array(whole[..<count]), sample.type) == nil, "\(sample.type), \(count) bytes")
      }
      #expect(decode(whole + [0], sample.type) == nil)
      for _ in 0..<200 {
        var damaged = whole
        for _ in 0..<3 { damaged[Int.random(in: 0..<whole.count, using: &random)] = .random(in: 0...255, using: &random) }
        if let column = decode(damaged, sample.type) { _ = values(column) }
      }
    }
  }

  /// Numbers that arithmetic with days could not bear.
  @Test func valuesOutsideTheCalendarAreDamage() {
    for (type, number) in [
      (ValueType.day, Int64.max), (.day, Int64(Day.latest.number) + 1), (.period(.month), .min),
      (.dateTime, .max), (.bool, 2),
    ] {
      let column = Column(type: type, storage: .int64([number]), missing: nil)
      #expect(decode(ColumnBlock.encode(column), type) == nil, "\(type)")
      let unknown = Column(type: type, storage: .int64([number]), missing: [true])
      #expect(values(decode(ColumnBlock.encode(unknown), type)) == [.missing], "\(type)")
    }
  }

  @Test func typesComeBack() {
    for sample in samples {
      let kept = KeptType(sample.type)
      #expect(kept.type { _ in grades } == sample.type, "\(kept.text)")
    }
    #expect(KeptType(.enumeration(grades)) == KeptType(text: "ordered(grade)", enumValues: "low\nhigh"))
    let odd = EnumType(name: "odd", names: ["a\nb", "c\\n", "d\r"], isOrdered: true)
    var names: [String] = []
    _ = KeptType(.enumeration(odd)).type { described in
      names = described.values
      return odd
    }
    #expect(names == odd.names)
    for text in [
      "", "decimal(19)", "decimal(-1)", "money(99,CNY)", "list(", "list()", "decimal(x)", "money(2)", "nonsense",
      String(repeating: "list(", count: 50),
    ] {
      #expect(KeptType(text: text, enumValues: nil).type { _ in grades } == nil, "\(text)")
    }
  }

  // MARK: In a store

  private func store(_ folder: TemporaryFolder) throws -> Store {
    try Store.create(folder.file("own.db"), schema: .current)
    return try Store.openOwn(folder.file("own.db"), catalog: Fixture.catalog(), schema: .current)
  }

  private func keep(_ numbers: [Int], _ day: String, in store: Store) throws -> Int64 {
    let column = column(.integer, numbers.map { .integer(Int64($0)) })
    return try store.writeKept { kept in
      let list = try kept.list(.init(name: "n", definition: "d", parameters: ["a": "1"]))
      return try kept.add(
        to: list, day: try #require(Day(iso: day)), program: "test", changes: nil,
        columns: [KeptColumn(name: "n", type: KeptType(.integer), isKey: true, isShown: true)],
        rows: Batch(columns: [column], count: numbers.count))
    }
  }

  @Test func runsAreFoundByTheirDay() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let first = try keep([1, 2], "2026-01-05", in: store)
    let second = try keep(Array(0..<10_000), "2026-01-12", in: store)
    let third = try keep([], "2026-01-12", in: store)
    try store.readKept { kept in
      let list = try #require(try kept.lists(named: "n").first)
      #expect(try kept.lists().count == 1)
      #expect(try kept.lastRun(of: list.id)?.id == third)
      #expect(try kept.lastRun(of: list.id, through: Day(iso: "2026-01-11"))?.id == first)
      #expect(try kept.lastRun(of: list.id, through: Day(iso: "2026-01-04")) == nil)
      let rows = try kept.rows(of: second, types: [.integer])
      #expect(rows.count == 10_000 && rows.columns[0].value(at: 9_999) == .integer(9_999))
      #expect(try kept.rows(of: third, types: [.integer]).count == 0)
    }
    // Rows alone, as a count asks for them.
    let scan = FileScan(.keptRun(second, store: folder.file("own.db")), columns: [])
    #expect(try store.open(scan, in: ExecutionContext()).next()?.count == 10_000)
  }

  @Test func removedRunsLeaveNothing() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    _ = try keep([1], "2026-01-05", in: store)
    _ = try keep([2], "2026-01-06", in: store)
    try store.writeKept { kept in
      for list in try kept.lists() { for run in try kept.runs(of: list.id) { try kept.remove(run.id, of: list.id) } }
    }
    let connection = try Connection.open(folder.file("own.db"), as: .reader)
    for table in ["kept_lists", "kept_runs", "kept_columns", "kept_blocks"] {
      #expect(try connection.integer("SELECT count(*) FROM \(table)") == 0, "\(table)")
    }
  }

  @Test func damagedRunsAreErrors() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let run = try keep([1, 2, 3], "2026-01-05", in: store)
    for damage in ["content = x'0300'", "content = x''", "first_row = 7, content = x'ff'"] {
      try Connection.open(folder.file("own.db"), as: .writer).execute("UPDATE kept_blocks SET \(damage)")
      let error = #expect(throws: StoreError.self) {
        try store.readKept { _ = try $0.rows(of: run, types: [.integer]) }
      }
      #expect(error?.code == .damagedFile)
    }
  }

  @Test func runsThatLackRowsAreErrors() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let run = try keep(Array(0..<10_000), "2026-01-05", in: store)
    for damage in [
      "UPDATE kept_runs SET row_count = 10001", "UPDATE kept_runs SET row_count = -1",
      "UPDATE kept_runs SET row_count = 10000; DELETE FROM kept_blocks WHERE first_row = 4096",
    ] {
      try Connection.open(folder.file("own.db"), as: .writer).execute(damage)
      let error = #expect(throws: StoreError.self) {
        try store.readKept { _ = try $0.rows(of: run, types: [.integer]) }
      }
      #expect(error?.code == .damagedFile, "\(damage)")
    }
  }

  /// The message about a damaged run says that it can be removed.
  @Test func damagedRunsCanBeRemoved() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let run = try keep([1], "2026-01-05", in: store)
    for day in ["0", "x"] {
      try Connection.open(folder.file("own.db"), as: .writer).execute("UPDATE kept_runs SET day = '\(day)'")
      try store.readKept { kept in
        let list = try #require(try kept.lists().first).id
        #expect(throws: StoreError.self) { try kept.runs(of: list) }
        #expect(try kept.runNumbers(of: list) == [run])
      }
    }
    try store.writeKept { kept in
      for list in try kept.lists() { for run in try kept.runNumbers(of: list.id) { try kept.remove(run, of: list.id) } }
      #expect(try kept.lists().isEmpty)
    }
  }

  @Test func olderStoresGetTheTables() throws {
    let folder = try TemporaryFolder()
    let older = StoreSchema(migrations: Array(StoreSchema.current.migrations[..<3]))
    try Store.create(folder.file("own.db"), schema: older)
    let store = try Store.openOwn(folder.file("own.db"), catalog: Fixture.catalog(), schema: .current)
    _ = try keep([1], "2026-01-05", in: store)
    #expect(try store.readKept { try $0.lists().count } == 1)
  }
}
