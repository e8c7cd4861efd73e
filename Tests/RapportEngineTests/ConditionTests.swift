import RapportEngine
import RapportPlan
import RapportValues
import Testing

@Suite struct ConditionTests {
  let numbers = Table(
    [.integer, .integer, .decimal(2)],
    [
      [0, 1, .exact("1.00")], [1, nil, .exact("2.50")], [2, 3, nil], [3, 4, .exact("4.00")], [4, nil, nil],
    ])

  @Test func comparisonsWithMissingAreFalse() throws {
    #expect(try kept(.op(.less, numbers[1], .int(4)), numbers) == [0, 2])
    #expect(try kept(.not(.op(.less, numbers[1], .int(4))), numbers) == [1, 3, 4])
    #expect(try kept(.op(.equal(folded: false), numbers[1], .int(nil)), numbers) == [])
    #expect(try kept(.not(.op(.equal(folded: false), numbers[1], .int(nil))), numbers) == [0, 1, 2, 3, 4])
    #expect(try kept(.op(.isMissing, numbers[1]), numbers) == [1, 4])
  }

  @Test func allComparisons() throws {
    #expect(try kept(.op(.equal(folded: false), numbers[1], .int(3)), numbers) == [2])
    #expect(try kept(.op(.lessOrEqual, numbers[1], .int(3)), numbers) == [0, 2])
    #expect(try kept(.op(.greater, numbers[1], .int(3)), numbers) == [3])
    #expect(try kept(.op(.greaterOrEqual, .int(3), numbers[1]), numbers) == [0, 2])
    #expect(try kept(.op(.less, numbers[0], numbers[1]), numbers) == [0, 2, 3])
  }

  @Test func mixedNumbers() throws {
    #expect(try kept(.op(.equal(folded: false), numbers[1], numbers[2]), numbers) == [0, 3])
    #expect(try kept(.op(.greater, numbers[2], .decimal("2.495", 3)), numbers) == [1, 3])
    #expect(try kept(.op(.equal(folded: false), numbers[2], .decimal("2.495", 3)), numbers) == [])
    #expect(try kept(.op(.equal(folded: false), numbers[2], .decimal("2.5", 1)), numbers) == [1])
    #expect(try kept(.op(.less, numbers[2], .float(3.1)), numbers) == [0, 1])
    #expect(try kept(.op(.less, numbers[2], .int(3)), numbers) == [0, 1])
    let far = Table(
      [.integer, .decimal(0), .decimal(20)], [[0, .exact("5"), .exact("0.00000000000000000005")]])
    #expect(try kept(.op(.greater, far[1], far[2]), far) == [0])
  }

  @Test func logicTreatsMissingAsFalse() throws {
    let flags = Table(
      [.integer, .bool, .bool],
      [
        [0, true, true], [1, true, false], [2, nil, true], [3, nil, nil], [4, false, nil], [5, true, nil],
      ])
    #expect(try kept(.op(.and, flags[1], flags[2]), flags) == [0])
    #expect(try kept(.op(.or, flags[1], flags[2]), flags) == [0, 1, 2, 5])
    #expect(try kept(.not(flags[1]), flags) == [2, 3, 4])
    #expect(try kept(.not(.op(.and, flags[1], flags[2])), flags) == [1, 2, 3, 4, 5])
    #expect(try kept(.literal(.missing, .bool), flags) == [])
    #expect(try kept(.literal(true, .bool), flags).count == 6)
  }

  @Test func longChainsDoNotNest() throws {
    var chain = Expr.op(.greaterOrEqual, numbers[0], .int(0))
    for bound in 0..<20_000 {
      chain = .apply(.and, [chain, .op(.less, numbers[0], .int(Int64(bound) + 3))], .bool)
    }
    #expect(try kept(chain, numbers) == [0, 1, 2])
    var deep = numbers[0]
    for _ in 0..<3_000 { deep = .apply(.negate, [deep], .integer) }
    #expect(fails("R0503") { _ = try values(deep, numbers) })
  }

  @Test func rightSideOfAndSeesOnlyWhatIsLeft() throws {
    let large = Table([.integer], (0..<50).map { [.integer($0)] })
    let risky = Expr.op(
      .greater, .op(.multiply, large[0], .int(Int64.max / 9), type: .integer), .int(0))
    #expect(try kept(.op(.and, .op(.less, large[0], .int(9)), risky), large).count == 8)
    #expect(try kept(.op(.or, .op(.greater, large[0], .int(8)), risky), large).count == 49)
    #expect(fails("R0501") { _ = try kept(risky, large) })
  }

  @Test func orderedEnums() throws {
    let credit = EnumType(name: "credit", names: ["poor", "average", "good", "best"], isOrdered: true)
    let table = Table(
      [.integer, .enumeration(credit)],
      [[0, "poor"], [1, "best"], [2, "unheard of"], [3, nil], [4, "good"]])
    func literal(_ name: String) -> Expr { .literal(.text(name), .enumeration(credit)) }
    #expect(try kept(.op(.greaterOrEqual, table[1], literal("good")), table) == [1, 4])
    #expect(try kept(.op(.less, table[1], literal("best")), table) == [0, 4])
    #expect(try kept(.op(.greater, literal("best"), table[1]), table) == [0, 4])
    #expect(try kept(.op(.equal(folded: false), table[1], literal("unheard of")), table) == [2])
    #expect(try kept(.inValues(table[1], ["good", "poor", "unheard of"], exact: false), table) == [0, 2, 4])
  }

