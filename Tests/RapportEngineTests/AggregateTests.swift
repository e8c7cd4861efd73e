import RapportEngine
import RapportPlan
import RapportValues
import Testing

@Suite struct AggregateTests {
  let table = Table(
    [.text, .integer, .decimal(2), .float, .bool],
    [
      ["a", 1, .exact("1.10"), 1.0, true], ["b", 2, nil, 2.0, false], ["a", 3, .exact("2.20"), nil, true],
      [nil, nil, .exact("3.30"), 4.0, nil], ["b", 2, .exact("-1.00"), 6.0, true], ["a", 3, nil, 2.5, false],
      [nil, 9, .exact("0.70"), nil, true],
    ])
  let empty = Table([.text, .integer, .decimal(2), .float, .bool], [])

  private func all(_ function: Aggregate.Function, _ column: Int, _ type: ValueType, over table: Table) throws
    -> Value
  {
    try rows(
      .aggregate(table.rel, keys: [], aggregates: [aggregate(90, function, table[column], type)]), table)[0][
        0]
  }

  private func perKey(
    _ function: Aggregate.Function, _ column: Int?, _ type: ValueType, filter: Expr? = nil,
    distinct: Bool = false, order: [SortKey] = [], threads: Int = 1
  ) throws -> [Value] {
    let rel = Rel.aggregate(
      table.rel, keys: [Computed(id: ColumnID(80), value: table[0])],
      aggregates: [
        aggregate(
          90, function, column.map { table[$0] }, type, filter: filter, distinct: distinct, order: order)
      ])
    let result = try rows(rel, table, threads: threads)
    #expect(result.map { $0[0] } == ["a", "b", nil])
    return result.map { $0[1] }
  }

