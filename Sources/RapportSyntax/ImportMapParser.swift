/// Reads a map of an import; after an error it goes on with the next line.
struct ImportMapParser {
  private static let code = "R0803"

  private let tokens: [Token]
  private let literals: [Literal]
  private var position = 0
  private(set) var diagnostics: [Diagnostic] = []
  /// Columns of the file that lines are about.
  private var claimed: Set<String> = []

  private struct Failure: Error {}

  init(_ list: TokenList) {
    tokens = list.tokens
    literals = list.literals
  }

  mutating func parse() -> ImportMap? {
    do throws(Failure) {
      try expect(word: "import", "a map begins with `import ENTITY {`")
      var map = ImportMap(entity: try name("an entity"))
      try expect(.leftBrace, "`{`")
      parseLines(into: &map)
      try expect(.rightBrace, "`}`")
      if position < tokens.count { try fail("text behind the map's `}`") }
      return map
    } catch {
      return nil
    }
  }

  private mutating func parseLines(into map: inout ImportMap) {
    while kind != .end, kind != .rightBrace {
      map.lineStarts.append(tokens[position].start)
      do throws(Failure) {
        if isWord("ignore"), next != .equal, !isNext("from") {
          position += 1
          repeat {
            let name = try column()
            claim(name)
            map.ignored.append(name)
          } while accept(.comma)
        } else {
          let entry = try entry()
          if case .column(let name) = entry.source { claim(name) }
          map.entries.append(entry)
        }
        if kind == .semicolon || kind == .comma { position += 1 }
      } catch {
        skipLine()
      }
    }
  }

  /// A column of the file goes to one place.
  private mutating func claim(_ column: Name) {
    if claimed.insert(column.text).inserted { return }
    diagnostics.append(
      Diagnostic(
        code: Self.code, "an earlier line is about the column \(SourceText.quoted(column.text))", at: column.span))
  }

  /// `name from "客户名称"`, `region = "East"`
  private mutating func entry() throws(Failure) -> ImportMap.Entry {
    let field = try name("a field")
    if accept(.equal) { return try constant(field) }
    try expect(word: "from", "`\(field.text)` is followed by `from \"COLUMN\"` or `= VALUE`")
    var entry = ImportMap.Entry(field: field, source: .column(try column()), values: [])
    while true {
      if isWord("in") {
        position += 1
        entry.unit = try name("a unit such as 万")
      } else if isWord("as") {
        position += 1
        entry.dateOrder = try dateOrder()
      } else if isWord("by") {
        position += 1
        entry.by = try name("a field of the related entity")
      } else if kind == .leftBrace {
        entry.values = try values()
      } else {
        return entry
      }
    }
  }

  private mutating func constant(_ field: Name) throws(Failure) -> ImportMap.Entry {
    guard position < tokens.count else { return try fail("a value is expected") }
    let token = tokens[position]
    let isNegative = token.kind == .minus
    if isNegative { position += 1 }
    guard position < tokens.count else { return try fail("a value is expected") }
    let value = tokens[position]
    let text: String
    switch value.kind {
    case .string, .word, .quotedName: text = value.text
    case .literal: text = literalText(value)
    default: return try fail("a value is expected")
    }
    position += 1
    let span = token.span.union(value.span)
    return ImportMap.Entry(
      field: field, source: .constant((isNegative ? "-" : "") + text, span: span), values: [])
  }

  private func literalText(_ token: Token) -> String {
    let index = Int(token.payload)
    guard literals.indices.contains(index) else { return token.text }
    switch literals[index] {
    case .boolean(let flag): return flag ? "true" : "false"
    case .integer(let number): return String(number)
    case .text(let text): return text
    case .decimal(let unscaled, let scale):
      let digits = String(unscaled.magnitude)
      let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
      return (unscaled < 0 ? "-" : "") + padded.dropLast(scale)
        + (scale > 0 ? "." + padded.suffix(scale) : "")
    case .date(let year, let month, let day):
      return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    case .missing, .dateTime, .duration: return token.text
    }
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// `day/month/year`
  private mutating func dateOrder() throws(Failure) -> String {
    var order = ""
    repeat {
      let part = try name("`day/month/year`, `month/day/year` or `year/month/day`").text
      order += part.prefix(1)
      if !["day", "month", "year"].contains(part) { order += "?" }
    } while accept(.slash)
    if ["dmy", "mdy", "ymd"].contains(order) { return order }
    position -= 1
    return try fail("an order of dates is `day/month/year`, `month/day/year` or `year/month/day`")
  }

  /// `{ best = "AAA", good = "AA" }`
  private mutating func values() throws(Failure) -> [(value: Name, text: Name)] {
    try expect(.leftBrace, "`{`")
    var values: [(value: Name, text: Name)] = []
    while kind != .rightBrace {
      let value = try name("a value")
      try expect(.equal, "`=` and the text of the file")
      values.append((value, try column()))
      if !accept(.comma), kind != .rightBrace { return try fail("`,` or `}` is expected") }
    }
    position += 1
    return values
  }

  // MARK: Tokens

  private var kind: Token.Kind { position < tokens.count ? tokens[position].kind : .end }
  private var next: Token.Kind { position + 1 < tokens.count ? tokens[position + 1].kind : .end }

  private func isWord(_ word: String) -> Bool { isWord(word, at: position) }
  private func isNext(_ word: String) -> Bool { isWord(word, at: position + 1) }

  private func isWord(_ word: String, at index: Int) -> Bool {
    index < tokens.count && tokens[index].kind == .word && tokens[index].text == word
  }

  private mutating func accept(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ wanted: Token.Kind, _ what: String) throws(Failure) {
    if !accept(wanted) { try fail("\(what) is expected") }
  }

  private mutating func expect(word: String, _ what: String) throws(Failure) {
    guard isWord(word) else { return try fail(what) }
    position += 1
  }

  private mutating func name(_ what: String) throws(Failure) -> Name {
    guard position < tokens.count, tokens[position].isName else { return try fail("\(what) is expected") }
    position += 1
    return Name(tokens[position - 1].text, span: tokens[position - 1].span)
  }

  /// Text of the file: in quotes, or a plain word.
  private mutating func column() throws(Failure) -> Name {
    guard kind == .string || kind == .word || kind == .quotedName else {
      return try fail("text of the file in double quotes is expected")
    }
    position += 1
    return Name(tokens[position - 1].text, span: tokens[position - 1].span, quoted: true)
  }

  @discardableResult
  private mutating func fail<Value>(_ message: String) throws(Failure) -> Value {
    let end = tokens.last?.end ?? 0
    let span = position < tokens.count ? tokens[position].span : SourceSpan(start: end, end: end)
    diagnostics.append(Diagnostic(code: Self.code, message, at: span))
    throw Failure()
  }

  private mutating func fail(_ message: String) throws(Failure) {
    let _: Int = try fail(message)
  }

  private mutating func skipLine() {
    position += 1
    while position < tokens.count, !tokens[position].isFirstOnLine, tokens[position].kind != .rightBrace {
      position += 1
    }
  }
}