  @Test func textEquality() throws {
    let table = Table(
      [.integer, .text],
      [[0, "Acme"], [1, "ACME"], [2, "ＡＣＭＥ"], [3, "acme "], [4, nil], [5, ""], [6, "华为"], [7, "ac"]])
    #expect(try kept(.op(.equal(folded: true), table[1], .text("aCme")), table) == [0, 1, 2])
    #expect(try kept(.op(.equal(folded: true), .text("aCme"), table[1]), table) == [0, 1, 2])
    #expect(try kept(.op(.equal(folded: false), table[1], .text("ACME")), table) == [1])
    #expect(try kept(.op(.equal(folded: true), table[1], .text("华为")), table) == [6])
    #expect(try kept(.op(.equal(folded: true), table[1], .text("")), table) == [5])
    #expect(try kept(.op(.equal(folded: true), table[1], table[1]), table).count == 7)
    #expect(try kept(.op(.less, table[1], .text("Ad")), table) == [0, 1, 5])
    #expect(try kept(.inValues(table[1], ["acme", "华为"], exact: false), table) == [0, 1, 2, 6])
    #expect(try kept(.inValues(table[1], ["ACME"], exact: true), table) == [1])
    #expect(try kept(.not(.inValues(table[1], ["ACME", nil], exact: true)), table).count == 7)
  }

  @Test func textSearch() throws {
    let table = Table(
      [.integer, .text, .text],
      [[0, "North Trading", "NORTH"], [1, "South", "u"], [2, nil, "x"], [3, "x", nil]])
    #expect(try kept(.op(.contains, table[1], .text("TRAD")), table) == [0])
    #expect(try kept(.op(.startsWith, table[1], .text("sou")), table) == [1])
    #expect(try kept(.op(.endsWith, table[1], .text("TH")), table) == [1])
    #expect(try kept(.op(.like, table[1], .text("n*g")), table) == [0])
    #expect(try kept(.op(.like, table[1], .text("s?uth")), table) == [1])
    #expect(try kept(.op(.contains, table[1], table[2]), table) == [0, 1])
    #expect(try kept(.op(.contains, table[1], .literal(nil, .text)), table) == [])
  }

  @Test func membershipInValues() throws {
    #expect(try kept(.inValues(numbers[1], [3, 4, 1_000_000, nil], exact: false), numbers) == [2, 3])
    #expect(
      try kept(.inValues(numbers[2], [.exact("2.5"), 4, .exact("1.001")], exact: false), numbers) == [1, 3])
    #expect(try kept(.inValues(numbers[1], [], exact: false), numbers) == [])
    let floats = Table([.integer, .float], [[0, 1.5], [1, nil], [2, 2.0]])
    #expect(try kept(.inValues(floats[1], [1.5, 2], exact: false), floats) == [0, 2])
    let days = Table([.integer, .day], [[0, .day("2026-01-01")], [1, .day("2026-02-01")], [2, nil]])
    #expect(try kept(.inValues(days[1], [.day("2026-02-01")], exact: false), days) == [1])
  }

  @Test func membershipInRelations() throws {
    let other = Table(
      "other", first: 20, [.code, .decimal(2)], [["a", .exact("1.00")], [nil, .exact("3.00")]])
    let table = Table([.integer, .code, .integer], [[0, "a", 1], [1, "b", 3], [2, nil, 3], [3, "A", 1]])
    let names = Expr.inRelation([table[1]], other.rel, columns: [other.id(0)])
    #expect(try rows(.filter(table.rel, names), table, other).map { $0[0] } == [0])
    #expect(try rows(.filter(table.rel, .not(names)), table, other).map { $0[0] } == [1, 2, 3])
    let numbers = Expr.inRelation([table[2]], other.rel, columns: [other.id(1)])
    #expect(try rows(.filter(table.rel, numbers), table, other).count == 4)
    let both = Expr.inRelation([table[1], table[2]], other.rel, columns: [other.id(0), other.id(1)])
    #expect(try rows(.filter(table.rel, both), table, other).map { $0[0] } == [0])
    let unusual = Expr.inRelation(
      [table[1]], .filter(other.rel, .literal(false, .bool)), columns: [other.id(0)])
    #expect(try rows(.filter(table.rel, unusual), table, other).isEmpty)
  }
}

@Suite struct ContainsTests {
  @Test(arguments: ["ab", "b", "xyz", "abab", "客户", "ｂ", "é", "zz9"])
  func containsInManyRows(needle: String) throws {
    let words = [
      "ab", "aab", "abab", "", "b", "xy", "z", "xyz", "客", "户客户", "caBa", "É", "e\u{301}", "zz", "9",
    ]
    let texts = (0..<600).map { words[$0 % words.count] + words[($0 / 7) % words.count] }
    let table = Table(
      [.integer, .text], texts.enumerated().map { [.integer(Int64($0)), .text($1)] }, batchSize: 64)
    let pattern = TextPattern(.contains, needle)
    let expected = texts.indices.filter { pattern.matches(texts[$0]) }.map { Value.integer(Int64($0)) }
    #expect(try kept(.op(.contains, table[1], .text(needle)), table) == expected)
  }
}
