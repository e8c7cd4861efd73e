/// Where each declaration of a text stands, found by one pass over its bytes without parsing.
struct DeclarationIndex: Sendable {
  enum Kind: Sendable { case entity, enumeration, rule }

  struct Entry: Sendable {
    var kind: Kind
    /// The name, then its aliases.
    var names: [String]
    /// From the comment above to the closing brace.
    var range: Range<Int>
  }

  private(set) var entries: [Entry] = []

  /// Nil if the text holds anything but declarations with names and braces; then it has to be parsed.
  init?(_ bytes: [UInt8]) {
    let failed = bytes.withUnsafeBufferPointer { bytes in
      var scanner = Scanner(bytes: bytes)
      while let entry = scanner.next() { entries.append(entry) }
      return scanner.failed
    }
    if failed { return nil }
  }
}

/// Reads words, comments and brackets, no more.
private struct Scanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  var failed = false

  /// Words that end the names in front of a declaration's body.
  private static let headWords = ["from", "key", "label", "ordered", "for", "version"]

  mutating func next() -> DeclarationIndex.Entry? {
    guard !failed, let start = skipBlank() else { return nil }
    failed = true
    guard let kind = kind(word()), skipBlank() != nil else { return nil }
    guard let names = names(), skipToBrace(), skipBody() else { return nil }
    failed = false
    return DeclarationIndex.Entry(kind: kind, names: names, range: start..<position)
  }

  private func kind(_ word: String) -> DeclarationIndex.Kind? {
    switch word {
    case "entity": .entity
    case "enum": .enumeration
    case "rule": .rule
    default: nil
    }
  }

  /// Goes to the next word; the start of the comments directly above it, or of the word.
  private mutating func skipBlank() -> Int? {
    var comment: Int?
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
      case UInt8(ascii: "#"):
        comment = comment ?? position
        skipLine()
      default: return comment ?? position
      }
    }
    return nil
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
  }

  /// `accounts 客户/客戶`, up to a word of the head or the brace.
  private mutating func names() -> [String]? {
    var names: [String] = []
    while skipBlank() != nil {
      let byte = bytes[position]
      if byte == UInt8(ascii: "{") { break }
      if byte == UInt8(ascii: "/"), !names.isEmpty {
        position += 1
        continue
      }
      let text = word()
      if text.isEmpty { return nil }
      if Self.headWords.contains(text), !names.isEmpty { break }
      names.append(text)
    }
    return names.isEmpty ? nil : names
  }

  private mutating func skipToBrace() -> Bool {
    while position < bytes.count, bytes[position] != UInt8(ascii: "{") {
      guard skip(bytes[position]) else { return false }
    }
    return position < bytes.count
  }

  /// Over a body in braces, which may hold others.
  private mutating func skipBody() -> Bool {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 {
          position += 1
          return true
        }
      }
      guard skip(byte) else { return false }
    }
    return false
  }

  /// Over the byte here, or over the comment or the quotation it begins.
  private mutating func skip(_ byte: UInt8) -> Bool {
    position += 1
    if byte == UInt8(ascii: "#") {
      skipLine()
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
      while position < bytes.count, bytes[position] != byte {
        position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard position < bytes.count else { return false }
      position += 1
    }
    return true
  }
}
