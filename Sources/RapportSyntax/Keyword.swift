/// The words with a meaning of their own, grouped by where they stand; the order of cases is the grouping.
package enum Keyword: UInt8, CaseIterable, Sendable {
  // Statement words.
  case param, `let`, def, list, assert, use, entity, `enum`, rule, explain, add, log
  // Clause words.
  case `where`, with, select, drop, group, pivot, order, take, skip, limit, offset, top, bottom
  case distinct, union, except, intersect, `in`, since, before, `as`, set, delete, chart, to
  // Other reserved words.
  case of, by, and, or, not, `is`, from, when, then, `else`, `true`, `false`, missing
  // Words with a meaning only where the grammar expects them; elsewhere ordinary names.
  case asc, desc, fill, per, all, contains, starts, ends, like, older, than, known, between, null
  case was, changed, rose, fell, on, this, previous, last, next, today, yesterday, tomorrow, date
  case ordered, key, label, many, currency, `for`, version, sets, report

  /// The word as written.
  package var text: String { Self.names[Int(rawValue)] }

  /// Opens a statement.
  package var isStatementWord: Bool { rawValue <= Self.log.rawValue }

  /// Opens a clause of a query.
  package var isClauseWord: Bool { rawValue >= Self.where.rawValue && rawValue <= Self.to.rawValue }

  /// Needs back-ticks when used as a name.
  package var isReserved: Bool { rawValue <= Self.missing.rawValue }

  /// `in`, `since`, `before`, `as`, `to`: clause words that also stand inside expressions.
  var isWeakClauseWord: Bool {
    switch self {
    case .in, .since, .before, .as, .to: true
    default: false
    }
  }

  /// A statement that ends in this word is unfinished.
  var expectsMore: Bool {
    switch self {
    case .distinct, .delete, .true, .false, .missing: false
    case .contains, .like, .than, .between, .per: true
    default: isReserved
    }
  }

  /// A line that begins with this word continues the statement before it.
  var continuesStatement: Bool {
    switch self {
    case .true, .false, .missing: false
    case .asc, .desc, .fill, .per, .contains, .starts, .ends, .like, .older, .between: true
    case .was, .changed, .rose, .fell, .on: true
    default: isReserved && !isStatementWord
    }
  }

  /// In the order of the cases. Written out because asking the runtime for the cases' names costs a tenth of the time
  /// of a small query; a test compares the two.
  private static let names = [
    "param", "let", "def", "list", "assert", "use", "entity", "enum", "rule", "explain", "add", "log",
    "where", "with", "select", "drop", "group", "pivot", "order", "take", "skip", "limit", "offset", "top",
    "bottom", "distinct", "union", "except", "intersect", "in", "since", "before", "as", "set", "delete",
    "chart", "to", "of", "by", "and", "or", "not", "is", "from", "when", "then", "else", "true", "false",
    "missing", "asc", "desc", "fill", "per", "all", "contains", "starts", "ends", "like", "older", "than",
    "known", "between", "null", "was", "changed", "rose", "fell", "on", "this", "previous", "last", "next",
    "today", "yesterday", "tomorrow", "date", "ordered", "key", "label", "many", "currency", "for",
    "version", "sets", "report",
  ]
  private static let byName = [String: Keyword](
    uniqueKeysWithValues: allCases.map { ($0.text, $0) })

  /// The keyword spelt exactly so.
  package static func named(_ text: String) -> Keyword? { byName[text] }

  /// The keyword that is a byte range, letters folded to lower case; table look-up, for the lexer.
  static func folded(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Keyword? {
    let length = end - start
    guard length >= 2, length <= longest else { return nil }
    let first = Int(bytes[start] | 0x20) - 0x61
    guard byLetter.indices.contains(first) else { return nil }
    next: for entry in byLetter[first] where entry.name.count == length {
      for offset in 1..<length where bytes[start + offset] | 0x20 != entry.name[offset] { continue next }
      return entry.keyword
    }
    return nil
  }

  private static let longest = names.map(\.utf8.count).max() ?? 0

  private static let byLetter: [[(name: [UInt8], keyword: Keyword)]] = {
    var table = [[(name: [UInt8], keyword: Keyword)]](repeating: [], count: 26)
    for keyword in allCases {
      let name = Array(keyword.text.utf8)
      if let first = name.first, (0x61...0x7A).contains(first) {
        table[Int(first) - 0x61].append((name, keyword))
      }
    }
    return table
  }()
}
