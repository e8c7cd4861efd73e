import RapportCatalog
import RapportValues

extension QueryGenerator {
  /// An expression of a wanted kind; `budget` bounds its size.
  mutating func value(_ scope: Scope, _ want: Want, _ budget: Int) -> String {
    switch want {
    case .number: return random.chance(30) ? money(scope, budget) : number(scope, budget)
    case .plainNumber: return number(scope, budget)
    case .money: return money(scope, budget)
    case .text: return text(scope, budget)
    case .code: return path(scope, .code) ?? codeLiteral()
    case .date: return date(scope, budget)
    case .moment: return path(scope, .moment) ?? "2026-01-31T09:30"
    case .bool: return random.chance(50) ? path(scope, .bool) ?? "true" : "(\(condition(scope, budget - 1)))"
    case .enumeration(let type): return enumeration(scope, type, budget)
    }
  }

  // MARK: Numbers

  mutating func number(_ scope: Scope, _ budget: Int) -> String {
    if budget <= 0 || random.chance(35) { return path(scope, .plainNumber) ?? numberLiteral() }
    switch random.below(23) {
    case 22: return "number(\(random.chance(50) ? "text(\(number(scope, 0)))" : text(scope, budget - 1)))"
    case 0, 1: return "\(number(scope, budget - 1)) + \(number(scope, budget - 1))"
    case 2: return "\(number(scope, budget - 1)) - \(operand(number(scope, budget - 1)))"
    case 3: return "\(operand(number(scope, budget - 1))) * \(operand(number(scope, budget - 2)))"
    case 4: return "\(operand(number(scope, budget - 1))) / \(path(scope, .plainNumber) ?? numberLiteral())"
    case 5: return "\(operand(money(scope, budget - 1))) / \(operand(money(scope, budget - 1)))"
    case 6: return "-\(operand(number(scope, budget - 1)))"
    case 7: return "round(\(number(scope, budget - 1)))"
    case 8: return "round(\(number(scope, budget - 1)), \(random.below(4)))"
    case 9: return "abs(\(number(scope, budget - 1)))"
    case 10:
      let function = random.pick(["min", "max"], or: "min")
      return "\(function)(\(number(scope, budget - 1)), \(number(scope, budget - 1)))"
    case 11: return "(\(number(scope, budget - 1)) ?? \(number(scope, budget - 1)))"
    case 12: return choice(scope, budget) { $0.number(scope, budget - 2) }
    case 13: return "length(\(text(scope, budget - 1)))"
    case 14:
      let part = random.pick(["year", "month", "quarter", "half", "week", "weekday", "day"], or: "year")
      return "\(part)(\(date(scope, budget - 1)))"
    case 15: return "(\(number(scope, budget - 1)))"
    default: return aggregate(scope, .plainNumber, budget) ?? numberLiteral()
    }
  }

  mutating func money(_ scope: Scope, _ budget: Int) -> String {
    if budget <= 0 || random.chance(40) { return path(scope, .money) ?? number(scope, budget - 1) }
    switch random.below(10) {
    case 9: return exchange(scope, budget)
    case 0: return "\(money(scope, budget - 1)) + \(money(scope, budget - 1))"
    case 1: return "\(money(scope, budget - 1)) - \(operand(money(scope, budget - 1)))"
    case 2: return "\(operand(money(scope, budget - 1))) * \(operand(number(scope, budget - 2)))"
    case 3: return "\(operand(money(scope, budget - 1))) / \(operand(number(scope, budget - 2)))"
    case 4: return "round(\(money(scope, budget - 1)), \(random.below(3)))"
    case 5: return "(\(money(scope, budget - 1)) ?? \(random.chance(50) ? "0" : money(scope, budget - 1)))"
    case 6: return choice(scope, budget) { $0.money(scope, budget - 2) }
    default: return aggregate(scope, .money, budget) ?? path(scope, .money) ?? numberLiteral()
    }
  }

  /// An amount in dollars, at the rate of a day.
  private mutating func exchange(_ scope: Scope, _ budget: Int) -> String {
    let own = (scope.entity?.fields ?? []).filter { field in
      if case .stored(let column) = field.kind { column.currencyColumn != nil } else { false }
    }
    guard let field = random.pick(own) else {
      return path(scope, .money).map { "convert(\($0), \"USD\", \(dateLiteral()))" } ?? numberLiteral()
    }
    return "convert(\(name(field.name, field.labels)), \"USD\", \(date(scope, 0)) ?? today)"
  }

