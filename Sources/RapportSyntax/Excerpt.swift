/// One line of source as a message shows it, and where its carets stand.
struct Excerpt {
  /// Widest excerpt; longer lines are cut around the caret.
  static let widthLimit = 100

  var text: String
  /// Display columns before the first caret.
  var indent: Int
  /// Number of carets, at least one.
  var width: Int

  /// Bytes of a long line that are looked at before and behind the caret: more than `widthLimit` characters.
  private static let reach = 2_000

  init(_ line: ArraySlice<UInt8>, caret: Range<Int>) {
    let near = Self.near(caret.lowerBound, of: line)
    var cells: [(text: String, width: Int, isMarked: Bool)] = []
    var offset = near.startIndex
    var column = 0
    for character in String(decoding: near, as: UTF8.self) {
      let shown = Self.visible(character, column: column)
      let width = shown.reduce(0) { $0 + DisplayWidth.width(of: $1) }
      cells.append((shown, width, caret.contains(offset)))
      column += width
      offset += Self.length(of: character, in: near, at: offset)
    }
    let first = cells.firstIndex { $0.isMarked } ?? Self.cell(at: caret.lowerBound, of: near, cells.count)
    let last = cells.lastIndex { $0.isMarked } ?? first
    (text, indent, width) = Self.cut(
      cells, first, last, continues: (near.startIndex > line.startIndex, near.endIndex < line.endIndex))
  }

  /// The part of a line around an offset, so that a line of a megabyte is not measured for each message.
  private static func near(_ offset: Int, of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = max(line.startIndex, min(offset, line.endIndex) - reach)
    var end = min(line.endIndex, max(offset, line.startIndex) + reach)
    // Continuation bytes belong to the character before them.
    while start > line.startIndex, start < line.endIndex, line[start] & 0xC0 == 0x80 { start -= 1 }
    while end < line.endIndex, line[end] & 0xC0 == 0x80 { end += 1 }
    return line[start..<max(start, end)]
  }

  /// An invalid byte is shown as one replacement character of three bytes: count it as one byte.
  private static func length(of character: Character, in line: ArraySlice<UInt8>, at offset: Int) -> Int {
    let length = character.utf8.count
    guard character.unicodeScalars.contains("\u{FFFD}"), offset < line.endIndex else { return length }
    return line[offset] == 0xEF ? length : 1
  }

  private static func cell(at offset: Int, of line: ArraySlice<UInt8>, _ count: Int) -> Int {
    let end = min(max(offset, line.startIndex), line.endIndex)
    return min(String(decoding: line[line.startIndex..<end], as: UTF8.self).count, count)
  }

  /// Tabs become blanks up to the next multiple of four, control characters become visible.
  private static func visible(_ character: Character, column: Int) -> String {
    if character == "\t" { return String(repeating: " ", count: 4 - column % 4) }
    guard character.unicodeScalars.contains(where: \.isHidden) else { return String(character) }
    var shown = ""
    for scalar in character.unicodeScalars { scalar.appendVisible(to: &shown) }
    return shown
  }

  /// Keeps a window around the carets when the line is too long; `continues` tells whether the line has more before
  /// and behind the cells.
  private static func cut(
    _ cells: [(text: String, width: Int, isMarked: Bool)], _ first: Int, _ last: Int,
    continues: (before: Bool, behind: Bool)
  ) -> (String, Int, Int) {
    let total = cells.reduce(0) { $0 + $1.width }
    var from = 0
    var to = cells.count
    if total > widthLimit {
      var room = widthLimit / 3
      from = first
      while from > 0, room > 0 {
        from -= 1
        room -= cells[from].width
      }
      room = widthLimit
      to = from
      while to < cells.count, room > 0 {
        room -= cells[to].width
        to += 1
      }
    }
    let prefix = from > 0 || continues.before ? "…" : ""
    let suffix = to < cells.count || continues.behind ? "…" : ""
    let text = cells[from..<to].reduce(into: prefix) { $0 += $1.text } + suffix
    let indent = cells[from..<max(from, min(first, to))].reduce(prefix.count) { $0 + $1.width }
    var width = 0
    if first < to { width = cells[first..<min(last + 1, to)].reduce(0) { $0 + $1.width } }
    return (text, indent, max(width, 1))
  }
}