  @Test(arguments: [1, 2, 3])
  func perGroup(threads: Int) throws {
    #expect(try perKey(.count, nil, .integer, threads: threads) == [3, 2, 2])
    #expect(try perKey(.count, 2, .integer, threads: threads) == [2, 1, 2])
    #expect(try perKey(.sum, 1, .integer, threads: threads) == [7, 4, 9])
    #expect(
      try perKey(.sum, 2, .decimal(2), threads: threads) == [.exact("3.30"), .exact("-1.00"), .exact("4.00")])
    #expect(try perKey(.sum, 3, .float, threads: threads) == [3.5, 8.0, 4.0])
    #expect(try perKey(.avg, 2, .float, threads: threads) == [1.65, -1.0, 2.0])
    #expect(try perKey(.min, 1, .integer, threads: threads) == [1, 2, 9])
    #expect(try perKey(.max, 3, .float, threads: threads) == [2.5, 6.0, 4.0])
    #expect(try perKey(.min, 0, .text, threads: threads) == ["a", "b", nil])
    #expect(try perKey(.median, 1, .float, threads: threads) == [3.0, 2.0, 9.0])
    #expect(try perKey(.percentile(0.25), 3, .float, threads: threads) == [1.375, 3.0, 4.0])
    #expect(try perKey(.stddev, 1, .float, threads: threads) == [.float((4.0 / 3).squareRoot()), 0.0, nil])
    #expect(try perKey(.any, 4, .bool, threads: threads) == [true, true, true])
    #expect(try perKey(.every, 4, .bool, threads: threads) == [false, false, false])
    #expect(
      try perKey(.first, 2, .decimal(2), threads: threads) == [
        .exact("1.10"), .exact("-1.00"), .exact("3.30"),
      ])
    #expect(try perKey(.last, 3, .float, threads: threads) == [2.5, 6.0, 4.0])
    #expect(
      try perKey(.list, 1, .list(.integer), threads: threads) == [
        .list([1, 3, 3]), .list([2, 2]), .list([9]),
      ])
  }

  @Test(arguments: [1, 2])
  func distinctValues(threads: Int) throws {
    #expect(try perKey(.count, 1, .integer, distinct: true, threads: threads) == [2, 1, 1])
    #expect(try perKey(.sum, 1, .integer, distinct: true, threads: threads) == [4, 2, 9])
    #expect(try perKey(.max, 1, .integer, distinct: true, threads: threads) == [3, 2, 9])
    #expect(
      try perKey(.list, 1, .list(.integer), distinct: true, threads: threads) == [
        .list([1, 3]), .list([2]), .list([9]),
      ])
  }

  @Test func filters() throws {
    let large = Expr.op(.greater, table[3], .float(1.5))
    #expect(try perKey(.count, nil, .integer, filter: large) == [1, 2, 1])
    #expect(try perKey(.sum, 1, .integer, filter: large) == [3, 4, 0])
    #expect(try perKey(.min, 1, .integer, filter: large) == [3, 2, nil])
    #expect(
      try perKey(.list, 2, .list(.decimal(2)), filter: large) == [
        .list([]), .list([.exact("-1.00")]), .list([.exact("3.30")]),
      ])
  }

  @Test func ordered() throws {
    let order = [SortKey(value: table[3], descending: true)]
    #expect(try perKey(.first, 1, .integer, order: order) == [3, 2, 9])
    #expect(try perKey(.last, 3, .float, order: order) == [1.0, 2.0, 4.0])
    #expect(
      try perKey(.list, 1, .list(.integer), order: order) == [.list([3, 1, 3]), .list([2, 2]), .list([9])])
    #expect(
      try perKey(.list, 1, .list(.integer), distinct: true, order: order) == [
        .list([1, 3]), .list([2]), .list([9]),
      ])
  }

  @Test func overNothing() throws {
    #expect(try all(.count, 1, .integer, over: empty) == 0)
    #expect(try all(.sum, 1, .integer, over: empty) == 0)
    #expect(try all(.sum, 2, .decimal(2), over: empty) == .exact("0.00"))
    #expect(try all(.avg, 1, .float, over: empty) == nil)
    #expect(try all(.min, 0, .text, over: empty) == nil)
    #expect(try all(.median, 1, .float, over: empty) == nil)
    #expect(try all(.stddev, 1, .float, over: empty) == nil)
    #expect(try all(.any, 4, .bool, over: empty) == false)
    #expect(try all(.every, 4, .bool, over: empty) == true)
    #expect(try all(.first, 0, .text, over: empty) == nil)
    #expect(try all(.list, 0, .list(.text), over: empty) == .list([]))
    let grouped = Rel.aggregate(
      empty.rel, keys: [Computed(id: ColumnID(80), value: empty[0])], aggregates: [])
    #expect(try rows(grouped, empty).isEmpty)
  }

  @Test func overAllRows() throws {
    #expect(try all(.sum, 1, .integer, over: table) == 20)
    #expect(try all(.min, 1, .integer, over: table) == 1)
    #expect(try all(.max, 2, .decimal(2), over: table) == .exact("3.30"))
    #expect(try all(.max, 0, .text, over: table) == "b")
    #expect(try all(.median, 3, .float, over: table) == 2.5)
    #expect(try all(.avg, 3, .float, over: table) == 3.1)
  }

  @Test func sumsAreExactAndChecked() throws {
    let large = Table(
      [.integer], [[.integer(Int64.max)], [1], [-5], [.integer(Int64.max)], [.integer(-Int64.max)]])
    #expect(
      try all(.sum, 0, .integer, over: Table([.integer], [[.integer(Int64.max)], [1], [-5]]))
        == .integer(Int64.max - 4))
    #expect(
      fails("R0501") {
        _ = try all(.sum, 0, .integer, over: Table([.integer], [[.integer(Int64.max)], [1]]))
      })
    #expect(try all(.sum, 0, .integer, over: large) == .integer(Int64.max - 4))
    #expect(
      try all(.avg, 0, .float, over: Table([.integer], [[.integer(Int64.max)], [.integer(Int64.max)]]))
        == .float(9.223372036854775807e18))
    let tenths = Table([.float], [[Value]](repeating: [0.1], count: 1_000))
    #expect(try all(.sum, 0, .float, over: tenths) == 100.0)
  }

  @Test func mediansOfDates() throws {
    let days = Table(
      [.day], [[.day("2026-01-03")], [.day("2026-01-01")], [.day("2026-01-02")], [nil], [.day("2026-01-09")]])
    #expect(try all(.median, 0, .day, over: days) == .day("2026-01-02"))
    #expect(try all(.min, 0, .day, over: days) == .day("2026-01-01"))
  }

  @Test func enumValuesWithoutRankAreNoExtremes() throws {
    let type = EnumType(name: "e", names: ["x", "y"], isOrdered: true)
    let table = Table([.enumeration(type)], [["x"], ["?"], ["y"], [nil]])
    #expect(try all(.max, 0, .enumeration(type), over: table) == "y")
    #expect(try all(.min, 0, .enumeration(type), over: table) == "x")
  }

  private func keyRow(_ row: Int) -> [Value] {
    let names: [Value] = ["x", "y", "z", nil]
    let number: Value = row % 7 == 0 ? .missing : .integer(Int64(row % 5) * 1_000_000_007)
    let zero: Value = row % 3 == 0 ? .missing : .float(row % 2 == 0 ? 0.0 : -0.0)
    let list: [Value] = [.text("\(row % 2)"), nil]
    return [names[row % 4], number, zero, .text("k\(row % 3)"), .list(list)]
  }

  @Test(arguments: [1, 2])
  func keysOfEveryKind(threads: Int) throws {
    let type = EnumType(name: "e", names: ["x", "y"], isOrdered: false)
    let table = Table(
      [.enumeration(type), .integer, .float, .text, .list(.text)],
      (0..<4_000).map { keyRow($0) }, batchSize: 257)
    for columns in [[0], [1], [2], [3], [4], [0, 1], [1, 2], [0, 1, 2], [0, 3], [3, 4, 1, 0, 2]] {
      let rel = Rel.aggregate(
        table.rel, keys: columns.map { Computed(id: ColumnID(80 + $0), value: table[$0]) },
        aggregates: [aggregate(99, .count, nil, .integer)])
      var expected: [[Value]: Int64] = [:]
      var order: [[Value]] = []
      for row in try rows(table.rel, table) {
        let key: [Value] = columns.map { row[$0] == Value.float(-0.0) ? Value.float(0) : row[$0] }
        if expected[key] == nil { order.append(key) }
        expected[key, default: 0] += 1
      }
      #expect(try rows(rel, table, threads: threads) == order.map { $0 + [.integer(expected[$0] ?? 0)] })
    }
  }

  @Test(arguments: [1, 2])
  func manyGroups(threads: Int) throws {
    // Sparse, then dense, then negative keys exercise every form of the table.
    for key: (Int) -> Int64 in [
      { Int64($0 % 20_000) &* 1_000_003_777 }, { Int64(($0 &* 7_919) % 20_000) },
      { Int64($0 % 20_000) - 10_000 },
      { $0 < 5_000 ? Int64($0) * 1_000_000 : Int64($0) },
    ] {
      let count = 60_000
      let keys = (0..<count).map(key)
      let column = Column(type: .integer, storage: .int64(keys))
      let all = Batch(columns: [column], count: count)
      let table = Table(
        "big", columns: [TypedColumn(id: ColumnID(0), type: .integer)],
        batches: stride(from: 0, to: count, by: 4_096).map { all.slice($0..<min($0 + 4_096, count)) })
      let rel = Rel.aggregate(
        table.rel, keys: [Computed(id: ColumnID(1), value: table[0])],
        aggregates: [aggregate(2, .count, nil, .integer), sum(3, table[0], .integer)])
      let result = try rows(rel, table, threads: threads)
      var counts: [Int64: Int64] = [:]
      for value in keys { counts[value, default: 0] += 1 }
      #expect(result.count == counts.count)
      for row in result {
        guard case .integer(let value) = row[0] else { continue }
        #expect(row[1] == .integer(counts[value] ?? 0))
        #expect(row[2] == .integer((counts[value] ?? 0) * value))
      }
      #expect(result.first?[0] == keys.first.map { .integer($0) })
    }
  }
}

