import Glibc
import RapportValues

/// Order of bytes, which is the order of Unicode scalars.
@inline(__always)
func compareBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
  let shared = min(left.count, right.count)
  if shared > 0, let a = left.baseAddress, let b = right.baseAddress {
    let order = Int(memcmp(a, b, shared))
    if order != 0 { return order }
  }
  return left.count - right.count
}

@inline(__always)
func equalBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  guard let a = left.baseAddress, let b = right.baseAddress else { return true }
  return memcmp(a, b, left.count) == 0
}

/// Folded equality with folded ASCII; nil once a byte is met that is not ASCII.
@inline(__always)
func equalASCII(_ text: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>) -> Bool? {
  // Nothing folds to more bytes of ASCII than it has itself.
  guard text.count >= folded.count else { return false }
  for position in 0..<folded.count {
    let byte = text[position]
    if byte >= 0x80 { return nil }
    if lowercased(byte) != folded[position] { return false }
  }
  return text.count == folded.count
}

/// Texts as they are.
final class CompareTextNode: CompareNode {
  override func compare(_ left: Operand, _ right: Operand, _ count: Int) throws -> [Bool] {
    let (a, b) = (try left.texts(count), try right.texts(count))
    let comparison = comparison
    return [Bool](unsafeUninitializedCapacity: count) { target, filled in
      if comparison.isEqual {
        a.forEach(with: b, count) { target.initializeElement(at: $0, to: equalBytes($1, $2)) }
      } else {
        a.forEach(with: b, count) {
          target.initializeElement(at: $0, to: comparison.holds(compareBytes($1, $2)))
        }
      }
      filled = count
    }
  }
}

/// Equality of texts, case and width folded.
final class EqualFoldedNode: CompareNode {
  init(_ left: ExprNode, _ right: ExprNode) { super.init(.equal, left, right, cost: 8) }

  override func compare(_ left: Operand, _ right: Operand, _ count: Int) throws -> [Bool] {
    let (a, b) = (try left.texts(count), try right.texts(count))
    return [Bool](unsafeUninitializedCapacity: count) { target, filled in
      a.forEach(with: b, count) { target.initializeElement(at: $0, to: TextFold.equal($1, $2)) }
      filled = count
    }
  }
}

/// A text against a constant, both folded; the constant is folded once.
final class MatchConstantNode: ConditionNode {
  private let text: ExprNode
  private let pattern: TextPattern

  init(_ text: ExprNode, _ pattern: TextPattern) {
    self.text = text
    self.pattern = pattern
    super.init(children: [text], cost: pattern.kind == .equal ? 8 : 20)
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    let operand = try text.evaluate(batch)
    let count = batch.count
    if operand.isMissingConstant { return [Bool](repeating: false, count: count) }
    let texts = try operand.texts(count)
    var mask = [Bool](repeating: false, count: count)
    if pattern.kind != .equal {
      mask = FoldedTexts(texts.texts).matches(pattern)
      if operand.isConstant { return [Bool](repeating: mask.first ?? false, count: count) }
      clear(&mask, where: operand.missing)
      return mask
    }
    var scratch: [UInt8] = []
    pattern.needle.withUnsafeBufferPointer { needle in
      let isPlain = pattern.kind == .equal && needle.allSatisfy { $0 < 0x80 }
      mask.withUnsafeMutableBufferPointer { mask in
        texts.forEach(count) { row, bytes in
          mask[row] =
            (isPlain ? equalASCII(bytes, needle) : nil) ?? pattern.matches(bytes, scratch: &scratch)
        }
      }
    }
    if !operand.isConstant { clear(&mask, where: operand.missing) }
    return mask
  }
}

/// Two texts that are both computed per row.
final class MatchTextsNode: ConditionNode {
  private let text: ExprNode
  private let pattern: ExprNode
  private let kind: TextPattern.Kind

  init(_ text: ExprNode, _ pattern: ExprNode, kind: TextPattern.Kind) {
    self.text = text
    self.pattern = pattern
    self.kind = kind
    super.init(children: [text, pattern], cost: 60)
  }

  override func mask(_ batch: Batch) throws -> [Bool] {
    let count = batch.count
    let (left, right) = (try text.evaluate(batch), try pattern.evaluate(batch))
    guard !left.isMissingConstant, !right.isMissingConstant else {
      return [Bool](repeating: false, count: count)
    }
    var mask = [Bool](repeating: false, count: count)
    var scratch: [UInt8] = []
    try left.texts(count).forEach(with: right.texts(count), count) { row, text, pattern in
      mask[row] = TextPattern(kind, String(decoding: pattern, as: UTF8.self)).matches(text, scratch: &scratch)
    }
    if !left.isConstant { clear(&mask, where: left.missing) }
    if !right.isConstant { clear(&mask, where: right.missing) }
    return mask
  }
}
