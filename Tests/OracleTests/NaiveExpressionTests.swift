import RapportCatalog
import RapportOracle
import RapportPlan
import RapportValues
import Testing

@Suite("The naive evaluator: expressions")
struct NaiveExpressionTests {
  let missing = Expr.literal(.missing, .integer)

  @Test("Comparisons with a missing operand are false, and their negations true")
  func twoValuedLogic() throws {
    #expect(try !Plans.condition(.equal(folded: false), missing, Plans.integer(1)))
    #expect(try !Plans.condition(.less, missing, Plans.integer(1)))
    #expect(try !Plans.condition(.equal(folded: false), missing, missing))
    let equal = Expr.apply(.equal(folded: false), [missing, Plans.integer(1)], .bool)
    #expect(try Plans.condition(.not, equal))
    #expect(try Plans.condition(.not, .literal(.missing, .bool)))
    #expect(try Plans.condition(.isMissing, missing))
  }

  @Test("Numbers of different kinds compare by value")
  func mixedNumbers() throws {
    let cents = Expr.literal(Plans.money(150), .decimal(scale: 2, currency: nil))
    #expect(try Plans.condition(.equal(folded: false), cents, .literal(.float(1.5), .float(currency: nil))))
    #expect(try Plans.condition(.less, Plans.integer(1), cents))
    #expect(try Plans.condition(.greater, Plans.integer(2), cents))
  }

  @Test("Text folds case and width unless compared exactly")
  func folding() throws {
    let (wide, plain) = (Plans.text("ＡＣＭＥ　公司"), Plans.text("acme 公司"))
    #expect(try Plans.condition(.equal(folded: true), wide, plain))
    #expect(try !Plans.condition(.equal(folded: false), wide, plain))
    #expect(try Plans.condition(.contains, wide, Plans.text("Me 公")))
    #expect(try Plans.condition(.like, Plans.text("Hangzhou"), Plans.text("h?ng*U")))
    #expect(try !Plans.condition(.like, Plans.text("Hangzhou"), Plans.text("h?zhou")))
    #expect(try !Plans.condition(.startsWith, Plans.text("ab"), Plans.text("abc")))
  }