@Suite struct AttachTests {
  let accounts = Table("accounts", [.code, .integer], [["a", 1], ["b", 2], ["c", nil], [nil, 4]])
  let orders = Table(
    "orders", first: 10, [.code, .decimal(2), .day],
    [
      ["a", .exact("5.00"), .day("2026-01-01")], ["b", .exact("1.00"), .day("2026-02-01")],
      ["a", .exact("2.50"), nil], [nil, .exact("9.00"), .day("2026-03-01")], ["x", .exact("7.00"), nil],
    ])

  private func attached(_ aggregates: [Aggregate], keyed: Bool = true, threads: Int = 1) throws -> [[Value]] {
    let keys = keyed ? [Attachment.Key(outer: accounts[0], inner: orders.id(0))] : []
    let rel = Rel.attach(accounts.rel, Attachment(inner: orders.rel, keys: keys, aggregates: aggregates))
    return try rows(rel, accounts, orders, threads: threads).map { Array($0.dropFirst(2)) }
  }

  @Test(arguments: [1, 2])
  func oneValuePerOuterRow(threads: Int) throws {
    let result = try attached(
      [
        aggregate(20, .count, nil, .integer), sum(21, orders[1], .decimal(2)),
        aggregate(22, .max, orders[2], .day), aggregate(23, .list, orders[1], .list(.decimal(2))),
        aggregate(24, .any, .op(.greater, orders[1], .int(4)), .bool),
        aggregate(25, .every, .op(.greater, orders[1], .int(4)), .bool),
      ], threads: threads)
    #expect(
      result == [
        [2, .exact("7.50"), .day("2026-01-01"), .list([.exact("5.00"), .exact("2.50")]), true, false],
        [1, .exact("1.00"), .day("2026-02-01"), .list([.exact("1.00")]), false, false],
        [0, .exact("0.00"), nil, .list([]), false, true], [0, .exact("0.00"), nil, .list([]), false, true],
      ])
  }

  @Test func withoutKeys() throws {
    let result = try attached([sum(20, orders[1], .decimal(2))], keyed: false)
    #expect(result == [[Value]](repeating: [.exact("24.50")], count: 4))
  }

  @Test func keysOfDifferentTypes() throws {
    let inner = Table(
      "inner", first: 10, [.decimal(2), .integer],
      [[.exact("1.00"), 5], [.exact("2.50"), 6], [.exact("4.00"), 7]])
    let rel = Rel.attach(
      accounts.rel,
      Attachment(
        inner: inner.rel, keys: [Attachment.Key(outer: accounts[1], inner: inner.id(0))],
        aggregates: [sum(20, inner[1], .integer)]))
    #expect(try rows(rel, accounts, inner).map { $0[2] } == [5, 0, 0, 7])
  }

  @Test func severalKeysAndNesting() throws {
    let inner = Table(
      "inner", first: 10, [.code, .integer, .integer],
      [["a", 1, 5], ["a", 1, 6], ["b", 1, 7], ["b", 2, 8]])
    let keys = [
      Attachment.Key(outer: accounts[0], inner: inner.id(0)),
      Attachment.Key(outer: accounts[1], inner: inner.id(1)),
    ]
    let first = Rel.attach(
      accounts.rel, Attachment(inner: inner.rel, keys: keys, aggregates: [sum(20, inner[2], .integer)]))
    let total = Rel.aggregate(
      first, keys: [], aggregates: [sum(30, .column(ColumnID(20), .integer), .integer)])
    #expect(try rows(first, accounts, inner).map { $0[2] } == [11, 8, 0, 0])
    #expect(try rows(total, accounts, inner) == [[19]])
  }
}

