/// One source text and its lines: from byte offsets to lines and columns.
package struct SourceMap: Sendable {
  /// The file's name as messages show it, such as `vip.rap`.
  package let file: String
  package let bytes: [UInt8]
  /// Offsets where lines begin.
  private let lineStarts: [Int]
  /// Columns of some offsets inside long lines, so that a place in a line of a megabyte is found at once.
  private let waypoints: [Waypoint]

  /// `column` characters of the line stand before `offset`.
  private struct Waypoint: Sendable {
    var offset: Int
    var column: Int
  }

  /// Bytes between two waypoints.
  private static let stride = 4_096

  package init(file: String, source: String) { self.init(file: file, utf8: Array(source.utf8)) }

  package init(file: String, utf8 bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
    waypoints = Self.waypoints(of: bytes, lines: starts)
  }

  private static func waypoints(of bytes: [UInt8], lines: [Int]) -> [Waypoint] {
    var waypoints: [Waypoint] = []
    for (index, start) in lines.enumerated() {
      let end = index + 1 < lines.count ? lines[index + 1] : bytes.count
      var (offset, column) = (start, 0)
      while end - offset > stride {
        let next = characterStart(near: offset + stride, in: bytes)
        column += String(decoding: bytes[offset..<next], as: UTF8.self).count
        offset = next
        waypoints.append(Waypoint(offset: offset, column: column))
      }
    }
    return waypoints
  }

  /// A byte at or a little before an offset that begins a character: an ASCII one does for certain.
  private static func characterStart(near offset: Int, in bytes: [UInt8]) -> Int {
    let candidates = (max(0, offset - 64)...offset).reversed()
    return candidates.first { bytes[$0] < 0x80 } ?? candidates.first { bytes[$0] & 0xC0 != 0x80 } ?? offset
  }

  /// The last waypoint of a line at or before an offset.
  private func waypoint(before offset: Int, from lineStart: Int) -> Waypoint {
    var (low, high) = (0, waypoints.count)
    while low < high {
      let middle = (low + high) / 2
      if waypoints[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, waypoints[low - 1].offset > lineStart else { return Waypoint(offset: lineStart, column: 0) }
    return waypoints[low - 1]
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
    let near = waypoint(before: end, from: start)
    let rest = String(decoding: bytes[near.offset..<end], as: UTF8.self).count
    return Position(line: line + 1, column: near.column + rest + 1)
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
