/// The folding behind equality and search of `text`: letters to lower case, full-width forms to ASCII.
///
/// Two texts are equal for the user if their folded bytes are equal.
package enum TextFold {
  /// Appends the folded form of UTF-8 text. Damaged bytes are kept as they are.
  package static func fold(_ bytes: UnsafeBufferPointer<UInt8>, into buffer: inout [UInt8]) {
    if isSimple(bytes) { return foldSimple(bytes, into: &buffer) }
    buffer.reserveCapacity(buffer.count + bytes.count)
    var position = 0
    while position < bytes.count {
      let first = bytes[position]
      if first < 0x80 {
        buffer.append(lower(first))
        position += 1
        continue
      }
      let step = UTF8Scan.step(bytes, position)
      if let scalar = step.scalar, mayChange(scalar) {
        appendFolded(scalar, to: &buffer)
      } else {
        for offset in 0..<step.length { buffer.append(bytes[position + offset]) }
      }
      position += step.length
    }
  }

  /// Whether all is ASCII and Han: sequences that start with E4 … E9 are U+4000 … U+9FFF, where nothing
  /// folds.
  private static func isSimple(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var others: UInt8 = 0
    for byte in bytes { others |= byte < 0xC0 || byte &- 0xE4 < 6 ? 0 : 1 }
    return others == 0
  }

  /// Only the ASCII letters change.
  private static func foldSimple(_ bytes: UnsafeBufferPointer<UInt8>, into buffer: inout [UInt8]) {
    let start = buffer.count
    buffer.append(contentsOf: bytes)
    buffer.withUnsafeMutableBufferPointer { target in
      for position in start..<target.count { target[position] = lower(target[position]) }
    }
  }

  /// The folded UTF-8 of a text.
  package static func folded(_ text: String) -> [UInt8] {
    var text = text
    var buffer: [UInt8] = []
    text.withUTF8 { fold($0, into: &buffer) }
    return buffer
  }

  package static func fold(_ text: String) -> String {
    String(decoding: folded(text), as: UTF8.self)
  }

  /// Equality of `text`, case and width folded; ASCII needs no buffer.
  package static func equal(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var position = 0
    let shared = min(left.count, right.count)
    while position < shared {
      let (a, b) = (left[position], right[position])
      if a >= 0x80 || b >= 0x80 { return equalSlowly(left, right) }
      if a != b, lower(a) != lower(b) { return false }
      position += 1
    }
    if left.count == right.count { return true }
    return false
  }

  private static func equalSlowly(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var (a, b): ([UInt8], [UInt8]) = ([], [])
    fold(left, into: &a)
    fold(right, into: &b)
    return a == b
  }

  /// Lower case of an ASCII byte; others as they are.
  @inline(__always) package static func lower(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// False for the big blocks without case: Han, kana and Hangul need no look at the character database.
  @inline(__always) private static func mayChange(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E80...0x2FFF, 0x3001...0xA63F, 0xAC00...0xFAFF, 0x2_0000...0x3_FFFF: false
    default: true
    }
  }

  private static func appendFolded(_ scalar: UInt32, to buffer: inout [UInt8]) {
    switch scalar {
    case 0x3000:
      buffer.append(UInt8(ascii: " "))
    case 0xFF01...0xFF5E:
      buffer.append(lower(UInt8(truncatingIfNeeded: scalar - 0xFEE0)))
    // Letters that are lower case already and yet fold to another: micro sign, long s, final sigma.
    case 0xB5: UTF8Scan.append(0x3BC, to: &buffer)
    case 0x17F: buffer.append(UInt8(ascii: "s"))
    case 0x3C2: UTF8Scan.append(0x3C3, to: &buffer)
    default:
      guard let valid = Unicode.Scalar(scalar) else { return }
      if valid.properties.changesWhenLowercased {
        buffer.append(contentsOf: valid.properties.lowercaseMapping.utf8)
      } else {
        UTF8Scan.append(scalar, to: &buffer)
      }
    }
  }
}
