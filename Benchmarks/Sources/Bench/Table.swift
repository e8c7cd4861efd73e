/// A Markdown table with a sentence below it.
struct Table {
  private let header: [String]
  private var rows: [[String]] = []
  var note = ""

  init(_ header: [String]) { self.header = header }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The first column is text, the others are numbers.
  var markdown: String {
    var lines = [line(header), "|" + header.indices.map { $0 == 0 ? " --- |" : " ---: |" }.joined()]
    lines += rows.map(line)
    if !note.isEmpty { lines += ["", note] }
    return lines.joined(separator: "\n")
  }

  private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
