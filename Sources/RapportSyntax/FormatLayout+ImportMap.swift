extension FormatLayout {
  /// A line per column; texts of an enum's values stand behind it, or below one another where there is no room.
  mutating func plan(_ map: ImportMap) {
    guard let whole = statements.first, !whole.isEmpty else { return }
    breaks[whole.lowerBound] = Break(indent: 0, keepsBlankLine: true)
    // `day/month/year`
    for index in whole where tokens[index].kind == .slash { isTight[index] = true }
    let starts = map.lineStarts.map { index(at: $0) }
    for start in starts {
      breakLine(at: start, indent: 2, keepsBlankLine: true)
      drop(separatorBefore: start)
    }
    closeBody(whole)
    if let brace = whole.last { drop(separatorBefore: brace) }
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] : max(start, whole.upperBound - 1)
      planValues(start..<end)
    }
    wrap(whole)
  }

  /// A line end says as much as `,` and `;`, unless what follows could belong to the line before.
  private mutating func drop(separatorBefore index: Int) {
    guard index > 0, tokens[index - 1].kind == .comma || tokens[index - 1].kind == .semicolon else { return }
    let next = tokens[index]
    isDropped[index - 1] = next.kind != .word || !["in", "as", "by"].contains(next.text)
  }

  private mutating func planValues(_ line: Range<Int>) {
    guard let open = line.first(where: { tokens[$0].kind == .leftBrace }),
      let close = line.last(where: { tokens[$0].kind == .rightBrace }), open + 1 < close,
      width(of: line) + 2 > Formatter.lineWidth || hasInnerComments(open..<close + 1)
    else { return }
    breakLine(at: open + 1, indent: 4, step: 0)
    for index in open + 1..<close where tokens[index].kind == .comma && index + 1 < close {
      breakLine(at: index + 1, indent: 4, step: 0)
    }
    breakLine(at: close, indent: 2)
  }
}
