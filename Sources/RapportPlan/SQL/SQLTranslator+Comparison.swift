import RapportCatalog
import RapportValues

extension SQLTranslator {
  func equality(_ left: Expr, _ right: Expr, folded: Bool) -> SQL? {
    if case .literal = left, !right.isLiteral { return equality(right, left, folded: folded) }
    if folded { return foldedEquality(left, right) }
    if let ranged = dayComparison("=", left, right) { return ranged }
    if case .enumeration = left.type { return enumEquality(left, right) }
    return comparison("=", left, right)
  }

  /// Equality of text through the folded column that our own store keeps.
  private func foldedEquality(_ left: Expr, _ right: Expr) -> SQL? {
    guard case .column(let id, _) = left, let column = columns[id] else { return nil }
    if case .literal(.text(let text), _) = right, text.isAloneInItsFold, column.encoding == .plain {
      return column.sql + " = " + .bind(.text(text))
    }
    guard let folded = column.folded else {
      guard case .literal(.text(let text), _) = right else { return nil }
      return glob(column, text)
    }
    switch right {
    case .literal(.text(let text), _): return folded + " = " + .bind(.text(TextFold.fold(text)))
    case .column(let other, _): return columns[other]?.folded.map { folded + " = " + $0 }
    default: return nil
    }
  }

  /// A match of a text column by a pattern of everything that folds to the same.
  private func glob(_ column: SelectDraft.Column, _ text: String, before: String = "", after: String = "") -> SQL? {
    guard column.encoding == .plain, column.type.isTextual,
      let glob = FoldedGlob(TextFold.fold(text), before: before, after: after)
    else { return nil }
    return column.sql + " GLOB " + .bind(.text(glob.pattern))
  }

  private func enumEquality(_ left: Expr, _ right: Expr) -> SQL? {
    guard case .column(let id, _) = left, let column = columns[id] else { return nil }
    if case .literal(.text(let name), _) = right { return column.sql + " = " + .bind(stored(name, column)) }
    if case .column(let other, _) = right, let second = columns[other], second.encoding == column.encoding {
      return column.sql + " = " + second.sql
    }
    return nil
  }

  /// The stored form of an enum value.
  private func stored(_ name: String, _ column: SelectDraft.Column) -> Value {
    if case .mapped(let mappings) = column.encoding, let mapping = mappings.first(where: { $0.value == name }) {
      return mapping.stored
    }
    return .text(name)
  }

  func comparison(_ symbol: String, _ left: Expr, _ right: Expr) -> SQL? {
    if left.isLiteral, !right.isLiteral { return comparison(flipped(symbol), right, left) }
    if case .enumeration(let type) = left.type { return ranked(symbol, left, right, type) }
    if left.type.isTemporal || right.type.isTemporal { return dayComparison(symbol, left, right) }
    if let difference = signOfDifference(symbol, left, right) { return difference }
    if let scaled = decimalComparison(symbol, left, right) { return scaled }
    // Codes are compared as text, but a column may hold them as numbers, which SQL orders otherwise.
    if left.type == .code || right.type == .code {
      guard symbol == "=", !isNumberLike(left), !isNumberLike(right) else { return nil }
    }
    guard left.type == right.type || (left.type.isTextual && right.type.isTextual), !left.type.isDecimal,
      let a = value(left), let b = value(right)
    else { return nil }
    return a + " \(symbol) " + b
  }

  /// `a - b > 0` as `b < a`, which an index on unpaid rows may answer.
  private func signOfDifference(_ symbol: String, _ left: Expr, _ right: Expr) -> SQL? {
    guard symbol == ">", case .literal(.integer(0), _) = right, case .apply(.subtract, let operands, _) = left,
      operands.count == 2, operands[0].type == operands[1].type
    else { return nil }
    return comparison("<", operands[1], operands[0])
  }

  /// A code such as `09` or `1e3`, which a column of numbers would take for 9 or 1000.
  private func isNumberLike(_ expr: Expr) -> Bool {
    guard case .literal(.text(let text), _) = expr else { return false }
    let digits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if digits, text.utf8.count < 19 { return text.utf8.first == 0x30 && text.utf8.count > 1 }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE \t\n".utf8.contains($0) }
  }

  private func flipped(_ symbol: String) -> String {
    switch symbol {
    case "<": ">"
    case "<=": ">="
    case ">": "<"
    case ">=": "<="
    default: symbol
    }
  }

  /// Exact numbers of different scales: the literal takes the other side's scale, or nothing is translated.
  private func decimalComparison(_ symbol: String, _ left: Expr, _ right: Expr) -> SQL? {
    guard let x = left.type.decimalScale, let y = right.type.decimalScale else { return nil }
    if x == y { return value(left).flatMap { a in value(right).map { a + " \(symbol) " + $0 } } }
    guard case .literal(let constant, _) = right, y < x || x == 0, let a = value(left) else { return nil }
    let decimal: Decimal
    switch constant {
    case .integer(let number): decimal = Decimal(unscaled: Int128(number), scale: 0)
    case .decimal(let exact): decimal = exact
    default: return nil
    }
    if decimal.scale > x {
      // An integer beside a fraction: SQLite compares integers and reals exactly.
      return a + " \(symbol) " + .bind(.float(decimal.toDouble()))
    }
    guard let bound = decimal.rescaled(to: x).flatMap({ Int64(exactly: $0.unscaled) }) else { return nil }
    return a + " \(symbol) " + .bind(.integer(bound))
  }

