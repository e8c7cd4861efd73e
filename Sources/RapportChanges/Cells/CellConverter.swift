import RapportFormat
import RapportStore
import RapportValues

/// Turns the text of a cell into what the store holds. The bytes it gives stay valid until its next call.
class CellConverter {
  /// - Parameter bytes: not empty, without blanks at either end, well-formed UTF-8.
  func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell { .text(bytes) }
}

/// Names and notes: as they are, without the guard that export puts before what looks like a formula.
final class TextConverter: CellConverter {
  private let scratch = Scratch()

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    .text(Unguarded.form(of: bytes, scratch))
  }
}

/// Texts without the apostrophe that export for spreadsheets puts before them.
enum Unguarded {
  static func form(of bytes: Bytes, _ scratch: Scratch) -> Bytes {
    guard bytes.contains(UInt8(ascii: "'")) else { return bytes }
    return scratch.take(Array(FormulaGuard.removed(from: bytes.string).utf8))
  }
}

/// Codes, phones and other keys: never numbers; full-width letters and digits become ASCII.
final class CodeConverter: CellConverter {
  private let scratch = Scratch()
  private let unguarded = Scratch()

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    var code = Unguarded.form(of: bytes, unguarded)
    if !UTF8Scan.isASCII(code), let narrow = Narrow.form(of: code) {
      code = scratch.take(narrow).withoutBlanks
    }
    if Self.isDamaged(code) {
      throw CellFault(
        .damagedNumber, "\(Quoted.text(bytes)) was a long number before a spreadsheet rounded it",
        help: ["format the column as text in the spreadsheet and export it again from where it came"])
    }
    return .text(code)
  }

  /// `4.4E+17`
  static func isDamaged(_ code: Bytes) -> Bool {
    var position = 0
    func digits() -> Int {
      let start = position
      while position < code.count, code[position] &- UInt8(ascii: "0") < 10 { position += 1 }
      return position - start
    }
    guard digits() > 0 else { return false }
    if position < code.count, code[position] == UInt8(ascii: ".") || code[position] == UInt8(ascii: ",") {
      position += 1
      guard digits() > 0 else { return false }
    }
    guard position + 1 < code.count, code[position] | 0x20 == UInt8(ascii: "e"),
      code[position + 1] == UInt8(ascii: "+")
    else { return false }
    position += 2
    return digits() > 0 && position == code.count
  }
}

/// Full-width forms as ASCII: `Ａ１（` is `A1(`, the ideographic space a space.
enum Narrow {
  /// Nil if nothing changes.
  static func form(of bytes: Bytes) -> [UInt8]? {
    guard bytes.contains(0xEF) || bytes.contains(0xE3) else { return nil }
    var result: [UInt8] = []
    var position = 0
    var changed = false
    while position < bytes.count {
      let step = UTF8Scan.step(bytes, position)
      switch step.scalar {
      case .some(0xFF01...0xFF5E):
        result.append(UInt8(truncatingIfNeeded: (step.scalar ?? 0) - 0xFEE0))
        changed = true
      case .some(0x3000):
        result.append(UInt8(ascii: " "))
        changed = true
      default: result.append(contentsOf: bytes[position..<(position + step.length)])
      }
      position += step.length
    }
    return changed ? result : nil
  }
}

/// `true`, `yes`, `1`, `是`, `对`, `√` and their opposites.
final class BoolConverter: CellConverter {
  private static let words: [String: Int64] = [
    "true": 1, "yes": 1, "y": 1, "t": 1, "1": 1, "是": 1, "对": 1, "對": 1, "有": 1, "√": 1, "✓": 1, "真": 1,
    "false": 0, "no": 0, "n": 0, "f": 0, "0": 0, "否": 0, "错": 0, "錯": 0, "无": 0, "無": 0, "×": 0, "✗": 0,
    "假": 0,
  ]

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    if bytes.count == 1 {
      if bytes[0] == UInt8(ascii: "1") { return .integer(1) }
      if bytes[0] == UInt8(ascii: "0") { return .integer(0) }
    }
    guard let value = Self.words[TextFold.fold(bytes.string)] else {
      throw CellFault(
        .value, "\(Quoted.text(bytes)) is neither yes nor no", help: ["for example yes, no, 是, 否, 1, 0"])
    }
    return .integer(value)
  }
}
