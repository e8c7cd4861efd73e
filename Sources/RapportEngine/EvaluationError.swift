/// Why a run could not go on, in the user's words.
package struct EvaluationError: Error, Hashable, Sendable {
  /// Stable code: `R0501` number too large, `R0502` interrupted, `R0503` too many rows or groups, `R0504` a
  /// plan or source that does not fit together.
  package var code: String
  /// One line, no full stop.
  package var message: String
  package var help: [String]

  package init(code: String, message: String, help: [String] = []) {
    self.code = code
    self.message = message
    self.help = help
  }
}

extension EvaluationError {
  package static func overflow(in what: String) -> EvaluationError {
    EvaluationError(
      code: "R0501", message: "number too large in \(what)",
      help: ["exact numbers hold 18 digits, those behind the point included; `round` them first"])
  }

  package static var interrupted: EvaluationError {
    EvaluationError(code: "R0502", message: "interrupted")
  }

  static func tooMany(_ what: String, limit: Int) -> EvaluationError {
    EvaluationError(
      code: "R0503", message: "more than \(limit) \(what)", help: ["narrow the query with `where`"])
  }

  static func mismatch(_ what: String) -> EvaluationError {
    EvaluationError(code: "R0504", message: what)
  }
}
