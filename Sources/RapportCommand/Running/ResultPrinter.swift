import Glibc
import Rapport

/// Prints results to standard output, one after another.
struct ResultPrinter {
  var format: OutputFormat
  /// The table may be fitted to the terminal.
  let isTerminal: Bool
  private var hasPrinted = false

  /// A table for people, CSV for programs, unless a format was asked for.
  init(format: OutputFormat?) {
    isTerminal = Terminal.isTerminal(STDOUT_FILENO)
    self.format = format ?? (isTerminal ? .table : .csv)
  }

  /// What comes next is a document of its own: at a prompt nothing separates an answer from the one before.
  mutating func beginDocument() { hasPrinted = false }

  /// Writes all rows and gives their number.
  mutating func print(_ rows: Rows, title: String? = nil) throws(DiagnosticsError) -> Int {
    try separate()
    if let title { try printTitle(title) }
    hasPrinted = true
    return try rows.write(to: STDOUT_FILENO, as: format, options: options)
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
      width: format == .table ? Terminal.width(STDOUT_FILENO) : nil, escapesControls: isTerminal)
  }

  /// Results in one document are separated by an empty line; JSON documents need nothing between them.
  private func separate() throws(DiagnosticsError) {
    guard hasPrinted, format != .json, format != .ndjson else { return }
    try put("\n")
  }

  private func printTitle(_ title: String) throws(DiagnosticsError) {
    switch format {
    case .table: try put(title + "\n")
    case .markdown: try put("## " + title + "\n\n")
    case .csv, .tsv, .json, .ndjson: break
    }
  }

  private func put(_ text: String) throws(DiagnosticsError) {
    guard Console.write(text, to: STDOUT_FILENO) else {
      throw DiagnosticsError(
        errno == EPIPE ? .outputClosed : .data,
        Diagnostic(code: "R0504", "cannot write to standard output", at: nil))
    }
  }
}
