/// Text operations, one character or scalar at a time.
enum NaiveText {
  static func order(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.utf8), Array(right.utf8))
    for (x, y) in zip(a, b) where x != y { return x < y ? -1 : 1 }
    return NaiveValue.sign(a.count, b.count)
  }

  /// Full-width ASCII to ASCII, the ideographic space to a space, then lower case.
  static func fold(_ text: String) -> String {
    var narrow = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { narrow.append($0) }
      case 0x3000: narrow.append(" ")
      default: narrow.append(scalar)
      }
    }
    return String(narrow).lowercased()
  }

  static func equal(_ left: String, _ right: String, folded: Bool) -> Bool {
    folded ? bytes(fold(left)) == bytes(fold(right)) : bytes(left) == bytes(right)
  }

  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Whether `part` stands somewhere in `text`; both are folded already.
  static func contains(_ text: String, _ part: String) -> Bool {
    let (whole, piece) = (bytes(text), bytes(part))
    guard piece.count <= whole.count else { return false }
    return (0...(whole.count - piece.count)).contains { start in
      Array(whole[start..<(start + piece.count)]) == piece
    }
  }

  static func starts(_ text: String, _ part: String) -> Bool {
    Array(bytes(text).prefix(bytes(part).count)) == bytes(part)
  }

  static func ends(_ text: String, _ part: String) -> Bool {
    Array(bytes(text).suffix(bytes(part).count)) == bytes(part)
  }

  /// Glob with `*` for any run and `?` for one scalar; both are folded already.
  static func glob(_ text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = Array(pattern.dropFirst())
    switch first {
    case "*": return (0...text.count).contains { glob(Array(text.dropFirst($0)), rest) }
    case "?": return !text.isEmpty && glob(Array(text.dropFirst()), rest)
    default: return text.first == first && glob(Array(text.dropFirst()), rest)
    }
  }

  static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(scalar) }
    return String(view)
  }

  static func trim(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return self.text(scalars)
  }

  /// `start` counts scalars from 1, negative from the end. A start before the text uses up part of the
  /// length, as in SQL; both ends are clamped to the text.
  static func substring(_ text: String, start: Int64, length: Int64?) -> String {
    let scalars = Array(text.unicodeScalars)
    let count = Int64(scalars.count)
    let first = start > 0 ? start - 1 : start < 0 ? count + start : 0
    let kept = scalars.enumerated().filter { position, _ in
      let place = Int64(position)
      guard place >= first else { return false }
      return length.map { place - first < $0 } ?? true
    }
    return self.text(kept.map(\.element))
  }

  static func replace(_ text: String, _ from: String, _ to: String) -> String {
    let (whole, piece) = (bytes(text), bytes(from))
    guard !piece.isEmpty else { return text }
    var result: [UInt8] = []
    var position = 0
    while position < whole.count {
      let end = position + piece.count
      if end <= whole.count, Array(whole[position..<end]) == piece {
        result += bytes(to)
        position = end
      } else {
        result.append(whole[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
