import RapportValues

/// A section of a document: one row of many columns as names with their values, no rows as a word, else a table.
final class SectionWriter: ResultWriter {
  /// A row of so many columns still stands in a table.
  private static let mostInTable = 8

  private let sink: any ByteSink
  private let table: any ResultWriter
  private let pairs: any PairsLayout
  private let words: SectionWords
  private var columns: [ResultColumn] = []
  /// The only row so far.
  private var held: Batch?
  private var isTable = false

  init(_ sink: any ByteSink, table: any ResultWriter, pairs: any PairsLayout, words: SectionWords) {
    self.sink = sink
    self.table = table
    self.pairs = pairs
    self.words = words
  }

  func begin(_ columns: [ResultColumn]) throws { self.columns = columns }

  func write(_ batch: Batch) throws {
    if batch.count == 0 { return }
    if !isTable {
      if held == nil, batch.count == 1, columns.count > Self.mostInTable {
        held = batch
        return
      }
      isTable = true
      try table.begin(columns)
      if let held { try table.write(held) }
      held = nil
    }
    try table.write(batch)
  }

  func end() throws {
    if isTable { return try table.end() }
    var output = BlockOutput(sink)
    if let held {
      let values = held.columns.map { value(of: $0) }
      pairs.write(zip(columns, values).map { ($0.name, $1) }, unknown: words.unknown, to: &output.buffer)
    } else {
      pairs.write(words.nothing, to: &output.buffer)
    }
    try output.finish()
  }

  /// The only value of a column as a person reads it; nil if it is not known.
  private func value(of column: Column) -> String? {
    if column.isMissing(0) { return nil }
    if case .bool = column.type, case .int64(let values) = column.storage {
      return values[0] == 0 ? words.no : words.yes
    }
    return column.shownTexts().first
  }
}

/// How names with their values are laid out in a format.
protocol PairsLayout {
  /// - Parameter unknown: stands for values that are nil.
  func write(_ pairs: [(name: String, value: String?)], unknown: String, to out: inout OutputBuffer)
  /// A line of its own.
  func write(_ word: String, to out: inout OutputBuffer)
}

/// A line each, values below one another.
struct TextPairs: PairsLayout {
  func write(_ pairs: [(name: String, value: String?)], unknown: String, to out: inout OutputBuffer) {
    let shown = pairs.map { (name: TerminalText.escape($0.name), value: $0.value.map { TerminalText.escape($0) }) }
    let width = (shown.map { DisplayWidth.of($0.name) }.max() ?? 0) + 2
    for pair in shown {
      out.append(Array(pair.name.utf8))
      let value = pair.value ?? unknown
      if !value.isEmpty {
        out.append(repeating: UInt8(ascii: " "), count: width - DisplayWidth.of(pair.name))
        out.append(Array(value.utf8))
      }
      out.append(0x0A)
    }
  }

  func write(_ word: String, to out: inout OutputBuffer) { out.append(Array((word + "\n").utf8)) }
}

/// A table without a header of its own.
struct MarkdownPairs: PairsLayout {
  func write(_ pairs: [(name: String, value: String?)], unknown: String, to out: inout OutputBuffer) {
    out.append("|  |  |\n| --- | --- |\n")
    for pair in pairs {
      let value = pair.value.map { MarkdownText.escape($0) } ?? "*\(unknown)*"
      out.append(Array("| \(MarkdownText.escape(pair.name)) | \(value) |\n".utf8))
    }
  }

  func write(_ word: String, to out: inout OutputBuffer) { out.append(Array("*\(word)*\n".utf8)) }
}

/// A list of descriptions, two beside one another where there is room.
struct HTMLPairs: PairsLayout {
  func write(_ pairs: [(name: String, value: String?)], unknown: String, to out: inout OutputBuffer) {
    out.append("<dl>\n")
    for pair in pairs {
      let value = pair.value.map { "<dd>" + MarkupText.escape($0) } ?? "<dd class=\"unknown\">\(unknown)"
      out.append(Array("<div><dt>\(MarkupText.escape(pair.name))</dt>\(value)</dd></div>\n".utf8))
    }
    out.append("</dl>\n")
  }

  func write(_ word: String, to out: inout OutputBuffer) {
    out.append(Array("<p class=\"unknown\">\(word)</p>\n".utf8))
  }
}
