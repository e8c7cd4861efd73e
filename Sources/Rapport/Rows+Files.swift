import RapportSyntax

extension Rows {
  /// Writes all rows, or the chart they make, into an open file and gives the number of rows.
  ///
  /// - Parameters:
  ///   - title: of the chart, where the statement gives none.
  ///   - options: pictures and pages are UTF-8 whatever they say; `width` is that of a chart in text.
  @discardableResult
  public func write(
    to descriptor: Int32, as format: FileFormat, title: String? = nil,
    options: OutputOptions = OutputOptions()
  ) throws(DiagnosticsError) -> Int {
    if case .rows(let format) = format { return try write(to: descriptor, as: format, options: options) }
    guard let chart = try chart(title: title) else {
      throw DiagnosticsError(.usage, Diagnostic(code: "R0244", "the statement draws no chart", at: nil))
    }
    var options = options
    options.escapesControls = false
    let text =
      switch format {
      case .chartText, .rows:
        chart.text(width: options.width ?? 80, unicode: options.usesUnicode, color: options.usesColor)
      case .chartPicture: chart.svg
      case .chartPage: chart.html
      }
    if format != .chartText { options.encoding = .utf8 }
    try Rapport.write(text, options: options) { (bytes) throws(DiagnosticsError) in
      try Rapport.write(bytes, to: descriptor)
    }
    return chart.rowCount
  }
}

extension Query {
  /// Runs the query and writes its rows into the file that it names with `| to`; the file appears whole or not
  /// at all.
  ///
  /// - Parameter force: whether a file that is there is replaced.
  /// - Returns: the number of rows; nil if the query names no file.
  @discardableResult
  public func writeFile(force: Bool = false, options: OutputOptions = OutputOptions())
    throws(DiagnosticsError) -> Int?
  {
    guard let path = target else { return nil }
    guard let format = FileFormat(fileName: path, isChart: isChart) else {
      throw DiagnosticsError(
        .usage, Diagnostic(code: "R0244", "`\(path)` is to be written by the program itself", at: nil))
    }
    let file = try OutputFile(path, force: force)
    let count = try run().write(to: file.descriptor, as: format, options: options)
    try file.commit()
    return count
  }
}
