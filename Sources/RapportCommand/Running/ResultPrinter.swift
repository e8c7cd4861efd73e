import Glibc
import Rapport

/// A result that was shown.
struct PrintedResult {
  var rows: Int
  /// Time that a person took to read it.
  var waited = Duration.zero
}

/// Prints results to standard output or into a file, one after another.
struct ResultPrinter {
  /// How rows are written.
  enum Format {
    case usual(OutputFormat)
    /// Somebody asked for it, so that charts are given as the rows they are drawn from.
    case chosen(OutputFormat)
  }

  var rowFormat: Format
  var wideTables = WideTables.auto
  /// Of headings and of values of enums; nil leaves them as they are.
  var language: Language?
  /// What does not fit the terminal is shown by a pager.
  var usesPager = false
  /// Takes the results instead of standard output.
  private(set) var file: ResultFile?
  let encoding: OutputEncoding
  private let table: String
  private let color: ColorMode
  private(set) var hasPrinted = false
  /// What is printed belongs to a report.
  private var document: Document?

  /// A table for people, CSV for programs, what the ending says for files, unless a format was asked for.
  init(_ options: QueryOptions) {
    let isForPeople =
      options.isInteractive || Terminal.isTerminal(STDOUT_FILENO) && options.output == nil
    let usual = options.output.flatMap { OutputFormat(fileName: $0) } ?? (isForPeople ? .table : .csv)
    rowFormat = options.format.map { .chosen($0) } ?? .usual(usual)
    encoding = options.encoding
    table = options.table ?? "result"
    color = options.color
    language = options.language
  }

  var format: OutputFormat {
    switch rowFormat {
    case .usual(let format), .chosen(let format): format
    }
  }

  var isFormatChosen: Bool {
    if case .chosen = rowFormat { true } else { false }
  }

  /// The same, but everything goes into a file.
  func redirected(to file: ResultFile) -> ResultPrinter {
    var printer = self
    printer.file = file
    printer.hasPrinted = false
    printer.document = nil
    return printer
  }

  // MARK: - Documents

  /// What comes next is a page of a report, in the formats that people read.
  mutating func begin(_ title: Title) throws(DiagnosticsError) {
    if file?.workbook != nil { return }
    guard var document = document ?? Document(format, language: language, isTerminal: isTerminal) else { return }
    if encoding != .utf8, format == .html {
      throw DiagnosticsError(
        .usage,
        Diagnostic(
          code: "R0244", "a page is written in UTF-8", at: nil, help: ["leave out `--gb18030`"]))
    }
    try emit(document.begin(title.text(in: language)))
    self.document = document
  }

  /// Nothing follows that belongs to the report.
  mutating func endDocument() throws(DiagnosticsError) {
    guard var document else { return }
    self.document = nil
    try emit(document.end())
  }

  private mutating func emit(_ text: String) throws(DiagnosticsError) {
    let output = open()
    let options = options
    _ = try closing(output) { () throws(DiagnosticsError) in
      try Self.put(text, options, output)
      return 0
    }
    if output.hasBegun { hasPrinted = true }
  }

  /// What comes next is a document of its own: at a prompt nothing separates an answer from the one before.
  mutating func beginDocument() {
    document = nil
    if file == nil { hasPrinted = false }
  }

  /// Results are looked at rather than read by programs.
  var isForPeople: Bool {
    switch format {
    case .table, .vertical, .markdown, .html: file?.workbook == nil
    case .list, .csv, .excel, .tsv, .json, .ndjson, .insert: false
    }
  }

  /// Writes all rows, or the chart they make; nil if the reader left the pager before the end.
  ///
  /// - Parameter begin: called before the first byte appears where a person may be looking.
  mutating func print(
    _ rows: Rows, title: Title? = nil, onFirstOutput begin: @escaping () -> Void = {}
  ) throws(DiagnosticsError) -> PrintedResult? {
    rows.isOnlyShown = isTerminal
    let rows = language.map { rows.translated(to: $0) } ?? rows
    let title = title?.text(in: language)
    if let workbook = file?.workbook { return PrintedResult(rows: try workbook.write(rows, title: title)) }
    let output = open(begin)
    defer { if output.hasBegun { hasPrinted = true } }
    let (earlier, options, separator) = (self, options, document == nil ? separator : "")
    let heading = document?.heading(title) ?? Self.heading(title, in: format)
    return try closing(output) { () throws(DiagnosticsError) in
      if let document = earlier.document, let chart = try earlier.figure(of: rows, title: title) {
        try Self.put(heading + document.figure(chart, width: options.width ?? 80, unicode: options.usesUnicode), options, output)
        return chart.rowCount
      }
      if let chart = try earlier.drawing(of: rows, title: title) {
        // Its colours are escape sequences, and its texts are safe.
        var options = options
        options.escapesControls = false
        try Self.put(separator + chart.text, options, output)
        return chart.rowCount
      }
      try Self.put(separator + heading, options, output)
      return try rows.write(as: format, options: options) { (bytes) throws(DiagnosticsError) in
        try output.write(bytes)
      }
    }
  }

