/// Reading scalars out of UTF-8 that may be damaged.
package enum UTF8Scan {
  /// One decoding step. A byte that starts no well-formed sequence is a step of length 1 without a scalar.
  package struct Step {
    package var scalar: UInt32?
    package var length: Int

    @inline(__always) init(_ scalar: UInt32?, _ length: Int) {
      self.scalar = scalar
      self.length = length
    }
  }

  /// The scalar at `position`, which must be inside `bytes`.
  package static func step(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Step {
    let first = bytes[position]
    if first < 0x80 { return Step(UInt32(first), 1) }
    let left = bytes.count - position
    if first >= 0xC2, first < 0xE0, left >= 2 {
      let second = bytes[position + 1]
      guard isContinuation(second) else { return Step(nil, 1) }
      return Step((UInt32(first) & 0x1F) << 6 | (UInt32(second) & 0x3F), 2)
    }
    if first >= 0xE0, first < 0xF0, left >= 3 { return three(bytes, position, first) }
    if first >= 0xF0, first < 0xF5, left >= 4 { return four(bytes, position, first) }
    return Step(nil, 1)
  }

  private static func three(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ first: UInt8
  ) -> Step {
    let second = bytes[position + 1]
    let third = bytes[position + 2]
    guard isContinuation(second), isContinuation(third) else { return Step(nil, 1) }
    let scalar = (UInt32(first) & 0x0F) << 12 | (UInt32(second) & 0x3F) << 6 | (UInt32(third) & 0x3F)
    guard scalar >= 0x800, scalar < 0xD800 || scalar > 0xDFFF else { return Step(nil, 1) }
    return Step(scalar, 3)
  }

  private static func four(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ first: UInt8
  ) -> Step {
    let second = bytes[position + 1]
    let third = bytes[position + 2]
    let fourth = bytes[position + 3]
    guard isContinuation(second), isContinuation(third), isContinuation(fourth) else {
      return Step(nil, 1)
    }
    let high = (UInt32(first) & 0x07) << 18 | (UInt32(second) & 0x3F) << 12
    let scalar = high | (UInt32(third) & 0x3F) << 6 | (UInt32(fourth) & 0x3F)
    guard scalar >= 0x1_0000, scalar <= 0x10_FFFF else { return Step(nil, 1) }
    return Step(scalar, 4)
  }

  @inline(__always) private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Whether no byte has its high bit set.
  package static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var position = 0
    while position &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { return false }
      position &+= 8
    }
    while position < raw.count {
      if raw[position] >= 0x80 { return false }
      position &+= 1
    }
    return true
  }

  /// Appends a scalar as UTF-8; a value that is no scalar is left out.
  package static func append(_ scalar: UInt32, to buffer: inout [UInt8]) {
    if scalar < 0x80 {
      buffer.append(UInt8(truncatingIfNeeded: scalar))
    } else if let valid = Unicode.Scalar(scalar) {
      buffer.append(contentsOf: UTF8.encode(valid) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
