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

/// What becomes of a table that is wider than its window.
package enum WideTables: Sendable {
  /// Vertical if not all columns fit and the records fit the window, else cut.
  case auto
  case cut, vertical
}

/// The window that a table is made to fit.
package struct Window: Sendable {
  package var width: Int
  package var height: Int?
  package var wideTables: WideTables

  package init(width: Int, height: Int? = nil, wideTables: WideTables = .cut) {
    self.width = width
    self.height = height
    self.wideTables = wideTables
  }
}

/// Where a result is shown.
package struct OutputOptions: Sendable {
  /// Texts are made safe for a terminal in every format.
  package var isTerminal: Bool
  /// Tables are made to fit it. Used only with `isTerminal`.
  package var window: Window?
  /// Headers and frames are set off by ANSI sequences.
  package var usesColor: Bool
  /// The table that `INSERT` statements name.
  package var table: String
  /// The result is a section of a document; only for formats that can be one.
  package var section: SectionWords?

  package init(
    isTerminal: Bool = false, window: Window? = nil, usesColor: Bool = false, table: String = "result",
    section: SectionWords? = nil
  ) {
    self.section = section
    self.isTerminal = isTerminal
    self.window = window
    self.usesColor = usesColor
    self.table = table
  }
}

/// The formats a result can be written in.
package enum OutputFormat: String, Sendable, CaseIterable {
  case table, vertical, list, csv, excel, tsv, json, ndjson, markdown, html, insert

  /// By name, in any case; `jsonl` is `ndjson` and `md` is `markdown`.
  package init?(name: String) {
    switch name.lowercased() {
    case "jsonl", "jsonlines": self = .ndjson
    case "md": self = .markdown
    case "tab": self = .tsv
    case "htm": self = .html
    case "sql": self = .insert
    case let other:
      guard let format = OutputFormat(rawValue: other) else { return nil }
      self = format
    }
  }

  /// By the ending of a file name: `.csv`, `.tsv`, `.json`, `.ndjson`, `.jsonl`, `.md`, `.html`, `.sql`, `.txt`.
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
    let rows = makeRowWriter(to: sink, options: options)
    guard let words = options.section else { return rows }
    switch self {
    case .table: return SectionWriter(sink, table: rows, pairs: TextPairs(), words: words)
    case .markdown: return SectionWriter(sink, table: rows, pairs: MarkdownPairs(), words: words)
    case .html: return SectionWriter(sink, table: rows, pairs: HTMLPairs(), words: words)
    case .vertical, .list, .csv, .excel, .tsv, .json, .ndjson, .insert: return rows
    }
  }

  private func makeRowWriter(to sink: any ByteSink, options: OutputOptions) -> any ResultWriter {
    let isTerminal = options.isTerminal
    switch self {
    case .table:
      return TableWriter(sink, window: isTerminal ? options.window : nil, ink: TableInk(options.usesColor))
    case .vertical: return VerticalWriter(sink, ink: TableInk(options.usesColor))
    case .html: return HTMLWriter(sink)
    case .json: return JSONWriter(sink, layout: .array)
    case .ndjson: return JSONWriter(sink, layout: .lines)
    case .csv:
      return isTerminal
        ? DelimitedWriter<VisibleEncoding<CSVEncoding>>(sink) : DelimitedWriter<CSVEncoding>(sink)
    case .excel:
      return isTerminal
        ? DelimitedWriter<VisibleEncoding<ExcelEncoding>>(sink) : DelimitedWriter<ExcelEncoding>(sink)
    case .list:
      return isTerminal
        ? DelimitedWriter<VisibleEncoding<ListEncoding>>(sink) : DelimitedWriter<ListEncoding>(sink)
    case .insert:
      return isTerminal
        ? InsertWriter<VisibleEncoding<SQLEncoding>>(sink, table: options.table)
        : InsertWriter<SQLEncoding>(sink, table: options.table)
    case .tsv:
      return isTerminal
        ? DelimitedWriter<VisibleEncoding<TSVEncoding>>(sink) : DelimitedWriter<TSVEncoding>(sink)
    case .markdown:
      return isTerminal
        ? MarkdownWriter<VisibleEncoding<MarkdownEncoding>>(sink) : MarkdownWriter<MarkdownEncoding>(sink)
    }
  }
}
