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

  public init(_ kind: Kind, _ diagnostics: [Diagnostic], source: SourceText? = nil) {
    self.kind = kind
    self.diagnostics = diagnostics
    self.source = source
  }

  public init(_ kind: Kind, _ diagnostic: Diagnostic, source: SourceText? = nil) {
    self.init(kind, [diagnostic], source: source)
  }
}

extension DiagnosticsError: CustomStringConvertible {
  /// The diagnostics as a person reads them, with excerpts and carets, without colour.
  public var description: String { rendered(color: false) }
}

extension DiagnosticsError {
  public func rendered(color: Bool) -> String { diagnostics.map(\.message).joined(separator: "\n") }
  public var json: String { "" }
}