  /// In parentheses if it is more than a word.
  func operand(_ text: String) -> String {
    text.contains { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") } ? "(\(text))" : text
  }

  mutating func numberLiteral() -> String {
    random.pick(
      ["0", "1", "2", "3", "5", "10", "12", "100", "0.5", "1.25", "2.005", "10%", "1k", "0.3万", "1_000"],
      or: "1")
  }

  mutating func choice(
    _ scope: Scope, _ budget: Int, _ branch: (inout QueryGenerator) -> String
  ) -> String {
    var text = "when \(condition(scope, budget - 1)) then \(operand(branch(&self)))"
    if random.chance(30) { text += " when \(condition(scope, budget - 2)) then \(operand(branch(&self)))" }
    return "(\(text)\(random.chance(60) ? " else \(operand(branch(&self)))" : ""))"
  }

  // MARK: Texts

  mutating func text(_ scope: Scope, _ budget: Int) -> String {
    if budget <= 0 || random.chance(45) { return path(scope, .text) ?? textLiteral() }
    switch random.below(10) {
    case 9: return "text(\(random.chance(50) ? date(scope, budget - 1) : path(scope, .money) ?? "12.50"))"
    case 0: return "\(random.pick(["lower", "upper", "trim"], or: "trim"))(\(text(scope, budget - 1)))"
    case 1:
      return
        "substring(\(text(scope, budget - 1)), \(random.pick(["1", "2", "3", "-1", "-2", "9"], or: "1")))"
    case 2:
      return
        "substring(\(text(scope, budget - 1)), \(random.pick(["1", "2", "-2"], or: "1")), \(random.below(4)))"
    case 3: return "replace(\(text(scope, budget - 1)), \(textLiteral()), \(textLiteral()))"
    case 4: return "concat(\(text(scope, budget - 1)), \(textLiteral()), \(text(scope, budget - 2)))"
    case 5: return "(\(text(scope, budget - 1)) ?? \(textLiteral()))"
    case 6: return choice(scope, budget) { $0.text(scope, budget - 2) }
    case 7: return aggregate(scope, .text, budget) ?? textLiteral()
    default: return path(scope, .text) ?? textLiteral()
    }
  }

  mutating func textLiteral() -> String {
    let words = TestWords.words + ["pump", "公司", "ＰＵＭＰ", "c", "e", "-"]
    let word = random.pick(words, or: "")
    return "\"\(word)\""
  }

  mutating func codeLiteral() -> String { "\"\(random.pick(Self.codes, or: ""))\"" }

  private static let codes = ["N", "E", "e", "F1", "F2", "f1", "P1", "产品", "+861380001", "", "9", "10", "7"]

  mutating func enumeration(_ scope: Scope, _ type: EnumType, _ budget: Int) -> String {
    if budget > 0, random.chance(25), let path = path(scope, .enumeration(type)) {
      return "(\(path) ?? \(enumValue(type)))"
    }
    return path(scope, .enumeration(type)) ?? enumValue(type)
  }

  // MARK: Dates

  mutating func date(_ scope: Scope, _ budget: Int) -> String {
    if budget <= 0 || random.chance(50) { return path(scope, .date) ?? dateLiteral() }
    switch random.below(9) {
    case 8: return "date(\(random.chance(70) ? "text(\(value(scope, .moment, 0)))" : text(scope, budget - 1)))"
    case 0: return "\(operand(date(scope, budget - 1))) + \(duration())"
    case 1: return "\(operand(date(scope, budget - 1))) - \(duration())"
    case 2: return "(\(date(scope, budget - 1)) ?? \(dateLiteral()))"
    case 3:
      return
        "\(random.pick(["min", "max"], or: "max"))(\(date(scope, budget - 1)), \(date(scope, budget - 1)))"
    case 4: return choice(scope, budget) { $0.date(scope, budget - 2) }
    case 5: return aggregate(scope, .date, budget) ?? dateLiteral()
    case 6: return random.pick(["today", "yesterday"], or: "today")
    default: return path(scope, .date) ?? dateLiteral()
    }
  }

  mutating func dateLiteral() -> String { random.pick(TestWords.dates, or: "2026-01-31") }

  mutating func duration() -> String {
    random.pick(
      [
        "1 day", "30 days", "90 days", "2 weeks", "1 month", "3 months", "13 months", "1 quarter",
        "2 quarters",
        "1 half", "1 year", "4 years",
      ], or: "1 day")
  }

  // MARK: Periods

  mutating func periodClause() -> String {
    switch random.below(4) {
    case 0: "since \(dateLiteral())"
    case 1: "before \(dateLiteral())"
    default: "in \(period())"
    }
  }

  mutating func period() -> String {
    let unit = random.pick(["week", "month", "quarter", "half", "year"], or: "month")
    let base =
      switch random.below(16) {
      case 0: "2026-Q\(random.within(1...4))"
      case 1: "2025-H\(random.within(1...2))"
      case 2: "2026-0\(random.within(1...4))"
      case 3: "2026-W\(random.pick(["01", "05", "14", "53"], or: "01"))"
      case 4: "FY2026-Q\(random.within(1...4))"
      case 5: "FY2026"
      case 6: random.pick(["2024", "2025", "2026"], or: "2026")
      case 7: "2025-02-28 .. 2026-01-31"
      case 8: random.pick(["today", "yesterday"], or: "today")
      case 9: "this \(unit)"
      case 10: "this \(unit) to date"
      case 11: "previous \(unit)"
      case 12: "last \(unit)"
      case 13:
        "last \(random.pick(["1 day", "30 days", "90 days", "2 weeks", "3 months", "1 year"], or: "30 days"))"
      case 14: "next \(random.pick(["4 weeks", "14 days", "2 months"], or: "4 weeks"))"
      default: "last 12 months"
      }
    if random.chance(8), base != "today", base != "yesterday" { return "\(base) - 1 year" }
    return base
  }
}
