// What columns and titles are called in other languages.

extension Parser {
  /// `数量/數量` behind the name of a column. A word of ASCII letters is no label: there a comma was forgotten.
  mutating func parseColumnLabels() -> [Name] {
    guard isForeignWord else { return [] }
    return parseLabels { $0.parseName("a label") }
  }

  /// `"客户卡"/"客戶卡"`, or bare words, behind a title.
  mutating func parseTitleLabels() -> [Name] {
    guard kind == .string || kind == .quotedName || kind == .word && keyword == nil else { return [] }
    return parseLabels { $0.parseTitleLabel() }
  }

  private mutating func parseTitleLabel() -> Name? {
    guard kind == .string else { return parseName("the title in another language") }
    let token = tokens[position]
    advance()
    return Name(token.text, span: token.span, quoted: true)
  }

  /// The Simplified form and, behind `/`, the Traditional one.
  private mutating func parseLabels(_ label: (inout Parser) -> Name?) -> [Name] {
    guard let simplified = label(&self) else { return [] }
    guard kind == .slash else { return [simplified] }
    advance()
    guard !atEnd, kind == .word || kind == .quotedName || kind == .string else {
      fail(
        "R0280", "expected the Traditional form after `/`, \(found)",
        help: ["write `\(simplified.text)/…`, or leave out the `/` where both forms are the same"])
      return [simplified]
    }
    guard let traditional = label(&self) else { return [simplified] }
    if kind == .slash {
      fail("R0280", "a name has two labels: the Simplified form, then the Traditional one", at: hereSpan)
    }
    return [simplified, traditional]
  }

  /// How many tokens the labels of a name would take that stands before here.
  func labelCount(ahead offset: Int) -> Int {
    let isName = { (offset: Int) in [.word, .quotedName].contains(self.kind(ahead: offset)) }
    guard isName(offset) else { return 0 }
    return kind(ahead: offset + 1) == .slash && isName(offset + 2) ? 3 : 1
  }

  /// A name that holds more than ASCII.
  private var isForeignWord: Bool {
    guard kind == .quotedName || kind == .word && keyword == nil else { return false }
    return !tokens[position].text.utf8.allSatisfy { $0 < 0x80 }
  }
}
