/// A prepared search in folded text: `=`, `contains`, `starts with`, `ends with`, `like`.
package struct TextPattern: Sendable {
  package enum Kind: Sendable { case equal, contains, startsWith, endsWith, like }

  package let kind: Kind
  /// The folded pattern.
  package let needle: [UInt8]
  private let glob: GlobPattern?

  package init(_ kind: Kind, _ pattern: String) {
    self.kind = kind
    self.needle = TextFold.folded(pattern)
    self.glob = kind == .like ? GlobPattern(folded: needle) : nil
  }

  /// Whether a text matches. `scratch` is reused between rows for the folded text.
  package func matches(_ bytes: UnsafeBufferPointer<UInt8>, scratch: inout [UInt8]) -> Bool {
    scratch.removeAll(keepingCapacity: true)
    TextFold.fold(bytes, into: &scratch)
    return scratch.withUnsafeBufferPointer { matches(folded: $0) }
  }

  package func matches(_ text: String) -> Bool {
    TextFold.folded(text).withUnsafeBufferPointer { matches(folded: $0) }
  }

  /// Whether text that is folded already matches.
  package func matches(folded text: UnsafeBufferPointer<UInt8>) -> Bool {
    needle.withUnsafeBufferPointer { needle in
      switch kind {
      case .equal: text.count == needle.count && ByteSearch.hasPrefix(text, needle)
      case .contains: ByteSearch.find(needle, in: text, from: 0) != nil
      case .startsWith: ByteSearch.hasPrefix(text, needle)
      case .endsWith: ByteSearch.hasSuffix(text, needle)
      case .like: glob?.matches(text) ?? false
      }
    }
  }

  /// The rows of a text column that match; missing rows never do.
  package func matches(_ text: TextStorage, missing: [Bool]?) -> [Bool] {
    var scratch: [UInt8] = []
    var result = [Bool](repeating: false, count: text.count)
    text.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<text.count where !(missing?[row] ?? false) {
        let range = text.offsets[row]..<text.offsets[row + 1]
        result[row] = matches(UnsafeBufferPointer(rebasing: bytes[range]), scratch: &scratch)
      }
    }
    return result
  }
}

/// Exact search in bytes.
enum ByteSearch {
  static func hasPrefix(_ text: UnsafeBufferPointer<UInt8>, _ prefix: UnsafeBufferPointer<UInt8>) -> Bool {
    matches(prefix, in: text, at: 0)
  }

  static func hasSuffix(_ text: UnsafeBufferPointer<UInt8>, _ suffix: UnsafeBufferPointer<UInt8>) -> Bool {
    matches(suffix, in: text, at: text.count - suffix.count)
  }

  /// Position of the first occurrence at or after `start`.
  static func find(
    _ needle: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = needle.first else { return start }
    var position = start
    while position + needle.count <= text.count {
      if text[position] == first, matches(needle, in: text, at: position) { return position }
      position += 1
    }
    return nil
  }

  static func matches(
    _ needle: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Bool {
    guard position >= 0, position + needle.count <= text.count else { return false }
    for index in 0..<needle.count where text[position + index] != needle[index] { return false }
    return true
  }
}
