import RapportSyntax

/// Why a text could not be run, or why a run stopped: one or more diagnostics and the text they point into.
public struct DiagnosticsError: Error, Sendable {
  /// What went wrong, coarsely: enough to choose an exit code or an HTTP status.
  public enum Kind: Sendable {
    /// The text: syntax, names, types, parameters, or an error while evaluating it.
    case query
    /// The caller used the library or the command wrongly.
    case usage
    /// A file or database: missing, damaged, of a newer version, not readable.
    case data
    /// Refused by a policy.
    case denied
    /// An `assert` did not hold.
    case assertion
    /// `cancel()` was called.
    case interrupted
    /// The reader of the output went away (`| head`): nobody is left to tell.
    case outputClosed
  }

  public var kind: Kind
  public var diagnostics: [Diagnostic]
  /// The text that spans refer to.
  public var source: SourceText?
  /// A run stopped, rather than never began.
  var isFromRun = false

  public init(_ kind: Kind, _ diagnostics: [Diagnostic], source: SourceText? = nil) {
    self.kind = kind
    self.diagnostics = diagnostics
    self.source = source
  }

  public init(_ kind: Kind, _ diagnostic: Diagnostic, source: SourceText? = nil) {
    self.init(kind, [diagnostic], source: source)
  }
}

extension DiagnosticsError {
  init(_ kind: Kind, _ diagnostics: [Diagnostic], source: SourceText?, isFromRun: Bool) {
    self.init(kind, diagnostics, source: source)
    self.isFromRun = isFromRun
  }
}

extension DiagnosticsError: CustomStringConvertible {
  /// The diagnostics as a person reads them, with excerpts and carets, without colour.
  public var description: String { rendered(color: false) }
}

extension DiagnosticsError {
  /// The diagnostics as a person reads them, with excerpts and carets; every line is ended.
  public func rendered(color: Bool) -> String {
    let renderer = renderer(color: color)
    let text = diagnostics.map { renderer.render($0) }.joined()
    // Errors with a place were found before anything ran, unless a run found them.
    guard kind == .query, !isFromRun, diagnostics.contains(where: { $0.severity == .error && $0.span != nil }) else {
      return text
    }
    return text + (DiagnosticRenderer.summary(diagnostics).map { $0 + "\n" } ?? "")
  }

  /// One JSON object per diagnostic, one per line.
  public var json: String {
    let renderer = renderer(color: false)
    return diagnostics.map { renderer.json($0) + "\n" }.joined()
  }

  private func renderer(color: Bool) -> DiagnosticRenderer {
    DiagnosticRenderer(
      source: SourceMap(file: source?.name ?? "", source: source?.text ?? ""), colour: color)
  }
}
