import RapportValues

/// What all the cells of a CSV column can be read as.
///
/// Digits that look like the name of something stay text: those with a leading zero or a plus, and those with
/// more than 15 digits.
struct CSVColumnKind {
  private static let mostDigits = 15

  private var isEmpty = true
  private var canBeInteger = true
  private var canBeDecimal = true
  private var canBeDay = true
  private var canBeMoment = true
  /// Digits before and behind the point.
  private var whole = 0
  private var fraction = 0

  /// Nothing but text is left.
  private var isText: Bool { !(canBeDecimal || canBeDay || canBeMoment) }

  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    if cell.isEmpty || isText { return }
    isEmpty = false
    if canBeDecimal { addNumber(cell) }
    if canBeDay { canBeDay = cell.count == 10 && Day.parse(cell) != nil }
    if canBeMoment { canBeMoment = cell.count > 10 && DateTime.parse(cell) != nil }
  }

  var type: ValueType {
    if isEmpty { return .code }
    if canBeInteger { return .integer }
    if canBeDecimal, whole + fraction <= 18 { return .decimal(scale: fraction, currency: nil) }
    if canBeDay { return .day }
    return canBeMoment ? .dateTime : .code
  }

  private mutating func addNumber(_ cell: UnsafeBufferPointer<UInt8>) {
    let digits = cell.first == UInt8(ascii: "-") ? UnsafeBufferPointer(rebasing: cell.dropFirst()) : cell
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.count
    let behind = max(0, digits.count - point - 1)
    let points = digits.count { $0 == UInt8(ascii: ".") }
    let others = digits.count { $0 < UInt8(ascii: "0") || $0 > UInt8(ascii: "9") }
    let hasLeadingZero = point > 1 && digits.first == UInt8(ascii: "0")
    let isNumber =
      others == points && points <= 1 && point > 0 && (points == 0 || behind > 0) && !hasLeadingZero
      && point + behind <= Self.mostDigits && behind <= 10
    guard isNumber else {
      (canBeInteger, canBeDecimal) = (false, false)
      return
    }
    if behind > 0 { canBeInteger = false }
    (whole, fraction) = (max(whole, point), max(fraction, behind))
  }
}
