/// Appends the parts of a column block.
struct BlockWriter {
  var bytes: [UInt8] = []

  /// Seven bits to a byte, the lowest first.
  mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Small for numbers near zero on either side.
  mutating func append(signed number: Int64) {
    append(UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  mutating func append(word: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
  }

  mutating func append(bits: [Bool]) {
    for start in stride(from: 0, to: bits.count, by: 8) {
      var byte: UInt8 = 0
      for row in start..<min(start + 8, bits.count) where bits[row] { byte |= 1 << UInt8(row - start) }
      bytes.append(byte)
    }
  }
}

/// Takes the parts of a column block from bytes that may be damaged: everything is nil where they end or do not fit.
struct BlockReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var left: Int { bytes.count - position }
  var isAtEnd: Bool { left == 0 }

  mutating func number() -> UInt64? {
    var (result, shift): (UInt64, UInt64) = (0, 0)
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
    return nil
  }

  mutating func signed() -> Int64? {
    number().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
  }

  mutating func count(atMost most: Int) -> Int? {
    number().flatMap { Int(exactly: $0) }.flatMap { $0 <= most ? $0 : nil }
  }

  mutating func word() -> UInt64? {
    guard let eight = take(8) else { return nil }
    return eight.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func bits(_ count: Int) -> [Bool]? {
    guard let packed = take((count + 7) / 8) else { return nil }
    return (0..<count).map { packed[$0 / 8] >> UInt8($0 % 8) & 1 == 1 }
  }

  mutating func take(_ count: Int) -> UnsafeBufferPointer<UInt8>? {
    guard count >= 0, count <= left else { return nil }
    defer { position += count }
    return UnsafeBufferPointer(rebasing: bytes[position..<position + count])
  }
}
