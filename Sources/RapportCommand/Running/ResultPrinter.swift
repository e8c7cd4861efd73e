import Glibc
import Rapport

/// Prints results to standard output or into a file, one after another.
struct ResultPrinter {
  var format: OutputFormat
  /// The table may be fitted to the terminal.
  private(set) var isTerminal: Bool
  private let encoding: OutputEncoding
  private let table: String
  private var descriptor = STDOUT_FILENO
  /// Takes the results instead of the descriptor.
  private var workbook: Spreadsheet?
  private var hasPrinted = false

  /// A table for people, CSV for programs, what the ending says for files, unless a format was asked for.
  init(_ options: QueryOptions) {
    isTerminal = Terminal.isTerminal(STDOUT_FILENO)
    format =
      options.format ?? options.output.flatMap { OutputFormat(fileName: $0) }
      ?? (isTerminal && options.output == nil ? .table : .csv)
    encoding = options.encoding
    table = options.table ?? "result"
  }

  /// Everything that follows goes into an open file.
  mutating func redirect(to descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = false
  }

  /// Everything that follows goes into a workbook, a sheet for each result.
  mutating func redirect(to workbook: Spreadsheet) {
    self.workbook = workbook
    isTerminal = false
  }

  /// What comes next is a document of its own: at a prompt nothing separates an answer from the one before.
  mutating func beginDocument() { hasPrinted = false }

  /// Writes all rows and gives their number.
  mutating func print(_ rows: Rows, title: String? = nil) throws(DiagnosticsError) -> Int {
    if let workbook { return try workbook.write(rows, title: title) }
    try separate()
    if let title { try printTitle(title) }
    hasPrinted = true
    return try rows.write(to: descriptor, as: format, options: options)
  }

  /// Writes text that is no table of rows, such as an explanation.
  mutating func print(_ text: String) throws(DiagnosticsError) {
    try separate()
    hasPrinted = true
    try put(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// The terminal's width is asked each time: windows are resized.
  private var options: OutputOptions {
    OutputOptions(
      width: format == .table && isTerminal ? Terminal.width(descriptor) : nil, escapesControls: isTerminal,
      table: table, encoding: encoding)
  }

  /// Results in one document are separated by an empty line; JSON documents and SQL statements need nothing between
  /// them.
  private func separate() throws(DiagnosticsError) {
    switch format {
    case .json, .ndjson, .insert: break
    case .excel where hasPrinted && !isTerminal: try put("\r\n")
    default: if hasPrinted { try put("\n") }
    }
  }

  private func printTitle(_ title: String) throws(DiagnosticsError) {
    switch format {
    case .table, .vertical: try put(title + "\n")
    case .markdown: try put("## " + title + "\n\n")
    case .csv, .excel, .tsv, .list, .json, .ndjson, .html, .insert: break
    }
  }

  private func put(_ text: String) throws(DiagnosticsError) {
    try write(text, to: descriptor, options: options)
  }
}
