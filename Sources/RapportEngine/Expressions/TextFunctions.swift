import RapportValues

/// Functions on UTF-8 text.
enum TextFunctions {
  /// Unicode scalars; a damaged byte counts as one.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var position = 0
    while position < bytes.count {
      position += UTF8Scan.step(bytes, position).length
      count += 1
    }
    return count
  }

  static func lower(_ bytes: UnsafeBufferPointer<UInt8>, _ result: inout [UInt8]) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for byte in bytes { result.append(lowercased(byte)) }
    } else {
      result.append(contentsOf: String(decoding: bytes, as: UTF8.self).lowercased().utf8)
    }
  }

  static func upper(_ bytes: UnsafeBufferPointer<UInt8>, _ result: inout [UInt8]) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for byte in bytes { result.append(byte &- UInt8(ascii: "a") < 26 ? byte & 0xDF : byte) }
    } else {
      result.append(contentsOf: String(decoding: bytes, as: UTF8.self).uppercased().utf8)
    }
  }

  /// Without white space at both ends, the ideographic space included.
  static func trim(_ bytes: UnsafeBufferPointer<UInt8>, _ result: inout [UInt8]) {
    var start = 0
    while start < bytes.count {
      let step = UTF8Scan.step(bytes, start)
      guard isSpace(step.scalar) else { break }
      start += step.length
    }
    var end = start
    var position = start
    while position < bytes.count {
      let step = UTF8Scan.step(bytes, position)
      position += step.length
      if !isSpace(step.scalar) { end = position }
    }
    result.append(contentsOf: bytes[start..<end])
  }

  private static func isSpace(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    if scalar < 0x80 { return scalar == 0x20 || (scalar >= 0x09 && scalar <= 0x0D) }
    return Unicode.Scalar(scalar)?.properties.isWhitespace ?? false
  }

  /// Characters `start …` (1-based, negative from the end), at most `length`; clamps to what there is.
  static func substring(
    _ bytes: UnsafeBufferPointer<UInt8>, start: Int64, length: Int64?, _ result: inout [UInt8]
  ) {
    let total = Int64(TextFunctions.length(bytes))
    // A start before the text uses up part of the length.
    let first = start < 0 ? clampedSum(total, start) : clampedSum(start, start == 0 ? 0 : -1)
    let end = length.map { $0 < 0 ? first : clampedSum(first, $0) } ?? total
    let range = min(max(first, 0), total)..<max(min(max(first, 0), total), min(max(end, 0), total))
    let low = offset(ofScalar: Int(range.lowerBound), in: bytes, from: 0)
    let high = offset(ofScalar: range.count, in: bytes, from: low)
    result.append(contentsOf: bytes[low..<high])
  }

  private static func clampedSum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right < 0 ? Int64.min : Int64.max) : sum
  }

  private static func offset(
    ofScalar index: Int, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var position = start
    var rest = index
    while rest > 0, position < bytes.count {
      position += UTF8Scan.step(bytes, position).length
      rest -= 1
    }
    return position
  }

  /// Every occurrence of `old` from the left becomes `new`; an empty `old` occurs nowhere.
  static func replace(
    _ bytes: UnsafeBufferPointer<UInt8>, _ old: UnsafeBufferPointer<UInt8>,
    _ new: UnsafeBufferPointer<UInt8>, _ result: inout [UInt8]
  ) {
    guard let first = old.first, old.count <= bytes.count else { return result.append(contentsOf: bytes) }
    var position = 0
    while position < bytes.count {
      if bytes[position] == first, position + old.count <= bytes.count,
        equalBytes(UnsafeBufferPointer(rebasing: bytes[position..<position + old.count]), old)
      {
        result.append(contentsOf: new)
        position += old.count
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
  }
}

/// Lower case of an ASCII byte, others as they are; here so that it becomes part of inner loops.
@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }
