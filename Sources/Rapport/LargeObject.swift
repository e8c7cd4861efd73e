import RapportThreads

/// The only owner of what may hold much memory: after an error it is freed on another thread, because that takes longer
/// than a person should wait for a prompt.
final class LargeObject<Object: AnyObject>: @unchecked Sendable {
  private var object: Object?

  init(_ object: Object) { self.object = object }

  /// Calls the body with the object, which it must not keep.
  func use<Result>(
    _ body: (Object) throws(DiagnosticsError) -> Result
  ) throws(DiagnosticsError) -> Result {
    do throws(DiagnosticsError) {
      guard let object else { throw DiagnosticsError(.query, Diagnostic(code: "R0500", "used after an error", at: nil)) }
      return try body(object)
    } catch {
      Threads.detached { self.object = nil }
      throw error
    }
  }
}
