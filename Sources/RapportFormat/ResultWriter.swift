package import RapportValues

/// A column of a result as its header shows it.
package struct ResultColumn: Sendable {
  package var name: String
  package var type: ValueType

  package init(name: String, type: ValueType) {
    self.name = name
    self.type = type
  }
}

/// Writes one result in one format: `begin` once, `write` per batch, `end` once. Errors are the sink's.
package protocol ResultWriter: AnyObject {
  func begin(_ columns: [ResultColumn]) throws
  /// The batch has the columns of `begin`.
  func write(_ batch: Batch) throws
  /// Writes what is left and flushes the sink.
  func end() throws
}

/// Where a result is shown.
package struct OutputOptions: Sendable {
  /// Texts are made safe for a terminal in every format.
  package var isTerminal: Bool
  /// Columns of the terminal; tables are cut to it. Used only with `isTerminal`.
  package var terminalWidth: Int?

  package init(isTerminal: Bool = false, terminalWidth: Int? = nil) {
    self.isTerminal = isTerminal
    self.terminalWidth = terminalWidth
  }
}

/// The formats a result can be written in.
package enum OutputFormat: String, Sendable, CaseIterable {
  case table, csv, tsv, json, ndjson, markdown

  /// By name, in any case; `jsonl` is `ndjson` and `md` is `markdown`.
  package init?(name: String) {
    switch name.lowercased() {
    case "jsonl", "jsonlines": self = .ndjson
    case "md": self = .markdown
    case "tab": self = .tsv
    case let other:
      guard let format = OutputFormat(rawValue: other) else { return nil }
      self = format
    }
  }

  /// By the ending of a file name: `.csv`, `.tsv`, `.json`, `.ndjson`, `.jsonl`, `.md`, `.txt`.
  package init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: "."), !fileName[dot...].contains("/") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "txt": self = .table
    case let ending:
      guard let format = OutputFormat(name: ending) else { return nil }
      self = format
    }
  }

  /// A writer of this format.
  package func makeWriter(
    to sink: any ByteSink, options: OutputOptions = OutputOptions()
  ) -> any ResultWriter {
    let isTerminal = options.isTerminal
    switch self {
    case .table: return TableWriter(sink, width: isTerminal ? options.terminalWidth : nil)
    case .json: return JSONWriter(sink, layout: .array)
    case .ndjson: return JSONWriter(sink, layout: .lines)
    case .csv:
      return isTerminal
        ? DelimitedWriter<VisibleEncoding<CSVEncoding>>(sink) : DelimitedWriter<CSVEncoding>(sink)
    case .tsv:
      return isTerminal
        ? DelimitedWriter<VisibleEncoding<TSVEncoding>>(sink) : DelimitedWriter<TSVEncoding>(sink)
    case .markdown:
      return isTerminal
        ? MarkdownWriter<VisibleEncoding<MarkdownEncoding>>(sink) : MarkdownWriter<MarkdownEncoding>(sink)
    }
  }
}
