import RapportValues

/// Widths and padding of table columns.
enum TableLayout {
  /// A column cut below this says nothing any more.
  private static let smallest = 3

  /// Wider than this a column is not asked for when columns compete for a line.
  private static let readable = 24

  /// So many columns are always all shown, cut if need be.
  private static let few = 8

  /// The width of a table whose columns have these widths.
  static func width(_ widths: [Int]) -> Int { total(widths) + widths.count * 3 + 1 }

  /// The columns that a terminal has room for, from both ends of the list; nil stands for those left out
  /// between.
  static func choose(_ widths: [Int], into width: Int) -> [Int?] {
    let wanted = widths.map { min($0, readable) + 3 }
    if widths.count <= few || total(wanted) + 1 <= width { return widths.indices.map { $0 } }
    // One column of an ellipsis, and the last line.
    var rest = width - 5
    var (front, back) = (0, widths.count)
    var takesFront = true
    while front < back {
      let next = takesFront ? front : back - 1
      guard wanted[next] <= rest || front == 0 else { break }
      rest -= wanted[next]
      if takesFront { front += 1 } else { back -= 1 }
      takesFront.toggle()
    }
    guard front < back else { return widths.indices.map { $0 } }
    return (0..<front).map { $0 } + [nil] + (back..<widths.count).map { $0 }
  }

  /// Column widths that fit a terminal: texts shrink first, the widest before the others, then the rest. A
  /// terminal too narrow for that gets lines wider than itself.
  static func fit(_ widths: [Int], _ types: [ValueType], into width: Int) -> [Int] {
    // Each column costs a line and two blanks, and the last line.
    let budget = width - widths.count * 3 - 1
    if total(widths) <= budget { return widths }
    let isText = types.map { !$0.isRightAligned && !$0.isShort }
    let fixed = total(zip(widths, isText).filter { !$0.1 }.map(\.0))
    let texts = shrink(widths, where: isText, into: budget - fixed)
    if total(texts) <= budget { return texts }
    return shrink(widths, where: isText.map { _ in true }, into: budget)
  }

  /// Cuts the chosen columns to the largest common width that fits the budget.
  private static func shrink(_ widths: [Int], where isChosen: [Bool], into budget: Int) -> [Int] {
    let chosen = zip(widths, isChosen).filter(\.1).map(\.0).sorted()
    var rest = budget
    var limit = smallest
    for (index, width) in chosen.enumerated() {
      let share = rest / (chosen.count - index)
      limit = max(share, smallest)
      if width > share { break }
      rest -= width
    }
    return zip(widths, isChosen).map { $1 ? min($0, limit) : $0 }
  }

  private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) }

  /// Writes a text in exactly `width` columns, cut with `…` if it is wider.
  static func pad(
    _ text: UnsafeBufferPointer<UInt8>, to width: Int, right: Bool, _ out: inout OutputBuffer
  ) {
    let own = DisplayWidth.of(text)
    if own > width { return cut(text, to: width, &out) }
    if right { out.append(repeating: UInt8(ascii: " "), count: width - own) }
    out.append(text)
    if !right { out.append(repeating: UInt8(ascii: " "), count: width - own) }
  }

  private static func cut(_ text: UnsafeBufferPointer<UInt8>, to width: Int, _ out: inout OutputBuffer) {
    guard width > 0 else { return }
    let (length, shown) = DisplayWidth.prefix(of: text, within: width - 1)
    out.append(UnsafeBufferPointer(rebasing: text[..<length]))
    out.append("…")
    out.append(repeating: UInt8(ascii: " "), count: width - 1 - shown)
  }
}

extension ValueType {
  /// Values of a few characters that are worth nothing when cut.
  var isShort: Bool {
    switch self {
    case .bool, .day, .dateTime, .period: true
    default: false
    }
  }
}
