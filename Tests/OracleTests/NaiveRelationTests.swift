import RapportCatalog
import RapportOracle
import RapportPlan
import RapportValues
import Testing

@Suite("The naive evaluator: relations")
struct NaiveRelationTests {
  /// Columns 0 (group), 1 (number).
  let pairs = Plans.constant(
    [.code, .integer],
    [
      [.text("b"), .integer(3)], [.text("a"), .missing], [.text("a"), .integer(5)],
      [.missing, .integer(1)], [.text("b"), .integer(3)], [.missing, .missing],
    ])
  let group = Plans.column(0, .code)
  let number = Plans.column(1)

  @Test("Sorting is stable and puts missing last both ways")
  func sorting() throws {
    let up = try Plans.rows(.sort(pairs, [SortKey(value: number)]))
    #expect(up.map { $0[1] } == [.integer(1), .integer(3), .integer(3), .integer(5), .missing, .missing])
    #expect(up.map { $0[0] }.suffix(2) == [.text("a"), .missing])
    let down = try Plans.rows(.sort(pairs, [SortKey(value: number, descending: true)]))
    #expect(down.map { $0[1] } == [.integer(5), .integer(3), .integer(3), .integer(1), .missing, .missing])
    #expect(try Plans.rows(.slice(pairs, skip: 4, take: 5)).count == 2)
  }

