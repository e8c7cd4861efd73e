import RapportValues
import Testing

@Suite struct ColumnTests {
  private let grades = EnumType(name: "grade", names: ["low", "high"], isOrdered: true)

  private func column(_ type: ValueType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type: type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  /// One column per storage and several per integer meaning, each with a missing row in the middle.
  private var samples: [(ValueType, [Value])] {
    let day = Day(iso: "2026-03-01") ?? .earliest
    return [
      (.bool, [.bool(true), .missing, .bool(false)]),
      (.integer, [.integer(3), .missing, .integer(-3)]),
      (
        .decimal(scale: 2, currency: Currency("CNY")),
        [.decimal(Decimal(unscaled: 1050, scale: 2)), .missing, .decimal(Decimal(5))]
      ),
      (.float(currency: nil), [.float(1.5), .missing, .float(-1)]),
      (.text, [.text("客户"), .missing, .text("")]),
      (.code, [.text("A-1"), .missing, .text("B")]),
      (.day, [.day(day), .missing, .day(.earliest)]),
      (.dateTime, [.dateTime(day.midnight), .missing, .dateTime(DateTime(seconds: 5))]),
      (.enumeration(grades), [.text("high"), .missing, .text("undeclared")]),
      (.days, [.days(14), .missing, .days(0)]),
      (.period(.month), [.period(.month, start: day), .missing, .period(.month, start: day)]),
      (.list(.text), [.list([.text("a"), .text("b")]), .missing, .list([])]),
    ]
  }

  @Test func valuesGoInAndComeOut() {
    for (type, values) in samples {
      let column = column(type, values)
      #expect(column.type == type && column.count == 3)
      #expect((0..<3).map { column.value(at: $0) } == values, "\(type)")
      #expect(column.value(at: 3) == .missing && column.value(at: -1) == .missing)
    }
  }

  @Test func rowsAreTakenOut() {
    for (type, values) in samples {
      let column = column(type, values)
      let gathered = column.gather([2, 0, 0, -1, 99])
      let expected = [values[2], values[0], values[0], .missing, .missing]
      #expect((0..<5).map { gathered.value(at: $0) } == expected, "\(type)")
      #expect(column.gather([0, 2]).value(at: 1) == values[2])
      #expect(column.filter([true, false, true]).count == 2)
      let sliced = column.slice(1..<9)
      #expect((0..<2).map { sliced.value(at: $0) } == Array(values[1...]), "\(type)")
      let joined = Column.concatenate([column, sliced, Column(emptyOf: type), column], type: type)
      #expect((0..<8).map { joined.value(at: $0) } == values + values[1...] + values, "\(type)")
      let repeated = Column(repeating: values[0], type: type, count: 3)
      #expect((0..<3).map { repeated.value(at: $0) } == [values[0], values[0], values[0]], "\(type)")
      #expect(Column(repeating: .missing, type: type, count: 2).missing == [true, true])
    }
  }

  @Test func missingFlagsAppearOnlyWhereNeeded() {
    let column = column(.integer, [.integer(1), .integer(2)])
    #expect(column.missing == nil)
    #expect(column.gather([1]).missing == nil)
    #expect(column.gather([-1, 1]).missing == [true, false])
    #expect(Column.concatenate([column, column])?.missing == nil)
  }

  @Test func foreignStorageBecomesMissing() {
    let numbers = column(.integer, [.integer(1)])
    let texts = column(.text, [.text("x")])
    let joined = Column.concatenate([numbers, texts], type: .integer)
    #expect(joined.count == 2 && joined.value(at: 1) == .missing)
  }

  @Test func valuesThatDoNotFit() {
    var builder = ColumnBuilder(type: .integer)
    let inputs: [Value] = [
      .text("x"), .decimal(Decimal(unscaled: 15, scale: 1)), .decimal(Decimal(unscaled: 150, scale: 1)),
    ]
    let fits = inputs.map { builder.append($0) }
    #expect(fits == [false, false, true])
    #expect(builder.finish().value(at: 2) == .integer(15))
    var money = ColumnBuilder(type: .decimal(scale: 2, currency: nil))
    let moneyFits = [Value.float(5.005), .integer(.max)].map { money.append($0) }
    #expect(moneyFits == [true, false])
    #expect(money.finish().value(at: 0) == .decimal(Decimal(unscaled: 501, scale: 2)))
  }

  @Test func buildersStartAfresh() {
    for (type, values) in samples {
      var builder = ColumnBuilder(type: type)
      for value in values { builder.append(value) }
      builder.removeAll()
      builder.append(values[0])
      let column = builder.finish()
      #expect(column.count == 1 && column.value(at: 0) == values[0] && column.missing == nil)
    }
  }

  @Test func rowsAsKeys() {
    let left = RowKeys(
      columns: [
        column(.text, [.text("a"), .text("a"), .missing, .missing, .text("b")]),
        column(.integer, [.integer(1), .integer(1), .missing, .missing, .missing]),
      ], count: 5)
    #expect(left.isEqual(0, 1) && left.isEqual(2, 3))
    #expect(!left.isEqual(0, 2) && !left.isEqual(3, 4))
    #expect(left.hashes[0] == left.hashes[1] && left.hashes[2] == left.hashes[3])
    #expect(Set(left.hashes).count == 3)
    #expect(left.hasMissing(4) && !left.hasMissing(0))
    let zeros = RowKeys(columns: [column(.float(currency: nil), [.float(0), .float(-0.0)])], count: 2)
    #expect(zeros.isEqual(0, 1))
  }

  @Test func hashesSpread() {
    let values = (0..<100_000).map { Int64($0) }
    let numbers = RowKeys(columns: [Column(type: .integer, storage: .int64(values))], count: 100_000)
    #expect(Set(numbers.hashes).count == 100_000)
    #expect(Set(numbers.hashes.map { $0 & 0xFFFFF }).count > 90_000)
    var builder = ColumnBuilder(type: .text)
    for value in values { builder.append("customer \(value)") }
    let texts = RowKeys(columns: [builder.finish()], count: 100_000)
    #expect(Set(texts.hashes.map { $0 & 0xFFFFF }).count > 90_000)
  }

  @Test func comparing() {
    let texts = column(.text, [.text("a"), .text("ab"), .text("客"), .text("b")])
    #expect(texts.compare(0, 1) == -1 && texts.compare(2, 3) == 1 && texts.compare(1, 1) == 0)
    let lists = column(
      .list(.integer), [.list([.integer(1)]), .list([.integer(1), .integer(0)]), .list([.missing])])
    #expect(lists.compare(0, 1) == -1 && lists.compare(2, 0) == 1)
    let floats = column(.float(currency: nil), [.float(.nan), .float(1), .float(.infinity)])
    #expect(floats.compare(0, 2) == 1 && floats.compare(1, 0) == -1 && floats.compare(0, 0) == 0)
  }

  @Test func valuesCompareAcrossKinds() {
    #expect(Value.compare(.integer(2), .float(1.5)) == 1)
    #expect(Value.compare(.decimal(Decimal(unscaled: 1001, scale: 2)), .float(10.01)) == 0)
    #expect(Value.compare(.integer(.max), .float(9.3e18)) == -1)
    #expect(Value.compare(.float(1e300), .integer(1)) == 1)
    #expect(Value.compare(.text("a"), .integer(1)) == nil)
    #expect(Value.compare(.missing, .integer(1)) == nil)
    #expect(Value.compare(.day(.earliest), .dateTime(DateTime(seconds: 0))) == -1)
    #expect(Value.compare(.list([.integer(1)]), .list([.integer(1), .integer(2)])) == -1)
  }

  @Test func batches() {
    let batch = Batch(
      columns: [column(.integer, [.integer(1), .integer(2)]), column(.text, [.text("a"), .missing])], count: 2
    )
    #expect(batch.filter([false, true]).row(0) == [.integer(2), .missing])
    let joined = Batch.concatenate([batch, batch.gather([1, -1])], types: [.integer, .text])
    #expect(joined.count == 4 && joined.row(3) == [.missing, .missing])
    #expect(Batch.concatenate([], types: [.integer]).columns.count == 1)
    #expect(batch.slice(1..<5).count == 1)
  }

  @Test func typeNames() {
    let names = [
      ValueType.bool, .integer, .decimal(scale: 2, currency: nil),
      .decimal(scale: 2, currency: Currency("CNY")), .float(currency: nil), .text, .code, .day, .dateTime,
      .enumeration(grades), .days, .period(.month), .list(.text),
    ].map(\.description)
    #expect(
      names == [
        "bool", "integer", "decimal(2)", "money(CNY)", "number", "text", "code", "date", "datetime",
        "grade", "days", "period(month)", "list of text",
      ])
  }
}
