/// From text to the syntax tree.
package enum Parse {
  /// Parses a whole text; the tree holds what could be understood, the diagnostics everything else.
  package static func parse(_ source: String) -> (script: Script, diagnostics: [Diagnostic]) {
    parse(utf8: Array(source.utf8))
  }

  /// Parses bytes that may not be UTF-8, or a part of them; spans count from the start of `bytes`.
  package static func parse(
    utf8 bytes: [UInt8], in range: Range<Int>? = nil
  ) -> (script: Script, diagnostics: [Diagnostic]) {
    let list = Lexer.lex(bytes, range: range)
    var parser = Parser(bytes: bytes, list: list)
    let script = parser.parseScript()
    return (script, ordered(list.diagnostics, parser.diagnostics))
  }

  /// Parses one expression, such as the value of `--set`; the expression is nil only for an empty text.
  package static func expression(
    _ source: String
  ) -> (expression: Expression?, diagnostics: [Diagnostic]) {
    let bytes = Array(source.utf8)
    let list = Lexer.lex(bytes)
    var parser = Parser(bytes: bytes, list: list)
    let expression = parser.parseWholeExpression()
    return (expression, ordered(list.diagnostics, parser.diagnostics))
  }

  /// Whether the shell should read another line: the text ends in `|`, an operator, a comma, a word that
  /// needs more behind it, or inside brackets or quotation marks.
  package static func needsMoreInput(_ text: String) -> Bool {
    let list = Lexer.lex(Array(text.utf8))
    if list.endsInsideText { return true }
    guard let last = list.tokens.indices.last else { return false }
    return StatementMap.expectsMore(list.tokens, last) || StatementMap(list).endsOpen
  }

  /// Whether a line typed at the shell continues the query before it: it begins with `|` or a clause word.
  package static func continuesPrevious(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    // The first tokens decide; a long paste need not be lexed twice.
    let list = Lexer.lex(bytes, range: 0..<min(bytes.count, 4096))
    guard let first = list.tokens.first else { return false }
    if first.kind == .pipe { return true }
    guard let keyword = first.keyword ?? first.shouted, keyword.isClauseWord else { return false }
    guard keyword == .select, first.keyword == nil || list.tokens.count > 2 else { return true }
    return !list.tokens.contains { ($0.keyword ?? $0.shouted) == .from }
  }

  /// All diagnostics by place, without repetition.
  private static func ordered(_ first: [Diagnostic], _ second: [Diagnostic]) -> [Diagnostic] {
    var all = first + second
    guard all.count > 1 else { return all }
    let indexed = all.enumerated().sorted {
      let (a, b) = ($0.element.span?.start ?? 0, $1.element.span?.start ?? 0)
      return a == b ? $0.offset < $1.offset : a < b
    }
    all = indexed.map(\.element)
    guard all.count > Lexer.errorLimit else { return all }
    let next = all[Lexer.errorLimit]
    return all.prefix(Lexer.errorLimit)
      + [Diagnostic(.note, code: "R0006", "there are more errors; correct these first", at: next.span)]
  }
}