  @Test("Groups treat missing as equal and aggregates skip it")
  func aggregates() throws {
    func aggregate(_ id: Int, _ function: Aggregate.Function, _ type: ValueType, distinct: Bool = false)
      -> Aggregate
    {
      Aggregate(id: Plans.id(id), function: function, argument: number, distinct: distinct, type: type)
    }
    let float = ValueType.float(currency: nil)
    let plan = Rel.aggregate(
      pairs, keys: [Computed(id: Plans.id(9), value: group)],
      aggregates: [
        Aggregate(id: Plans.id(2), function: .count, argument: nil, type: .integer),
        aggregate(3, .count, .integer, distinct: true), aggregate(4, .sum, .integer),
        aggregate(5, .avg, float), aggregate(6, .stddev, float), aggregate(7, .list, .list(.integer)),
      ])
    #expect(
      try Plans.rows(plan) == [
        [
          .text("b"), .integer(2), .integer(1), .integer(6), .float(3), .float(0),
          .list([.integer(3), .integer(3)]),
        ],
        [.text("a"), .integer(2), .integer(1), .integer(5), .float(5), .missing, .list([.integer(5)])],
        [.missing, .integer(2), .integer(1), .integer(1), .float(1), .missing, .list([.integer(1)])],
      ])
  }

  @Test("Over nothing, counts and sums are zero, the rest missing, `every` true")
  func nothing() throws {
    let functions: [(Aggregate.Function, ValueType)] = [
      (.count, .integer), (.sum, .integer), (.avg, .float(currency: nil)), (.min, .integer),
      (.any, .bool), (.every, .bool), (.first, .integer), (.list, .list(.integer)),
    ]
    let aggregates = functions.enumerated().map { position, item in
      Aggregate(
        id: Plans.id(10 + position), function: item.0,
        argument: item.1 == .bool ? .literal(.bool(true), .bool) : number,
        type: item.1)
    }
    let none = Rel.filter(pairs, .literal(.missing, .bool))
    #expect(
      try Plans.rows(.aggregate(none, keys: [], aggregates: aggregates)) == [
        [.integer(0), .integer(0), .missing, .missing, .bool(false), .bool(true), .missing, .list([])]
      ])
  }

  @Test("Percentiles interpolate, medians of numbers average the middle two")
  func quantiles() throws {
    let numbers = Plans.constant([.integer], [1, 2, 3, 10].map { [.integer($0)] })
    func quantile(_ function: Aggregate.Function) throws -> Value {
      let aggregate = Aggregate(
        id: Plans.id(5), function: function, argument: Plans.column(0), type: .float(currency: nil))
      return try Plans.rows(.aggregate(numbers, keys: [], aggregates: [aggregate]))[0][0]
    }
    #expect(try quantile(.median) == .float(2.5))
    #expect(try quantile(.percentile(0.5)) == .float(2.5))
    #expect(try quantile(.percentile(0)) == .float(1))
    #expect(try quantile(.percentile(1)) == .float(10))
  }

  @Test("An attachment never multiplies rows; a missing key matches nothing")
  func attachment() throws {
    let related = Rel.constant(
      columns: [TypedColumn(id: Plans.id(5), type: .integer), TypedColumn(id: Plans.id(6), type: .day)],
      rows: [
        [.integer(3), Plans.day("2026-01-02")], [.integer(3), Plans.day("2026-01-01")], [.missing, .missing],
      ])
    let plan = Rel.attach(
      pairs,
      Attachment(
        inner: related, keys: [Attachment.Key(outer: number, inner: Plans.id(5))],
        aggregates: [
          Aggregate(id: Plans.id(7), function: .count, argument: nil, type: .integer),
          Aggregate(
            id: Plans.id(8), function: .first, argument: Plans.column(6, .day),
            order: [SortKey(value: Plans.column(6, .day))], type: .day),
        ]))
    let rows = try Plans.rows(plan)
    #expect(rows.map { $0[2] } == [2, 0, 0, 0, 2, 0].map { .integer($0) })
    #expect(rows[0][3] == Plans.day("2026-01-01"))
    #expect(rows[1][3] == .missing)
  }

  @Test("Windows rank, share, run and look back within their partition")
  func windows() throws {
    let float = ValueType.float(currency: nil)
    func window(_ function: Window.Function, _ type: ValueType) throws -> [Value] {
      let window = Window(id: Plans.id(5), function: function, argument: number, per: [group], type: type)
      return try Plans.rows(.window(pairs, [window])).map { $0[2] }
    }
    #expect(
      try window(.rank, .integer)
        == [.integer(1), .missing, .integer(1), .integer(1), .integer(1), .missing])
    #expect(
      try window(.share, float) == [.float(0.5), .missing, .float(1), .float(1), .float(0.5), .missing])
    #expect(
      try window(.running, .integer)
        == [.integer(3), .integer(0), .integer(5), .integer(1), .integer(6), .integer(1)])
    #expect(
      try window(.previous, .integer)
        == [.missing, .missing, .missing, .missing, .integer(3), .integer(1)])
    #expect(
      try window(.aggregate(.count, distinct: true), .integer) == [1, 1, 1, 1, 1, 1].map { .integer($0) })
    let whole = Window(id: Plans.id(5), function: .ntile(3), argument: number, per: [], type: .integer)
    #expect(
      try Plans.rows(.window(pairs, [whole])).map { $0[2] }
        == [.integer(1), .missing, .integer(1), .integer(3), .integer(2), .missing])
  }

  @Test("Top keeps so many per partition, in partition order")
  func top() throws {
    let plan = Rel.top(
      pairs, count: 1, keys: [SortKey(value: number, descending: true)], per: [group])
    #expect(
      try Plans.rows(plan) == [
        [.text("a"), .integer(5)], [.text("b"), .integer(3)], [.missing, .integer(1)],
      ])
  }

  @Test("Set operators match exactly, missing equal to missing, each combination once")
  func sets() throws {
    let right = Rel.constant(
      columns: [TypedColumn(id: Plans.id(5), type: .code), TypedColumn(id: Plans.id(6), type: .integer)],
      rows: [[.missing, .integer(9)], [.text("c"), .integer(8)], [.text("c"), .integer(7)]])
    let combination = Combination(
      match: [Combination.Pair(left: Plans.id(0), right: Plans.id(5))],
      columns: [
        Combination.Merged(id: Plans.id(7), type: .code, left: Plans.id(0), right: Plans.id(5)),
        Combination.Merged(id: Plans.id(8), type: .integer, left: Plans.id(1), right: Plans.id(6)),
      ])
    func keys(_ kind: SetKind) throws -> [[Value]] {
      try Plans.rows(.combine(kind, pairs, right, combination))
    }
    #expect(
      try keys(.union) == [
        [.text("b"), .integer(3)], [.text("a"), .missing], [.missing, .integer(1)],
        [.text("c"), .integer(8)],
      ])
    #expect(try keys(.except) == [[.text("b"), .integer(3)], [.text("a"), .missing]])
    #expect(try keys(.intersect) == [[.missing, .integer(1)]])
  }

  @Test("Fill adds every step between the extremes for each combination of the other keys")
  func filling() throws {
    let month = ValueType.period(.month)
    func start(_ text: String) -> Value {
      Day(iso: text).map { .period(.month, start: $0) } ?? .missing
    }
    let input = Plans.constant(
      [month, .code, .integer],
      [
        [start("2025-12-01"), .text("x"), .integer(1)], [start("2026-02-01"), .text("y"), .integer(2)],
      ])
    let fill = Fill(
      key: Plans.id(0), others: [Plans.id(1)],
      defaults: [Fill.Default(id: Plans.id(2), value: .integer(0))])
    let plan = Rel.sort(
      .fill(input, fill), [SortKey(value: Plans.column(1, .code)), SortKey(value: Plans.column(0, month))])
    #expect(
      try Plans.rows(plan) == [
        [start("2025-12-01"), .text("x"), .integer(1)], [start("2026-01-01"), .text("x"), .integer(0)],
        [start("2026-02-01"), .text("x"), .integer(0)], [start("2025-12-01"), .text("y"), .integer(0)],
        [start("2026-01-01"), .text("y"), .integer(0)], [start("2026-02-01"), .text("y"), .integer(2)],
      ])
  }

  @Test("Scans decode stored values and follow to-one paths; a dangling link gives missing")
  func scanning() throws {
    let state = EnumType(name: "state", names: ["open", "won"], isOrdered: false)
    let entity = Entity(
      name: "deals", labels: Labels(), documentation: nil, table: "deals", key: [], label: nil, fields: [])
    let step = ToOneStep(table: "firms", columns: ["firm"], keyColumns: ["id"])
    let mapped = StoredColumn.Encoding.mapped([StoredColumn.Mapping(value: "won", stored: .text("W"))])
    let money = ValueType.decimal(scale: 2, currency: nil)
    let plan = Rel.scan(
      Scan(
        entity: entity,
        columns: [
          ScanColumn(
            id: Plans.id(0), type: .text, path: [step], column: StoredColumn(name: "name", encoding: .plain)),
          ScanColumn(
            id: Plans.id(1), type: .enumeration(state), path: [],
            column: StoredColumn(name: "state", encoding: mapped)),
          ScanColumn(
            id: Plans.id(2), type: money, path: [], column: StoredColumn(name: "amount", encoding: .real)),
          ScanColumn(
            id: Plans.id(3), type: .day, path: [], column: StoredColumn(name: "day", encoding: .plain)),
        ]))
    let store = NaiveStore(tables: [
      "firms": [["id": .integer(7), "name": .text("Acme")]],
      "deals": [
        [
          "firm": .integer(7), "state": .text("W"), "amount": .float(1.1),
          "day": .text("2026-01-31 09:30:00"),
        ],
        ["firm": .integer(8), "state": .text("odd"), "amount": .integer(2), "day": .missing],
      ],
    ])
    #expect(
      try Plans.rows(plan, store) == [
        [.text("Acme"), .text("won"), Plans.money(110), Plans.day("2026-01-31")],
        [.missing, .text("odd"), Plans.money(200), .missing],
      ])
  }
}
