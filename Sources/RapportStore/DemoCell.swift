/// A value of a row that is written at once.
enum DemoCell {
  case missing
  case number(Int)
  case word(StaticString)
  /// Put together when the row is written.
  case text((DemoText) -> Void)
  /// A name, followed by its folded form.
  case name((DemoText) -> Void)
  case day(Int)
}

extension DemoCell: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
  init(integerLiteral value: Int) { self = .number(value) }
  init(stringLiteral value: StaticString) { self = .word(value) }
  init(nilLiteral: ()) { self = .missing }

  init(_ number: Int?) { self = number.map { .number($0) } ?? .missing }
  init(_ word: StaticString?) { self = word.map { .word($0) } ?? .missing }
  init(day: Int?) { self = day.map { .day($0) } ?? .missing }
  init(_ flag: Bool) { self = .number(flag ? 1 : 0) }
}

extension DemoTable {
  /// Writes a row and tells its number, counted from 1, which is its id.
  @discardableResult
  func write(_ days: DemoDays, _ cells: DemoCell...) -> Int {
    let id = rows + 1
    add(id)
    for cell in cells {
      switch cell {
      case .missing: addMissing()
      case .number(let number): add(number)
      case .word(let word): add(word)
      case .text(let compose): addText(compose)
      case .name(let compose): addFoldedText(compose)
      case .day(let day): add(day: day, days)
      }
    }
    endRow()
    return id
  }
}
