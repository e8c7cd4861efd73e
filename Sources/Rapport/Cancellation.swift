import RapportEngine
import RapportSyntax

/// A request to stop that may be made from any thread, for work that has no object of its own yet.
public final class Cancellation: Sendable {
  let context = ExecutionContext(threads: Machine.processors)

  public init() {}

  /// The work ends soon, with an error of kind `interrupted`.
  public func cancel() { context.cancel() }

  /// What an error means: once `cancel` was called, that.
  func explain(_ error: DiagnosticsError) -> DiagnosticsError {
    guard context.isCancelled else { return error }
    return DiagnosticsError(.interrupted, Diagnostic(code: "R0502", "interrupted", at: nil))
  }
}
