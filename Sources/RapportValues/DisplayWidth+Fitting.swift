/// Texts of a given number of columns.
extension DisplayWidth {
  /// The longest beginning of UTF-8 text that takes at most `width` columns: its bytes, and the columns it takes.
  package static func prefix(
    of text: UnsafeBufferPointer<UInt8>, within width: Int
  ) -> (length: Int, width: Int) {
    var counter = Counter()
    var (position, shown) = (0, 0)
    while position < text.count {
      let step = UTF8Scan.step(text, position)
      counter.add(step.scalar ?? 0xFFFD)
      if counter.width > width { break }
      position += step.length
      shown = counter.width
    }
    return (position, shown)
  }

  /// The text, or as much of it as has room before a mark; before none if there is no room for a long one.
  package static func cut(_ text: String, to width: Int, mark: String = "…") -> String {
    if of(text) <= width { return text }
    guard width > 0 else { return "" }
    let own = of(mark)
    let mark = own > 1 && own >= width ? "" : mark
    var text = text
    return text.withUTF8 { bytes in
      let (length, _) = prefix(of: bytes, within: width - (mark.isEmpty ? 0 : own))
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[..<length]), as: UTF8.self) + mark
    }
  }

  /// The text in exactly `width` columns, cut if it is wider.
  package static func pad(_ text: String, to width: Int, right: Bool = false, mark: String = "…") -> String {
    let cut = self.cut(text, to: width, mark: mark)
    let blanks = String(repeating: " ", count: max(0, width - of(cut)))
    return right ? blanks + cut : cut + blanks
  }

  package static func widest(_ texts: some Sequence<String>) -> Int {
    texts.reduce(0) { max($0, of($1)) }
  }

  /// A line per row, with the cells of a column below each other and two blanks between columns.
  package static func columns(_ rows: [[String]]) -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], of(cell))
      }
    }
    return rows.map { row in
      row.enumerated().map { index, cell in
        index < row.count - 1 ? pad(cell, to: widths[index] + 2) : cell
      }.joined().withoutTrailingBlanks
    }
  }
}

extension String {
  /// Without the blanks at its end.
  package var withoutTrailingBlanks: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
