import RapportFormat

/// How a result is written.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned columns for people.
  case table
  /// A line per field, for rows too wide for a table.
  case vertical
  /// Fields between bars, with a header; bars and line breaks in texts are escaped.
  case list
  /// RFC 4180, UTF-8, with a header.
  case csv
  /// CSV for spreadsheets: UTF-8 with a byte order mark, lines ended by CR LF, and an apostrophe before texts that a
  /// spreadsheet would take for a formula or a number.
  case excel
  /// Tab-separated, with a header.
  case tsv
  /// One array of objects; numbers are numbers, missing is null.
  case json
  /// One object per line.
  case ndjson
  /// A table for documents.
  case markdown
  /// An HTML table.
  case html
  /// An SQL `INSERT` statement per row.
  case insert

  /// The format that the ending of a file's name stands for; nil if it stands for none.
  public init?(fileName: String) {
    guard let format = RapportFormat.OutputFormat(fileName: fileName) else { return nil }
    self.init(rawValue: format.rawValue)
  }
}

/// How the characters of a text format become bytes.
public enum OutputEncoding: Sendable {
  case utf8
  /// The Chinese national encoding, for programs that read no UTF-8. A text that cannot be written in it is an error of
  /// kind `data` that names the character.
  case gb18030
}

/// What becomes of a table that is wider than its terminal.
public enum WideTables: String, Sendable, CaseIterable {
  /// Vertical if not all columns fit and the records fit the window, else cut.
  case auto
  /// Texts are cut and columns in the middle left out, both shown by `…`.
  case cut
  /// Vertical, a line per field.
  case vertical
}

/// What a writer may assume about the place it writes to.
public struct OutputOptions: Sendable {
  /// Columns of the terminal: a table is made to fit. Nil writes everything in full, and charts in 80 columns.
  public var width: Int?
  /// Rows of the terminal.
  public var height: Int?
  /// How a table is made to fit `width`.
  public var wideTables = WideTables.cut
  /// Headers and frames of tables are set off, and series of charts told apart, by ANSI sequences.
  public var usesColor = false
  /// Control characters are shown instead of sent; for terminals.
  public var escapesControls: Bool
  /// The table that `INSERT` statements name.
  public var table: String
  /// How characters become bytes.
  public var encoding: OutputEncoding
  /// Charts in text may use blocks and Braille dots; else ASCII.
  public var usesUnicode = true
  /// The result is a part of a document.
  public var section: DocumentWords?

  public init(
    width: Int? = nil, escapesControls: Bool = false, table: String = "result", encoding: OutputEncoding = .utf8
  ) {
    self.width = width
    self.escapesControls = escapesControls
    self.table = table
    self.encoding = encoding
  }
}

extension OutputOptions {
  var forWriters: RapportFormat.OutputOptions {
    let wide: RapportFormat.WideTables =
      switch wideTables {
      case .auto: .auto
      case .cut: .cut
      case .vertical: .vertical
      }
    let window = width.map { RapportFormat.Window(width: $0, height: height, wideTables: wide) }
    return .init(isTerminal: escapesControls, window: window, usesColor: usesColor, table: table,
      section: section?.section)
  }
}
