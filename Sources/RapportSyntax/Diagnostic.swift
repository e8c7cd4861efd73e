/// One problem found in a text, in the words of the person who wrote it.
///
/// A diagnostic is a value: the shell, scripts and JSON all show the same object. Codes are stable:
/// `R00xx` lexing and parsing, `R01xx` names, `R02xx` types and relationships, `R03xx` parameters and
/// declarations, `R04xx` catalog against store, `R05xx` running a query, `R06xx` not yet available.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Sendable { case error, warning, note }

  public var severity: Severity
  /// Stable code such as `R0101`.
  public var code: String
  /// One line, no full stop, the user's own names in back-ticks.
  public var message: String
  /// The place in the source, if the problem has one.
  public var span: SourceSpan?
  /// Short text placed beside the caret, such as "did you mean `loyalty`?".
  public var label: String?
  /// Ways out, one per line, shown after `= help:`.
  public var help: [String]

  public init(
    _ severity: Severity = .error, code: String, _ message: String, at span: SourceSpan?,
    label: String? = nil, help: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.label = label
    self.help = help
  }
}
