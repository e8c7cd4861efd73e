import RapportValues

/// An HTML table to paste into a page: header, then a row per row; numbers have the class `number`.
///
/// Control characters and marks that turn the reading direction are shown, not sent, whatever the output is.
final class HTMLWriter: ResultWriter {
  private typealias Encoding = VisibleEncoding<HTMLEncoding>

  private var output: BlockOutput
  private var isNumber: [Bool] = []

  init(_ sink: any ByteSink) { output = BlockOutput(sink) }

  func begin(_ columns: [ResultColumn]) throws {
    isNumber = columns.map(\.type.isRightAligned)
    output.buffer.append("<table>\n<thead>\n<tr>")
    for column in columns {
      output.buffer.append("<th>")
      var name = column.name
      name.withUTF8 { Encoding.write($0, to: &output.buffer) }
      output.buffer.append("</th>")
    }
    output.buffer.append("</tr>\n</thead>\n<tbody>\n")
  }

  func write(_ batch: Batch) throws {
    let cells = zip(isNumber, batch.columns).map { (isNumber: $0, writer: CellWriter.make($1, Encoding.self)) }
    for row in 0..<batch.count {
      output.buffer.append("<tr>")
      for cell in cells {
        output.buffer.append(cell.isNumber ? "<td class=\"number\">" : "<td>")
        cell.writer.append(row, to: &output.buffer)
        output.buffer.append("</td>")
      }
      output.buffer.append("</tr>\n")
      try output.rowDone()
    }
  }

  func end() throws {
    output.buffer.append("</tbody>\n</table>\n")
    try output.finish()
  }
}

/// Text between tags: `&`, `<`, `>` and quotes are entities, a line break is `<br>`.
enum HTMLEncoding: CellEncoding {
  static func write(_ text: UnsafeBufferPointer<UInt8>, to out: inout OutputBuffer) {
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): out.append("&amp;")
      case UInt8(ascii: "<"): out.append("&lt;")
      case UInt8(ascii: ">"): out.append("&gt;")
      case UInt8(ascii: "\""): out.append("&quot;")
      case UInt8(ascii: "'"): out.append("&#39;")
      case 0x0D: out.append("<br>")
      case 0x0A: if previous != 0x0D { out.append("<br>") }
      default: out.append(byte)
      }
      previous = byte
    }
  }
}
