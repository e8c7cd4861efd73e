/// Derived fields and rules that use each other several times, added to the catalog of the tests: the same seed gives
/// the same ones.
///
/// People come first, then firms, which read their owner, then deals, which read their firm, so that nothing needs
/// itself; regions add up what their people have.
package struct RandomDefinitions {
  private var random: SeededGenerator
  private var rules: [String] = []

  package init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The catalog's text with more fields and rules.
  package static func extended(_ text: String, seed: UInt64) -> String {
    var definitions = RandomDefinitions(seed: seed)
    return definitions.extend(text)
  }

  private struct Known {
    var numbers: [String]
    var tests: [String]
  }

  private mutating func extend(_ text: String) -> String {
    var text = text
    let people = add(
      "people", "p", to: &text,
      Known(numbers: ["count(firms)", "count(visits where outcome = met)", "7"], tests: ["active", "rate > 1"]))
    let firms = add(
      "firms", "f", to: &text,
      Known(
        numbers: ["size", "count(deals)", "count(visits in last 90 days)", "max(quantity of deals.lines)"]
          + people.numbers.map { "owner." + $0 },
        tests: ["big", "grade = high", "revenue > 100", "no(deals where late)"] + people.tests.map { "owner." + $0 }))
    _ = add(
      "deals", "d", to: &text,
      Known(
        numbers: ["count(lines)", "count(lines where quantity > 2)"] + firms.numbers.map { "firm." + $0 },
        tests: ["late", "state = won"] + firms.tests.map { "firm." + $0 }))
    _ = add(
      "regions", "r", to: &text,
      Known(
        numbers: ["position"] + people.numbers.map { "sum(\($0) of staff)" },
        tests: people.tests.map { "any(staff where \($0))" } + ["position = 1"]))
    return text + "\n" + rules.joined(separator: "\n")
  }

  /// Adds the fields of one entity; their names.
  private mutating func add(_ entity: String, _ letter: String, to text: inout String, _ start: Known) -> Known {
    var known = start
    var made = Known(numbers: [], tests: [])
    var lines: [String] = []
    for number in 1...4 {
      let name = "\(letter)\(number)"
      if random.chance(30) {
        lines.append("  \(name): bool = \(test(known))")
        made.tests.append(name)
        known.tests.append(name)
        continue
      }
      if random.chance(40) {
        lines.append("  \(name): integer = rule \(name)_rule")
        rules.append(rule("\(name)_rule", for: entity, known))
      } else {
        lines.append("  \(name): integer = \(self.number(known))")
      }
      made.numbers.append(name)
      known.numbers.append(name)
    }
    guard let place = Self.end(of: entity, in: text) else { return made }
    text.insert(contentsOf: lines.joined(separator: "\n") + "\n", at: place)
    return made
  }

  /// Before the closing brace of an entity.
  private static func end(of entity: String, in text: String) -> String.Index? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0.hasPrefix("entity \(entity) ") }) else { return nil }
    return lines[first...].first { $0 == "}" }?.startIndex
  }

  // MARK: - Formulas

  private mutating func pick(_ list: [String]) -> String {
    // What was made last is used most, so that chains grow long.
    random.chance(60) ? list.suffix(3).randomElement(using: &random) ?? "1" : random.pick(list, or: "1")
  }

  private mutating func number(_ known: Known) -> String {
    let (a, b) = (pick(known.numbers), pick(known.numbers))
    switch random.below(6) {
    case 0: return "\(a) + \(b) - \(a)"
    case 1: return "\(a) ?? \(b)"
    case 2: return "min(\(a), \(b), \(pick(known.numbers)))"
    case 3: return "when \(test(known)) then \(a) when \(a) > \(b) then \(b) else \(random.below(9))"
    case 4: return "max(\(a), \(b)) - min(\(a), \(b))"
    default: return "(\(a) + \(b)) + (when \(a) is known then \(a) else \(b))"
    }
  }

  private mutating func test(_ known: Known) -> String {
    let (a, b) = (pick(known.numbers), pick(known.numbers))
    switch random.below(6) {
    case 0: return "\(a) > \(b) and \(pick(known.tests))"
    case 1: return "(\(pick(known.tests)) or \(a) = \(b))"
    case 2: return "\(a) is known and not \(pick(known.tests))"
    case 3: return "\(a) in (1, 2, 3) or \(a) > 4 and \(b) < \(a)"
    default: return "\(a) >= \(random.below(12))"
    }
  }

  private mutating func rule(_ name: String, for entity: String, _ known: Known) -> String {
    var lines = ["rule \(name) for \(entity) version 1 {", "  param least: integer = \(random.below(9))"]
    for _ in 0..<random.within(1...4) {
      lines.append("  when \(test(known)) then \(random.chance(50) ? pick(known.numbers) : "$least")")
    }
    lines.append("  else \(random.chance(50) ? "unknown" : pick(known.numbers))")
    return (lines + ["}"]).joined(separator: "\n")
  }
}
