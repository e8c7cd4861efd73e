extension NumberText {
  /// The number a text says: an optional sign, digits, at most one point with digits on both sides, white space
  /// around it; nil for anything else.
  package static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    let bytes = text.trimmed
    let isSigned = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
    let parts = bytes.dropFirst(isSigned ? 1 : 0).split(
      separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return nil }
    for part in parts {
      let isDigits = part.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard isDigits, !part.isEmpty else { return nil }
    }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without ASCII white space at both ends.
  package var trimmed: UnsafeBufferPointer<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
    else { return UnsafeBufferPointer(rebasing: self[0..<0]) }
    return UnsafeBufferPointer(rebasing: self[first...last])
  }
}
