/// How many columns of a terminal a text takes.
package enum DisplayWidth {
  /// Columns of one scalar on its own: 0 for marks and invisible format characters, 2 for East Asian wide and
  /// emoji.
  package static func of(scalar: UInt32) -> Int {
    if scalar < 0x300 { return 1 }
    // The Han characters of everyday text.
    if scalar >= 0x4E00, scalar <= 0x9FFF { return 2 }
    if contains(WidthTables.zero, scalar) { return 0 }
    return contains(WidthTables.wide, scalar) ? 2 : 1
  }

  /// Adds up scalars in order; joined emoji sequences, skin tones and emoji presentation need the one before.
  package struct Counter {
    package private(set) var width = 0
    private var previousWidth = 0
    private var isJoined = false

    package init() {}

    /// Columns this scalar adds.
    @discardableResult
    package mutating func add(_ scalar: UInt32) -> Int {
      let added = columns(scalar)
      width += added
      return added
    }

    private mutating func columns(_ scalar: UInt32) -> Int {
      if scalar < 0x300 {
        (previousWidth, isJoined) = (1, false)
        return 1
      }
      switch scalar {
      case 0x200D:
        isJoined = previousWidth == 2
        return 0
      case 0xFE0F:
        // Emoji presentation of a character that is narrow by itself.
        guard previousWidth == 1 else { return 0 }
        previousWidth = 2
        return 1
      case 0x1F3FB...0x1F3FF where previousWidth == 2:
        return 0
      default:
        let own = DisplayWidth.of(scalar: scalar)
        if own == 0 { return 0 }
        if isJoined {
          isJoined = false
          return 0
        }
        previousWidth = own
        return own
      }
    }
  }

  /// Columns of UTF-8 text; a damaged byte counts as one.
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if UTF8Scan.isASCII(bytes) { return bytes.count }
    var counter = Counter()
    var position = 0
    while position < bytes.count {
      let step = UTF8Scan.step(bytes, position)
      counter.add(step.scalar ?? 0xFFFD)
      position += step.length
    }
    return counter.width
  }

  /// Columns of a text: `"客户"` is 4.
  package static func of(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { of($0) }
  }

  /// Binary search in a table of ranges.
  private static func contains(_ table: [UInt32], _ scalar: UInt32) -> Bool {
    var low = 0
    var high = table.count / 2
    while low < high {
      let middle = (low + high) / 2
      if scalar < table[middle * 2] {
        high = middle
      } else if scalar > table[middle * 2 + 1] {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }
}
