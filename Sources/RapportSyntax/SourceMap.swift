/// One source text and its lines: from byte offsets to lines and columns.
package struct SourceMap: Sendable {
  /// The file's name as messages show it, such as `vip.rap`.
  package let file: String
  package let bytes: [UInt8]
  /// Offsets where lines begin.
  private let lineStarts: [Int]

  package init(file: String, source: String) { self.init(file: file, utf8: Array(source.utf8)) }

  package init(file: String, utf8 bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// A place as people count: both from 1, columns in characters.
  package struct Position: Hashable, Sendable {
    package var line: Int
    package var column: Int
  }

  /// The place of a byte offset; offsets outside the text are moved to its ends.
  package func position(at offset: Int) -> Position {
    let line = lineIndex(at: offset)
    let start = lineStarts[line]
    let end = max(start, min(max(offset, 0), bytes.count))
    return Position(line: line + 1, column: String(decoding: bytes[start..<end], as: UTF8.self).count + 1)
  }

  /// The index of the line that holds an offset.
  func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line without its end.
  func lineRange(_ index: Int) -> Range<Int> {
    guard lineStarts.indices.contains(index) else { return bytes.count..<bytes.count }
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }
}