  /// Ordered enums compare by rank: the values that satisfy the comparison are listed.
  private func ranked(_ symbol: String, _ left: Expr, _ right: Expr, _ type: EnumType) -> SQL? {
    guard case .column(let id, _) = left, let column = columns[id], case .literal(.text(let name), _) = right,
      let rank = type.index(of: name)
    else { return nil }
    let matching = type.names.indices.filter { index in
      switch symbol {
      case "<": Int64(index) < rank
      case "<=": Int64(index) <= rank
      case ">": Int64(index) > rank
      case ">=": Int64(index) >= rank
      default: Int64(index) == rank
      }
    }
    if matching.isEmpty { return SQL("0") }
    return column.sql + " IN (" + SQL.join(matching.map { .bind(stored(type.names[$0], column)) }, ", ") + ")"
  }

  // MARK: - Days

  /// Days are ISO text, in other people's tables with a time behind: bounds are whole days, so prefixes compare right.
  private func dayComparison(_ symbol: String, _ left: Expr, _ right: Expr) -> SQL? {
    guard let text = dayText(left) else { return nil }
    let day: Day
    switch right {
    case .literal(.day(let constant), _) where left.type == .day: day = constant
    case .literal(.dateTime(let moment), _) where left.type == .dateTime && moment == moment.day.midnight:
      guard symbol == ">=" || symbol == "<" else { return nil }
      day = moment.day
    case .column where left.type == .day && right.type == .day:
      guard let other = dayText(right) else { return nil }
      return "substr(" + text + ", 1, 10) \(symbol) substr(" + other + ", 1, 10)"
    default: return nil
    }
    guard let next = day.adding(days: 1) else { return nil }
    let (this, after) = (SQL.bind(.day(day)), SQL.bind(.day(next)))
    switch symbol {
    case ">=": return text + " >= " + this
    case "<": return text + " < " + this
    case ">": return text + " >= " + after
    case "<=": return text + " < " + after
    default: return "(" + text + " >= " + this + " AND " + text + " < " + after + ")"
    }
  }

  /// The stored text of a day, or of a date-time whose day is wanted.
  private func dayText(_ expr: Expr) -> SQL? {
    switch expr {
    case .column(let id, let type) where type.isTemporal: columns[id].flatMap { $0.encoding == .plain ? $0.sql : nil }
    case .apply(.dayOf, let operands, _): operands.first.flatMap(dayText)
    default: nil
    }
  }

  // MARK: - Lists and search

  func member(_ operand: Expr, _ values: [Value], exact: Bool) -> SQL? {
    let known = values.filter { $0 != .missing }
    if known.isEmpty { return SQL("0") }
    guard known.count <= 1_000, case .column(let id, let type) = operand, let column = columns[id] else { return nil }
    func list(_ left: SQL, _ bound: [Value]) -> SQL { left + " IN (" + SQL.join(bound.map(SQL.bind), ", ") + ")" }
    switch type {
    case .enumeration:
      return list(
        column.sql,
        known.map { value in
          if case .text(let name) = value { return stored(name, column) }
          return value
        })
    case .text where !exact:
      let texts = known.compactMap { if case .text(let text) = $0 { text } else { nil } }
      if texts.count == known.count, texts.allSatisfy(\.isAloneInItsFold), column.encoding == .plain { return list(column.sql, known) }
      guard let folded = column.folded else {
        let parts = texts.compactMap { glob(column, $0) }
        return parts.count == known.count && parts.count <= 20 ? "(" + SQL.join(parts, " OR ") + ")" : nil
      }
      return list(folded, known.compactMap { if case .text(let text) = $0 { .text(TextFold.fold(text)) } else { nil } })
    case .text, .code:
      guard column.encoding == .plain, !known.contains(where: { isNumberLike(.literal($0, .code)) }) else { return nil }
      return list(column.sql, known)
    case .integer:
      guard column.encoding == .plain, known.allSatisfy({ if case .integer = $0 { true } else { false } }) else { return nil }
      return list(column.sql, known)
    default: return nil
    }
  }

  /// Text search: on the folded column if there is one, else by a pattern.
  func search(_ operands: [Expr], _ operation: Operation) -> SQL? {
    guard case .column(let id, _) = operands[0], let column = columns[id], case .literal(.text(let text), _) = operands[1]
    else { return nil }
    let anyBefore = operation == .contains || operation == .endsWith
    let anyAfter = operation == .contains || operation == .startsWith
    guard let folded = column.folded, operation != .endsWith else {
      return glob(column, text, before: anyBefore ? "*" : "", after: anyAfter ? "*" : "")
    }
    let test = operation == .contains ? " > 0" : " = 1"
    return "instr(" + folded + ", " + .bind(.text(TextFold.fold(text))) + ")" + test
  }
}

extension String {
  /// Whether no other text folds to the same: true of Chinese characters, which have neither case nor width.
  var isAloneInItsFold: Bool {
    !isEmpty && unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) || (0x3400...0x4DBF).contains($0.value) }
  }
}

extension Expr {
  var isLiteral: Bool { if case .literal = self { true } else { false } }
}
