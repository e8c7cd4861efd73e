import Rapport

/// Where the shell's results go: to the terminal, into the file of `.output`, or once into that of `.once`.
final class ResultDestination {
  private var once: (path: String, force: Bool)?
  private var output: (file: ResultFile, earlier: ResultPrinter)?

  /// The next results go into a file.
  func divertOnce(_ printer: ResultPrinter, to path: String, force: Bool) throws(DiagnosticsError) {
    try Self.checkEnding(of: path, printer)
    try OutputFile.check(path, force: force)
    once = (path, force)
  }

  /// All results go into a file, until `close`.
  func divert(_ printer: inout ResultPrinter, to path: String, force: Bool) throws(DiagnosticsError) {
    try close(&printer)
    try Self.checkEnding(of: path, printer)
    let file = try ResultFile(path, force: force)
    output = (file, printer)
    printer = printer.writing(file)
  }

  /// Completes the file of `.output`; results go to the terminal again.
  func close(_ printer: inout ResultPrinter) throws(DiagnosticsError) {
    guard let (file, earlier) = output else { return }
    output = nil
    printer = earlier
    try file.commit()
  }

  /// The file of `.output`, if there is one.
  var path: String? { output?.file.path }

  /// Runs statements; gives whether they were one query.
  func run(_ source: SourceText, with runner: inout StatementRunner) throws(DiagnosticsError) -> Bool {
    try diverting(&runner) { (runner) throws(DiagnosticsError) in try runner.run(source) }
  }

  /// Runs the body with its results going where they should.
  func diverting<Value>(
    _ runner: inout StatementRunner, _ body: (inout StatementRunner) throws(DiagnosticsError) -> Value
  ) throws(DiagnosticsError) -> Value {
    runner.printer.beginDocument()
    guard let (path, force) = once else {
      let value = try body(&runner)
      try runner.printer.endDocument()
      return value
    }
    let earlier = runner.printer
    defer { runner.printer = earlier }
    let file = try ResultFile(path, force: force)
    runner.printer = earlier.writing(file)
    // After an error it still waits for a result.
    let value = try body(&runner)
    try runner.printer.endDocument()
    once = nil
    try file.commit()
    return value
  }

  private static func checkEnding(of path: String, _ printer: ResultPrinter) throws(DiagnosticsError) {
    if !printer.isFormatChosen { try ResultFile.checkEnding(of: path, choice: "`.format`") }
  }
}
