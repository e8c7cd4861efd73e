import Rapport

extension ResultPrinter {
  /// The same, but everything goes into a file whose ending says how.
  func writing(_ file: ResultFile) -> ResultPrinter {
    var printer = redirected(to: file)
    printer.rowFormat = .usual(OutputFormat(fileName: file.path) ?? format)
    return printer
  }

  /// The chart of a statement as the text that shows it; nil where its rows are wanted instead.
  ///
  /// A format that is asked for is one of data, except for the table, which is for people as a chart is.
  func drawing(of rows: Rows, title: String?) throws(DiagnosticsError) -> (text: String, rowCount: Int)? {
    let form = form(isChart: rows.isChart)
    if case .rows = form { return nil }
    if form != .chartText, hasPrinted { 
      throw Self.problem(
        file, "it can hold one chart, and nothing else", help: "give each chart a file of its own with `| to`")
    }
    if form != .chartText, encoding != .utf8 { 
      throw Self.problem(file, "pictures and pages are UTF-8", help: "leave out `--gb18030`")
    }
    guard let chart = try rows.chart(title: title) else {
      throw Self.problem(file, "the statement draws no chart", help: "put `| chart …` at its end")
    }
    let text =
      switch form {
      case .chartPicture: chart.svg
      case .chartPage: chart.html
      case .chartText, .rows:
        chart.text(width: options.width ?? 80, unicode: options.usesUnicode, color: options.usesColor)
      }
    return (text, chart.rowCount)
  }

  /// The chart of a statement in a document; a format that somebody asked for wants its rows, but for a page.
  func figure(of rows: Rows, title: String?) throws(DiagnosticsError) -> ChartDrawing? {
    if isFormatChosen, format == .markdown { return nil }
    return try rows.chart(title: title)
  }

  private func form(isChart: Bool) -> FileFormat {
    if let file, !isFormatChosen {
      if let format = FileFormat(fileName: file.path, isChart: isChart) { return format }
      // A picture is refused where nothing is drawn.
      if FileFormat(fileName: file.path, isChart: true) == .chartPicture { return .chartPicture }
    }
    if isChart, format == .table || !isFormatChosen { return .chartText }
    return .rows(format)
  }

  private static func problem(_ file: ResultFile?, _ reason: String, help: String) -> DiagnosticsError {
    DiagnosticsError(
      .usage,
      Diagnostic(code: "R0244", "cannot write `\(file?.path ?? "standard output")`: \(reason)", at: nil, help: [help]))
  }
}
