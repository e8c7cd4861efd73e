import Glibc
import Rapport

/// How diagnostics are written.
enum ErrorStyle: String, CaseIterable, Sendable { case text, json }

/// When colour is used.
enum ColorMode: String, CaseIterable, Sendable { case auto, always, never }

/// Standard error, where everything that is no result goes.
struct Console: Sendable {
  var errors: ErrorStyle = .text
  var color: ColorMode = .auto

  func report(_ error: DiagnosticsError) {
    if error.kind == .outputClosed { return }
    switch errors {
    // Both are safe to show, and the colours of the one are escape sequences.
    case .text: Console.write(error.rendered(color: usesColor), to: STDERR_FILENO)
    case .json: Console.write(error.json, to: STDERR_FILENO)
    }
  }

  func report(_ diagnostics: [Diagnostic], in source: SourceText? = nil) {
    guard !diagnostics.isEmpty else { return }
    report(DiagnosticsError(.query, diagnostics, source: source))
  }

  /// One line for a person; not shown when errors are read by a program.
  func note(_ text: String) {
    if errors == .text { write("rapport: " + terminalText(text)) }
  }

  /// A line beside a result, such as its number of rows.
  func comment(_ text: String) {
    Console.write(Ink.quiet.paint(terminalText(text), if: usesColor) + "\n", to: STDERR_FILENO)
  }

  /// Lines for a person; what they quote from data and file names is shown, not sent.
  func write(_ text: String) {
    let shown = terminalText(text, keepingLines: true)
    Console.write(shown.hasSuffix("\n") ? shown : shown + "\n", to: STDERR_FILENO)
  }

  /// Lines on standard output: as they are for programs, shown and not sent on a terminal.
  static func print(_ text: String) throws(DiagnosticsError) {
    let isShown = Terminal.isTerminal(STDOUT_FILENO)
    try send(text, to: STDOUT_FILENO, options: OutputOptions(escapesControls: isShown))
  }

  var usesColor: Bool { Terminal.usesColor(color, descriptor: STDERR_FILENO) }

  /// Writes everything to a place whose loss changes nothing.
  static func write(_ text: String, to descriptor: Int32) { try? send(text, to: descriptor) }

  /// Writes everything.
  static func send(
    _ text: String, to descriptor: Int32, options: OutputOptions = OutputOptions()
  ) throws(DiagnosticsError) {
    try Rapport.write(text, options: options) { (bytes) throws(DiagnosticsError) in
      try Rapport.write(bytes, to: descriptor)
    }
  }
}
