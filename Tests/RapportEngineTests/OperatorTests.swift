import RapportEngine
import RapportPlan
import RapportValues
import Testing

@Suite struct OperatorTests {
  let table = Table(
    [.integer, .text, .decimal(2)],
    [
      [0, "b", .exact("1.00")], [1, "a", nil], [2, nil, .exact("3.00")], [3, "b", .exact("3.00")],
      [4, "c", .exact("-2.00")], [5, "a", .exact("1.00")], [6, nil, nil], [7, "aa", .exact("0.00")],
    ])
  let empty = Table([.integer, .text, .decimal(2)], [])

  private func ids(_ rel: Rel) throws -> [Value] { try rows(rel, table).map { $0[0] } }

  @Test func sorting() throws {
    #expect(try ids(.sort(table.rel, [SortKey(value: table[2])])) == [4, 7, 0, 5, 2, 3, 1, 6])
    #expect(
      try ids(.sort(table.rel, [SortKey(value: table[2], descending: true)])) == [2, 3, 0, 5, 7, 4, 1, 6])
    #expect(try ids(.sort(table.rel, [SortKey(value: table[1])])) == [1, 5, 7, 0, 3, 4, 2, 6])
    #expect(
      try ids(.sort(table.rel, [SortKey(value: table[1], descending: true), SortKey(value: table[2])]))
        == [4, 0, 3, 7, 5, 1, 2, 6])
    #expect(try ids(.sort(table.rel, [])) == [0, 1, 2, 3, 4, 5, 6, 7])
    #expect(try rows(.sort(empty.rel, [SortKey(value: empty[1])]), empty).isEmpty)
  }

  @Test func sortingEnumsWithoutRankComesLast() throws {
    let type = EnumType(name: "e", names: ["x", "y"], isOrdered: true)
    let table = Table([.integer, .enumeration(type)], [[0, "?"], [1, "y"], [2, nil], [3, "x"]])
    let ascending = Rel.sort(table.rel, [SortKey(value: table[1])])
    let descending = Rel.sort(table.rel, [SortKey(value: table[1], descending: true)])
    #expect(try rows(ascending, table).map { $0[0] } == [3, 1, 0, 2])
    #expect(try rows(descending, table).map { $0[0] } == [1, 3, 0, 2])
    let top = Rel.top(table.rel, count: 3, keys: [SortKey(value: table[1], descending: true)], per: [])
    #expect(try rows(top, table).map { $0[0] } == [1, 3, 0])
  }

  @Test func slicing() throws {
    #expect(try ids(.slice(table.rel, skip: 2, take: 3)) == [2, 3, 4])
    #expect(try ids(.slice(table.rel, skip: 6, take: nil)) == [6, 7])
    #expect(try ids(.slice(table.rel, skip: 0, take: 0)) == [])
    #expect(try ids(.slice(table.rel, skip: 100, take: 1)) == [])
    #expect(try ids(.slice(table.rel, skip: Int.max, take: Int.max)) == [])
    let sorted = Rel.sort(table.rel, [SortKey(value: table[2])])
    #expect(try ids(.slice(sorted, skip: 1, take: 2)) == [7, 0])
  }

  @Test func top() throws {
    let keys = [SortKey(value: table[2], descending: true)]
    #expect(try ids(.top(table.rel, count: 3, keys: keys, per: [])) == [2, 3, 0])
    #expect(try ids(.top(table.rel, count: 0, keys: keys, per: [])) == [])
    #expect(try ids(.top(table.rel, count: 50, keys: keys, per: [])) == [2, 3, 0, 5, 7, 4, 1, 6])
    #expect(try ids(.top(table.rel, count: 1, keys: keys, per: [table[1]])) == [5, 7, 3, 4, 2])
    #expect(try ids(.top(table.rel, count: 2, keys: keys, per: [table[1]])) == [5, 1, 7, 3, 0, 4, 2, 6])
  }

  @Test(arguments: [1, 7, 5_000])
  func topOfManyEqualsSorting(count: Int) throws {
    var state: UInt64 = 42
    let many = Table(
      [.integer, .integer, .text, .float],
      (0..<30_000).map { row in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let random = Int64(state >> 40)
        return [
          .integer(Int64(row)), random % 11 == 0 ? nil : .integer(random % 1_000),
          random % 13 == 0 ? nil : .text("customer \(random % 97)"), .float(Double(random % 31) - 15),
        ]
      }, batchSize: 1_000)
    let orders: [[SortKey]] = [
      [SortKey(value: many[1])], [SortKey(value: many[1], descending: true)], [SortKey(value: many[2])],
      [SortKey(value: many[2], descending: true), SortKey(value: many[3], descending: true)],
      [SortKey(value: many[3]), SortKey(value: many[1], descending: true), SortKey(value: many[2])],
    ]
    for keys in orders {
      let sorted = try rows(.sort(many.rel, keys), many)
      #expect(
        try rows(.top(many.rel, count: count, keys: keys, per: []), many) == Array(sorted.prefix(count)))
      #expect(sorted == naivelySorted(try rows(many.rel, many), many, keys))
    }
  }

  /// The definition of sorting, row by row.
  private func naivelySorted(_ rows: [[Value]], _ table: Table, _ keys: [SortKey]) -> [[Value]] {
    let columns = keys.map { key in
      if case .column(let id, _) = key.value { table.columns.firstIndex { $0.id == id } ?? 0 } else { 0 }
    }
    return rows.enumerated().sorted { left, right in
      for (key, column) in zip(keys, columns) {
        let (a, b) = (left.element[column], right.element[column])
        if a == .missing || b == .missing {
          if a == b { continue }
          return b == .missing
        }
        let order = Value.compare(a, b) ?? 0
        if order != 0 { return key.descending ? order > 0 : order < 0 }
      }
      return left.offset < right.offset
    }.map(\.element)
  }

  @Test func sortingTextsWithLongCommonBeginnings() throws {
    let names =
      (0..<2_000).map { "The very same beginning of a name \($0 * 7_919 % 1_000)" } + ["", "The", "The\u{0}"]
    let table = Table([.text], names.map { [.text($0)] }, batchSize: 500)
    let sorted = try rows(.sort(table.rel, [SortKey(value: table[0])]), table).map { $0[0] }
    #expect(
      sorted == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { .text($0) })
    let same = Table([.text], [[Value]](repeating: [.text(String(repeating: "x", count: 1_000))], count: 300))
    #expect(try rows(.sort(same.rel, [SortKey(value: same[0])]), same).count == 300)
  }

  @Test func distinct() throws {
    #expect(try ids(.distinct(table.rel, [table.id(1)])) == [0, 1, 2, 4, 7])
    #expect(try ids(.distinct(table.rel, [table.id(2)])) == [0, 1, 2, 4, 7])
    #expect(try ids(.distinct(table.rel, [table.id(1), table.id(2)])) == [0, 1, 2, 3, 4, 5, 6, 7])
    #expect(try ids(.distinct(table.rel, [])) == [0])
    #expect(try rows(.distinct(empty.rel, [empty.id(0)]), empty).isEmpty)
  }

  @Test func extendSeesEarlierColumns() throws {
    let double = ColumnID(50)
    let rel = Rel.extend(
      table.rel,
      [
        Computed(id: double, value: .op(.multiply, table[0], .int(2), type: .integer)),
        Computed(id: ColumnID(51), value: .op(.add, .column(double, .integer), .int(1), type: .integer)),
        Computed(id: ColumnID(52), value: .text("same")),
      ])
    #expect(try rows(rel, table)[3] == [3, "b", .exact("3.00"), 6, 7, "same"])
  }

  @Test func constantsAndProjection() throws {
    let columns = [
      TypedColumn(id: ColumnID(0), type: .integer), TypedColumn(id: ColumnID(1), type: .list(.text)),
    ]
    let rel = Rel.constant(columns: columns, rows: [[1, .list(["a", "b"])], [nil, .list([])], [3, nil]])
    let projected = Rel.project(
      rel,
      [
        OutputColumn(name: "list", id: ColumnID(1), type: .list(.text)),
        OutputColumn(name: "n", id: ColumnID(0), type: .integer),
      ])
    #expect(try rows(projected) == [[.list(["a", "b"]), 1], [.list([]), nil], [nil, 3]])
    let counted = Rel.extend(
      rel,
      [Computed(id: ColumnID(2), value: .op(.listCount, .column(ColumnID(1), .list(.text)), type: .integer))])
    #expect(try rows(counted).map { $0[2] } == [2, 0, nil])
    #expect(fails("R0508") { _ = try rows(.distinct(rel, [ColumnID(9)])) })
  }

  @Test func combining() throws {
    let left = Table("l", [.integer, .code], [[1, "a"], [2, "b"], [2, "b"], [nil, "n"], [3, "c"]])
    let right = Table(
      "r", first: 10, [.decimal(1), .code],
      [[.exact("2.0"), "x"], [nil, "y"], [.exact("4.5"), "z"], [.exact("4.5"), "w"]])
    func combined(_ kind: SetKind) throws -> [[Value]] {
      let combination = Combination(
        match: [Combination.Pair(left: left.id(0), right: right.id(0))],
        columns: [
          Combination.Merged(id: ColumnID(30), type: .decimal(1), left: left.id(0), right: right.id(0)),
          Combination.Merged(id: ColumnID(31), type: .code, left: left.id(1), right: right.id(1)),
        ])
      return try rows(.combine(kind, left.rel, right.rel, combination), left, right)
    }
    #expect(
      try combined(.union) == [
        [.exact("1.0"), "a"], [.exact("2.0"), "b"], [nil, "n"], [.exact("3.0"), "c"], [.exact("4.5"), "z"],
      ])
    #expect(try combined(.except) == [[.exact("1.0"), "a"], [.exact("3.0"), "c"]])
    #expect(try combined(.intersect) == [[.exact("2.0"), "b"], [nil, "n"]])
  }

  @Test func cancelling() throws {
    let context = ExecutionContext()
    let stream = try Engine(scans: Tables(tables: [table]), context: context).run(table.rel)
    _ = try stream.next()
    context.cancel()
    #expect(fails("R0502") { _ = try stream.next() })
  }

  @Test func statistics() throws {
    let context = ExecutionContext(collectsStatistics: true)
    let engine = Engine(scans: Tables(tables: [table]), context: context)
    _ = try engine.collect(.filter(table.rel, .op(.less, table[0], .int(2))))
    let operators = context.statistics?.operators ?? []
    #expect(operators.map(\.name) == ["filter", "source"])
    #expect(operators.map(\.rows) == [2, 8])
    #expect(operators.map(\.depth) == [0, 1])
  }

  @Test func damagedSourcesAreRefused() throws {
    let wrong = Table("w", columns: table.columns, batches: [Batch(columns: [], count: 3)])
    #expect(fails("R0508") { _ = try rows(wrong.rel, wrong) })
    let columns = table.batches[0].columns
    for wrong in [[columns[1], columns[0], columns[2]], [columns[0], columns[1], columns[2].slice(0..<2)]] {
      let swapped = Table("w", columns: table.columns, batches: [Batch(columns: wrong, count: 3)])
      #expect(fails("R0508") { _ = try rows(swapped.rel, swapped) })
    }
  }
}

@Suite struct MissingOrderTests {
  @Test func missingRowsAreTiesWhateverTheyStore() throws {
    let key = Column(type: .integer, storage: .int64([9, 1, 5, 3]), missing: [true, false, true, true])
    let other = Column(type: .integer, storage: .int64([2, 0, 1, 0]))
    let row = Column(type: .integer, storage: .int64([0, 1, 2, 3]))
    let table = Table(
      "t", columns: (0..<3).map { TypedColumn(id: ColumnID($0), type: .integer) },
      batches: [Batch(columns: [key, other, row], count: 4)])
    for descending in [false, true] {
      let first = SortKey(value: table[0], descending: descending)
      #expect(try rows(.sort(table.rel, [first]), table).map { $0[2] } == [1, 0, 2, 3])
      let both = [first, SortKey(value: table[1])]
      #expect(try rows(.sort(table.rel, both), table).map { $0[2] } == [1, 3, 2, 0])
      #expect(try rows(.top(table.rel, count: 3, keys: both, per: []), table).map { $0[2] } == [1, 3, 2])
    }
  }
}
