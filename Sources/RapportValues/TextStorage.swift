extension TextStorage {
  /// The offsets must ascend from 0 to at most the number of bytes.
  package init(offsets: [Int], bytes: [UInt8]) {
    self.offsets = offsets
    self.bytes = bytes
  }

  /// An empty text in each of `count` rows.
  package init(emptyRows count: Int) {
    self.init(offsets: [Int](repeating: 0, count: count + 1), bytes: [])
  }

  package mutating func reserve(rows: Int, bytes byteCount: Int) {
    offsets.reserveCapacity(rows + 1)
    bytes.reserveCapacity(byteCount)
  }

  package mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }

  package mutating func append(_ text: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }

  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    offsets.append(bytes.count)
  }

  /// An empty text, also the stored value of a missing row.
  package mutating func appendEmpty() { offsets.append(bytes.count) }

  /// The bytes of a row; empty for a row that does not exist.
  package func withBytes<Result>(
    _ row: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let range = range(of: row)
    return try bytes.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  /// The text of a row; damaged bytes become U+FFFD.
  public subscript(row: Int) -> String {
    withBytes(row) { String(decoding: $0, as: UTF8.self) }
  }

  func range(of row: Int) -> Range<Int> {
    guard row >= 0, row < count else { return 0..<0 }
    return offsets[row]..<offsets[row + 1]
  }

  /// The rows at `indexes`; an index outside gives an empty text.
  func gather(_ indexes: [Int]) -> TextStorage {
    var result = TextStorage()
    result.offsets.reserveCapacity(indexes.count + 1)
    var total = 0
    for index in indexes {
      total += range(of: index).count
      result.offsets.append(total)
    }
    result.bytes = [UInt8](unsafeUninitializedCapacity: total) { target, count in
      bytes.withUnsafeBufferPointer { source in
        var position = 0
        for index in indexes {
          let range = range(of: index)
          guard !range.isEmpty, let from = source.baseAddress, let to = target.baseAddress else { continue }
          (to + position).initialize(from: from + range.lowerBound, count: range.count)
          position += range.count
        }
        count = position
      }
    }
    return result
  }

  func slice(_ rows: Range<Int>) -> TextStorage {
    let first = offsets[rows.lowerBound]
    let last = offsets[rows.upperBound]
    return TextStorage(
      offsets: offsets[rows.lowerBound...rows.upperBound].map { $0 - first },
      bytes: Array(bytes[first..<last]))
  }

  mutating func append(contentsOf other: TextStorage) {
    let shift = bytes.count - (other.offsets.first ?? 0)
    bytes.append(contentsOf: other.bytes)
    offsets.append(contentsOf: other.offsets.dropFirst().lazy.map { $0 + shift })
  }
}
