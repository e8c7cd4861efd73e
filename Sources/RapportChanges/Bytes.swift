import RapportFormat
import RapportValues

typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer where Element == UInt8 {
  /// As text; only for messages and lookups.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// Without blanks at either end: spaces, tabs, line ends, no-break spaces (U+00A0) and ideographic spaces (U+3000).
  var withoutBlanks: Bytes {
    var (start, end) = (0, count)
    while start < end {
      let byte = self[start]
      if byte == 0x20 || byte &- 0x09 < 5 {
        start += 1
      } else if byte == 0xC2, start + 1 < end, self[start + 1] == 0xA0 {
        start += 2
      } else if byte == 0xE3, start + 2 < end, self[start + 1] == 0x80, self[start + 2] == 0x80 {
        start += 3
      } else {
        break
      }
    }
    while end > start {
      let byte = self[end - 1]
      if byte == 0x20 || byte &- 0x09 < 5 {
        end -= 1
      } else if byte == 0xA0, end - 2 >= start, self[end - 2] == 0xC2 {
        end -= 2
      } else if byte == 0x80, end - 3 >= start, self[end - 2] == 0x80, self[end - 3] == 0xE3 {
        end -= 3
      } else {
        break
      }
    }
    return start == 0 && end == count ? self : Bytes(rebasing: self[start..<end])
  }

  /// Bitwise equality.
  func equals(_ other: Bytes) -> Bool { count == other.count && elementsEqual(other) }
}

/// Bytes at a fixed place that a converter writes and a statement reads.
final class Scratch {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 64

  init() { memory = .allocate(capacity: capacity) }

  deinit { memory.deallocate() }

  func take(_ bytes: some Collection<UInt8>) -> Bytes {
    if bytes.count > capacity {
      memory.deallocate()
      capacity = bytes.count * 2
      memory = .allocate(capacity: capacity)
    }
    var position = 0
    for byte in bytes {
      memory[position] = byte
      position += 1
    }
    return Bytes(start: memory, count: position)
  }
}

/// How cells are shown in messages: short, without control characters.
enum Quoted {
  static func text(_ bytes: Bytes) -> String { text(bytes.string) }

  static func text(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let shown = TerminalText.escape(String(scalars.prefix(60)))
    return "`" + shown + (scalars.count > 60 ? "…" : "") + "`"
  }
}
