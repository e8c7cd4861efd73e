/// A pattern with `*` for any run of characters and `?` for one, both possibly preceded by `\` to be meant
/// literally.
///
/// The pattern is cut at its stars. The first piece is anchored at the start, the last at the end, and each
/// piece between is taken at its first occurrence, which is always the right choice; so nothing is ever tried
/// twice and the work is at most text × pattern.
struct GlobPattern: Sendable {
  private enum Item: Equatable {
    case scalar(UInt32)
    case any
  }

  /// The pieces between stars; one piece means no star.
  private let pieces: [[Item]]
  /// The same pieces as UTF-8 if there is no `?`: then bytes can be searched without decoding them.
  private let bytePieces: [[UInt8]]?

  init(folded pattern: [UInt8]) {
    var pieces: [[Item]] = [[]]
    var isEscaped = false
    for scalar in GlobPattern.scalars(of: pattern) {
      if !isEscaped, scalar == 0x5C {
        isEscaped = true
      } else if !isEscaped, scalar == UInt32(UInt8(ascii: "*")) {
        pieces.append([])
      } else {
        let isWild = !isEscaped && scalar == UInt32(UInt8(ascii: "?"))
        pieces[pieces.count - 1].append(isWild ? .any : .scalar(scalar))
        isEscaped = false
      }
    }
    // A lone backslash at the end means itself.
    if isEscaped { pieces[pieces.count - 1].append(.scalar(0x5C)) }
    self.pieces = pieces
    bytePieces = pieces.contains { $0.contains(.any) } ? nil : pieces.map(GlobPattern.bytes)
  }

  private static func bytes(of piece: [Item]) -> [UInt8] {
    var result: [UInt8] = []
    for case .scalar(let scalar) in piece {
      if scalar >= 0x11_0000 {
        result.append(UInt8(truncatingIfNeeded: scalar))
      } else {
        UTF8Scan.append(scalar, to: &result)
      }
    }
    return result
  }

  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if let bytePieces { return GlobPattern.matches(bytePieces, text) }
    let scalars = GlobPattern.scalars(of: text)
    guard let head = pieces.first, let tail = pieces.last,
      var position = GlobPattern.match(head, scalars, from: 0)
    else { return false }
    if pieces.count == 1 { return position == scalars.count }
    for piece in pieces.dropFirst().dropLast() {
      guard let next = GlobPattern.find(piece, scalars, from: position) else { return false }
      position = next
    }
    return GlobPattern.endsWith(tail, scalars, from: position)
  }

  private static func matches(_ pieces: [[UInt8]], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let head = pieces.first, let tail = pieces.last,
      head.withUnsafeBufferPointer({ ByteSearch.hasPrefix(text, $0) })
    else { return false }
    if pieces.count == 1 { return head.count == text.count }
    var position = head.count
    for piece in pieces.dropFirst().dropLast() {
      guard let found = piece.withUnsafeBufferPointer({ ByteSearch.find($0, in: text, from: position) })
      else { return false }
      position = found + piece.count
    }
    return position + tail.count <= text.count
      && tail.withUnsafeBufferPointer { ByteSearch.hasSuffix(text, $0) }
  }

  /// The end of `piece` matched exactly at `start`.
  private static func match(_ piece: [Item], _ text: [UInt32], from start: Int) -> Int? {
    var position = start
    for item in piece {
      guard position < text.count else { return nil }
      switch item {
      case .scalar(let scalar):
        guard text[position] == scalar else { return nil }
        position += 1
      case .any:
        // One character is one scalar with the marks that follow it.
        position += 1
        while position < text.count, text[position] >= 0x300, DisplayWidth.of(scalar: text[position]) == 0 {
          position += 1
        }
      }
    }
    return position
  }

  private static func find(_ piece: [Item], _ text: [UInt32], from start: Int) -> Int? {
    var position = start
    while position <= text.count {
      if let end = match(piece, text, from: position) { return end }
      position += 1
    }
    return nil
  }

  private static func endsWith(_ piece: [Item], _ text: [UInt32], from start: Int) -> Bool {
    if piece.isEmpty { return true }
    var position = text.count - piece.count
    // Marks make a match longer than its piece, never shorter.
    while position >= start {
      if match(piece, text, from: position) == text.count { return true }
      guard piece.contains(.any) else { return false }
      position -= 1
    }
    return false
  }

  private static func scalars(of bytes: [UInt8]) -> [UInt32] {
    bytes.withUnsafeBufferPointer { scalars(of: $0) }
  }

  /// Damaged bytes become values past the last scalar, so that they equal only themselves.
  private static func scalars(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let step = UTF8Scan.step(bytes, position)
      result.append(step.scalar ?? 0x11_0000 + UInt32(bytes[position]))
      position += step.length
    }
    return result
  }
}
