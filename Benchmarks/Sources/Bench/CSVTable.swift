/// The cells of a CSV file, row by row.
struct CSVTable {
  let header: [String]
  private let bytes: [UInt8]
  /// Start and end of each cell's bytes, quotes removed lazily.
  private let cells: [Range<Int>]

  var rows: Int { header.isEmpty ? 0 : cells.count / header.count - 1 }

  init(_ path: String) throws(BenchError) {
    guard let bytes = TextFile.bytes(path) else { throw BenchError("cannot read `\(path)`") }
    var cells: [Range<Int>] = []
    var columns = 0
    var start = 0
    var isQuoted = false
    for (position, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        cells.append(start..<position)
        start = position + 1
      case UInt8(ascii: "\n") where !isQuoted:
        let end = position > start && bytes[position - 1] == UInt8(ascii: "\r") ? position - 1 : position
        cells.append(start..<end)
        if columns == 0 { columns = cells.count }
        if cells.count % columns != 0 { throw BenchError("a line of `\(path)` has another number of cells") }
        start = position + 1
      default: break
      }
    }
    self.bytes = bytes
    self.cells = cells
    header = cells[..<columns].map { CSVTable.text(bytes, $0) }
  }

  func cell(_ row: Int, _ column: Int) -> String {
    CSVTable.text(bytes, cells[(row + 1) * header.count + column])
  }

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let quote = UInt8(ascii: "\"")
    guard range.count >= 2, bytes[range.lowerBound] == quote, bytes[range.upperBound - 1] == quote else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    var content: [UInt8] = []
    var previousIsQuote = false
    for byte in bytes[(range.lowerBound + 1)..<(range.upperBound - 1)] {
      if byte == quote, previousIsQuote {
        previousIsQuote = false
        continue
      }
      content.append(byte)
      previousIsQuote = byte == quote
    }
    return String(decoding: content, as: UTF8.self)
  }
}