  /// Writes text that is no table of rows, such as an explanation.
  mutating func print(_ text: String) throws(DiagnosticsError) {
    let output = open()
    defer { if output.hasBegun { hasPrinted = true } }
    let (options, head) = (options, separator)
    _ = try closing(output) { () throws(DiagnosticsError) in
      try Self.put(head + (text.hasSuffix("\n") ? text : text + "\n"), options, output)
      return 0
    }
  }

  /// Writes an explanation: rows where a format for programs was asked for, else text.
  mutating func print(_ explained: ExplainedText) throws(DiagnosticsError) {
    let wantsRows = file?.workbook != nil || isFormatChosen && !isForPeople
    if wantsRows { _ = try print(explained.rows()) } else { try print(explained.text) }
  }

  /// Shows a person text of the shell's own, wherever results go.
  func say(_ text: String) throws(DiagnosticsError) {
    var own = self
    own.file = nil
    own.hasPrinted = false
    try own.print(text)
  }

  // MARK: - The place

  var descriptor: Int32 { file?.descriptor ?? STDOUT_FILENO }
  var isTerminal: Bool { file == nil && Terminal.isTerminal(STDOUT_FILENO) }

  /// The window's size is asked each time: windows are resized.
  var options: OutputOptions {
    var options = OutputOptions(
      width: isTerminal ? Terminal.width(descriptor) : nil, escapesControls: isTerminal, table: table,
      encoding: encoding)
    options.height = Terminal.height(descriptor)
    options.wideTables = wideTables
    options.usesColor = file == nil && Terminal.usesColor(color, descriptor: descriptor)
    // A file may be read anywhere; what is shown here and now depends on the locale.
    options.usesUnicode = file != nil || Terminal.isUTF8
    options.section = document?.words
    return options
  }

  private func open(_ begin: @escaping () -> Void = {}) -> any ResultOutput {
    let output = DescriptorOutput(descriptor, onFirstOutput: begin)
    guard usesPager, isTerminal, let height = Terminal.height(descriptor), let command = Pager.command else {
      return output
    }
    return PagedOutput(output, height: height, pager: command)
  }

  /// Runs the body, then closes the output, even after an error; then nothing of the result stays in a file.
  private func closing(
    _ output: any ResultOutput, _ body: () throws(DiagnosticsError) -> Int
  ) throws(DiagnosticsError) -> PrintedResult? {
    let start = file?.end
    do throws(DiagnosticsError) {
      let rows = try body()
      try output.finish()
      return PrintedResult(rows: rows, waited: output.waited)
    } catch {
      let isLeft = error.kind == .outputClosed && output.mayBeLeft
      try? output.finish()
      if isLeft { return nil }
      if let file, let start {
        file.cut(to: start)
        output.hasBegun = false
      }
      throw error
    }
  }

  private static func put(
    _ text: String, _ options: OutputOptions, _ output: any ResultOutput
  ) throws(DiagnosticsError) {
    if text.isEmpty { return }
    try write(text, options: options) { (bytes) throws(DiagnosticsError) in try output.write(bytes) }
  }

  // MARK: - Between results

  /// Results in one document are separated by an empty line; JSON documents and SQL statements need nothing between
  /// them.
  private var separator: String {
    switch format {
    case .json, .ndjson, .insert: ""
    case .excel where hasPrinted && !isTerminal: "\r\n"
    default: hasPrinted ? "\n" : ""
    }
  }

  /// A title stays on its line.
  private static func heading(_ title: String?, in format: OutputFormat) -> String {
    guard let title = title.map({ terminalText($0) }) else { return "" }
    return switch format {
    case .table, .vertical: title + "\n"
    case .markdown: "## " + title + "\n\n"
    case .csv, .excel, .tsv, .list, .json, .ndjson, .html, .insert: ""
    }
  }
}