@Suite struct LongAttachTests {
  @Test(arguments: [1, 2])
  func shortAndLongInputsAgree(threads: Int) throws {
    let inner = Table(
      "inner", first: 10, [.integer, .integer],
      (0..<3_000).map { [$0 % 11 == 0 ? nil : .integer($0 * 7 % 1_000), .integer($0)] }, batchSize: 100)
    let outer = (0..<70_000).map { Int64($0 % 1_400) }
    let column = Column(type: .integer, storage: .int64(outer))
    let all = Batch(columns: [column], count: outer.count)
    let long = Table("long", columns: [TypedColumn(id: ColumnID(0), type: .integer)], batches: [all])
    let short = Table("short", columns: long.columns, batches: [all.slice(0..<1_500)])
    func attached(_ table: Table) throws -> [[Value]] {
      let rel = Rel.attach(
        table.rel,
        Attachment(
          inner: .filter(inner.rel, .op(.greater, inner[1], .int(100))),
          keys: [Attachment.Key(outer: table[0], inner: inner.id(0))],
          aggregates: [aggregate(20, .count, nil, .integer), aggregate(21, .list, inner[1], .list(.integer))])
      )
      return try rows(rel, table, inner, threads: threads)
    }
    #expect(try Array(attached(long).prefix(1_500)) == attached(short))
    let none = Table("none", columns: long.columns, batches: [])
    #expect(try attached(none).isEmpty)
  }
}