  @Test("Membership folds text, and missing is in no list")
  func membership() throws {
    let values: [Value] = [.text("Acme"), .missing]
    #expect(try Plans.value(.inValues(Plans.text("ACME"), values, exact: false)) == .bool(true))
    #expect(try Plans.value(.inValues(Plans.text("ACME"), values, exact: true)) == .bool(false))
    #expect(try Plans.value(.inValues(Plans.text("ACME", .code), values, exact: false)) == .bool(false))
    #expect(try Plans.value(.inValues(.literal(.missing, .text), values, exact: false)) == .bool(false))
    let relation = Plans.constant([.integer], [[.integer(1)], [.missing]])
    #expect(
      try Plans.value(.inRelation([Plans.integer(1)], relation, columns: [Plans.id(0)])) == .bool(true))
    #expect(try Plans.value(.inRelation([missing], relation, columns: [Plans.id(0)])) == .bool(false))
  }

  @Test("Decimals stay exact and round half away from zero")
  func decimals() throws {
    let scale2 = ValueType.decimal(scale: 2, currency: nil)
    let scale4 = ValueType.decimal(scale: 4, currency: nil)
    let (a, b) = (Expr.literal(Plans.money(1_005), scale2), Expr.literal(Plans.money(-10), scale2))
    #expect(
      try Plans.value(Plans.apply(.multiply, a, b, type: scale4))
        == .decimal(Decimal(unscaled: -10_050, scale: 4)))
    #expect(try Plans.value(Plans.apply(.add, a, Plans.integer(1), type: scale2)) == Plans.money(1_105))
    #expect(try Plans.value(Plans.apply(.round, a, Plans.integer(1), type: scale2)) == Plans.money(1_010))
    #expect(try Plans.value(Plans.apply(.round, b, Plans.integer(0), type: scale2)) == Plans.money(0))
    #expect(try Plans.value(Plans.apply(.round, a, Plans.integer(-1), type: scale2)) == Plans.money(1_000))
    #expect(
      try Plans.value(Plans.apply(.convert, .literal(.float(-2.5), .float(currency: nil)), type: .integer))
        == .integer(-3))
  }

  @Test("Overflow is an error, division by zero is missing")
  func limits() throws {
    let largest = Plans.integer(.max)
    #expect(throws: NaiveError.overflow) {
      try Plans.value(Plans.apply(.add, largest, Plans.integer(1), type: .integer))
    }
    #expect(throws: NaiveError.overflow) {
      try Plans.value(Plans.apply(.multiply, largest, Plans.integer(2), type: .integer))
    }
    let ratio = ValueType.float(currency: nil)
    #expect(try Plans.value(Plans.apply(.divide, largest, Plans.integer(0), type: ratio)) == .missing)
    #expect(
      try Plans.value(Plans.apply(.divide, Plans.integer(1), Plans.integer(4), type: ratio)) == .float(0.25))
  }

  @Test("Least and greatest skip missing operands; coalesce takes the first known")
  func choices() throws {
    let (one, two) = (Plans.integer(1), Plans.integer(2))
    #expect(try Plans.value(Plans.apply(.least, missing, two, one, type: .integer)) == .integer(1))
    #expect(try Plans.value(Plans.apply(.greatest, missing, type: .integer)) == .missing)
    #expect(try Plans.value(Plans.apply(.coalesce, missing, two, type: .integer)) == .integer(2))
    let branches = [Expr.Branch(condition: .literal(.missing, .bool), value: one)]
    #expect(try Plans.value(.when(branches, otherwise: two, .integer)) == .integer(2))
    #expect(try Plans.value(.when(branches, otherwise: nil, .integer)) == .missing)
  }

  @Test("Texts are cut by characters, from either end")
  func texts() throws {
    let text = Plans.text("客户 abc")
    func part(_ start: Int64, _ length: Int64?) throws -> Value {
      let operands = [text, Plans.integer(start)] + (length.map { [Plans.integer($0)] } ?? [])
      return try Plans.value(.apply(.substring, operands, .text))
    }
    #expect(try part(1, 2) == .text("客户"))
    #expect(try part(-3, nil) == .text("abc"))
    #expect(try part(4, 99) == .text("abc"))
    #expect(try part(9, 1) == .text(""))
    #expect(try Plans.value(Plans.apply(.length, text, type: .integer)) == .integer(6))
    #expect(
      try Plans.value(Plans.apply(.replace, text, Plans.text("a"), Plans.text("xx"), type: .text))
        == .text("客户 xxbc"))
    #expect(
      try Plans.value(Plans.apply(.concatenate, text, .literal(.missing, .text), type: .text)) == .missing)
  }

  @Test("Months are clamped to their ends, weeks are ISO weeks")
  func dates() throws {
    let january = Expr.literal(Plans.day("2023-01-31"), .day)
    func moved(_ count: Int64, _ unit: SpanUnit) throws -> Value {
      try Plans.value(Plans.apply(.addSpan(CalendarSpan(count: count, unit: unit)), january, type: .day))
    }
    #expect(try moved(1, .month) == Plans.day("2023-02-28"))
    #expect(try moved(13, .month) == Plans.day("2024-02-29"))
    #expect(try moved(-2, .month) == Plans.day("2022-11-30"))
    #expect(try moved(9_000, .year) == .missing)
    #expect(try moved(1, .day) == Plans.day("2023-02-01"))
    let sunday = Expr.literal(Plans.day("2023-01-01"), .day)
    #expect(try Plans.value(Plans.apply(.week, sunday, type: .integer)) == .integer(52))
    #expect(try Plans.value(Plans.apply(.weekday, sunday, type: .integer)) == .integer(7))
    #expect(
      try Plans.value(Plans.apply(.periodOf, january, type: .period(.quarter)))
        == .period(.quarter, start: Day(number: 19_358)))
    #expect(try Plans.value(Plans.apply(.daysBetween, january, sunday, type: .days)) == .days(30))
  }

  @Test("The counting calendar agrees with the library's from its first year to its last")
  func calendar() throws {
    for number in Day.earliest.number...Day.latest.number where number % 211 == 0 {
      let day = Day(number: number)
      let expected: [Int64] = [
        Int64(day.year), Int64(day.half), Int64(day.quarter), Int64(day.month), Int64(day.dayOfMonth),
        Int64(day.weekday), Int64(day.isoWeek.week),
      ]
      let literal = Expr.literal(.day(day), .day)
      let operations: [Operation] = [.year, .half, .quarter, .month, .dayOfMonth, .weekday, .week]
      if day.isoWeek.year < 1 || day.isoWeek.year > 9_999 { continue }
      let actual = try operations.map { try Plans.value(.apply($0, [literal], .integer)) }
      guard actual == expected.map({ .integer($0) }) else {
        Issue.record("\(day): \(actual) is not \(expected)")
        return
      }
    }
  }
}
