/// Names for a drafted catalog, and how the language writes them.
enum DraftNames {
  /// `customerNumber`, `Customer Number` and `CUSTOMER_NUMBER` all give `customer_number`.
  static func snakeCase(_ name: String) -> String {
    var words = ""
    var previous: Unicode.Scalar?
    let scalars = Array(name.unicodeScalars)
    for (position, scalar) in scalars.enumerated() {
      guard isNamePart(scalar) else {
        if !words.isEmpty, words.last != "_" { words += "_" }
        previous = nil
        continue
      }
      let next = position + 1 < scalars.count ? scalars[position + 1] : nil
      if startsWord(scalar, after: previous, before: next), !words.isEmpty, words.last != "_" { words += "_" }
      words += scalar.properties.lowercaseMapping
      previous = scalar
    }
    while words.last == "_" { words.removeLast() }
    if words.isEmpty { return "column" }
    if let first = words.unicodeScalars.first, !isLetter(first) { return "_" + words }
    return words
  }

  /// A capital after a small letter, or the last of several capitals: `orderDate`, `MSRPPrice`.
  private static func startsWord(
    _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    guard let previous, scalar.properties.isUppercase else { return false }
    if !previous.properties.isUppercase { return true }
    return next?.properties.isLowercase ?? false
  }

  /// The name, followed by a number if it is taken already; remembers it as taken.
  static func unique(_ name: String, _ taken: inout Set<String>) -> String {
    if taken.insert(name).inserted { return name }
    var number = 2
    while !taken.insert("\(name)_\(number)").inserted { number += 1 }
    return "\(name)_\(number)"
  }

  /// `customers` → `customer`, `countries` → `country`, by the commonest rules of English.
  static func singular(_ name: String) -> String {
    if name.hasSuffix("ies"), name.utf8.count > 4 { return name.dropLast(3) + "y" }
    for suffix in ["sses", "shes", "ches", "xes"] where name.hasSuffix(suffix) {
      return String(name.dropLast(2))
    }
    let keeps = ["ss", "us", "is"].contains { name.hasSuffix($0) }
    return name.hasSuffix("s") && !keeps && name.utf8.count > 2 ? String(name.dropLast()) : name
  }

  /// `customer_id` → `customer`; nil if the name has no such ending.
  static func withoutKeyEnding(_ name: String) -> String? {
    for ending in ["_id", "_number", "_code", "_key", "_no", "_nr"] where name.hasSuffix(ending) {
      let rest = String(name.dropLast(ending.count))
      return rest.isEmpty ? nil : rest
    }
    return nil
  }

  /// The name as the language writes it: in back-ticks if it is odd or a word of the language.
  static func written(_ name: String) -> String {
    let scalars = Array(name.unicodeScalars)
    let isPlain = scalars.first.map(isLetter) ?? false && scalars.allSatisfy(isNamePart)
    let isYear = name.hasPrefix("FY")
    if isPlain, !isYear, !words.contains(name.lowercased()) { return name }
    var result = "`"
    for scalar in scalars {
      if scalar == "`" { result += "`" }
      result.unicodeScalars.append(scalar)
    }
    return result + "`"
  }

  /// The names in the form of a key: `id`, `(order_id, line)`.
  static func writtenKey(_ names: [String]) -> String {
    names.count == 1 ? written(names[0]) : "(" + names.map(written).joined(separator: ", ") + ")"
  }

  /// Back-ticks end at the line, so such a name cannot be written.
  static func canBeWritten(_ name: String) -> Bool {
    !name.isEmpty && !name.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0.value == 0 }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || scalar.properties.generalCategory == .decimalNumber
  }

  /// Words that open statements and clauses or join expressions, and those that mean something in a
  /// declaration.
  private static let words: Set<String> = [
    "param", "let", "def", "list", "assert", "use", "entity", "enum", "rule", "explain", "add", "log",
    "where", "with", "select", "drop", "group", "pivot", "order", "take", "skip", "limit", "offset", "top",
    "bottom", "distinct", "union", "except", "intersect", "in", "since", "before", "as", "set", "delete",
    "chart", "to", "of", "by", "and", "or", "not", "is", "from", "when", "then", "else", "true", "false",
    "missing", "all", "many", "key", "label", "currency", "null", "between", "having", "join",
  ]
}
