import Glibc
import RapportValues

/// The texts of a batch, folded, end to end.
struct FoldedTexts {
  let bytes: [UInt8]
  let offsets: [Int]

  init(_ texts: TextStorage) {
    if let lower = FoldedTexts.lowercasedASCII(texts.bytes) {
      (bytes, offsets) = (lower, texts.offsets)
      return
    }
    var bytes: [UInt8] = []
    var offsets = [0]
    bytes.reserveCapacity(texts.bytes.count)
    offsets.reserveCapacity(texts.offsets.count)
    for row in 0..<texts.count {
      texts.withBytes(row) { TextFold.fold($0, into: &bytes) }
      offsets.append(bytes.count)
    }
    self.bytes = bytes
    self.offsets = offsets
  }

  /// All texts in lower case if they are ASCII, else nil: one quick pass instead of one per row.
  private static func lowercasedASCII(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { bytes in
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      guard all < 0x80 else { return nil }
      return [UInt8](unsafeUninitializedCapacity: bytes.count) { target, filled in
        for position in 0..<bytes.count {
          target.initializeElement(at: position, to: lowercased(bytes[position]))
        }
        filled = bytes.count
      }
    }
  }

  /// Per row, whether the folded pattern matches.
  func matches(_ pattern: TextPattern) -> [Bool] {
    var mask = [Bool](repeating: false, count: offsets.count - 1)
    bytes.withUnsafeBufferPointer { bytes in
      if pattern.kind == .contains, !pattern.needle.isEmpty {
        pattern.needle.withUnsafeBufferPointer { markRows(containing: $0, bytes, &mask) }
        return
      }
      for row in mask.indices {
        mask[row] = pattern.matches(
          folded: UnsafeBufferPointer(rebasing: bytes[offsets[row]..<offsets[row + 1]]))
      }
    }
    return mask
  }

  /// Searches all texts at once; an occurrence counts if it lies inside one row.
  private func markRows(
    containing needle: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, _ mask: inout [Bool]
  ) {
    var position = 0
    var row = 0
    let rare = FoldedTexts.rarePosition(needle)
    while let found = FoldedTexts.find(needle, rare, in: bytes, from: position) {
      while row < mask.count, offsets[row + 1] <= found { row += 1 }
      guard row < mask.count else { return }
      if found + needle.count <= offsets[row + 1] {
        mask[row] = true
        position = offsets[row + 1]
      } else {
        position = found + 1
      }
    }
  }

  /// The next occurrence, found by way of the needle's rarest byte.
  private static func find(
    _ needle: UnsafeBufferPointer<UInt8>, _ rare: Int, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, let pattern = needle.baseAddress else { return nil }
    var position = start + rare
    let byte = Int32(needle[rare])
    while position < bytes.count, let hit = memchr(base + position, byte, bytes.count - position) {
      let found = UnsafeRawPointer(hit) - UnsafeRawPointer(base) - rare
      if found + needle.count > bytes.count { return nil }
      if memcmp(base + found, pattern, needle.count) == 0 { return found }
      position = found + rare + 1
    }
    return nil
  }

  /// The position of the byte that texts probably have least of.
  private static func rarePosition(_ needle: UnsafeBufferPointer<UInt8>) -> Int {
    let common = Array("etaoinsrhldcum 0123456789".utf8)
    return needle.indices.first { !common.contains(needle[$0]) && needle[$0] < 0x80 }
      ?? needle.indices.max { needle[$0] < needle[$1] } ?? 0
  }
}
