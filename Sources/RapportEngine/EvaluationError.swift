package import RapportPlan

/// Why a run could not go on, in the user's words.
package struct EvaluationError: Error, Hashable, Sendable {
  /// Stable code: `R0501` number too large, `R0502` interrupted, `R0503` too many rows or groups, `R0508` a
  /// plan or source that does not fit together.
  package var code: String
  /// One line, no full stop.
  package var message: String
  package var help: [String]
  /// What was being computed, from which the place in the text is found; nil if that is not known.
  package var expression: Expr?

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

  /// The error with what was being computed, if that is not known more exactly.
  package func computing(_ expression: Expr?) -> EvaluationError {
    var error = self
    error.expression = self.expression ?? expression
    return error
  }

  package static var interrupted: EvaluationError {
    EvaluationError(code: "R0502", message: "interrupted")
  }

  static func tooMany(_ what: String, limit: Int) -> EvaluationError {
    EvaluationError(
      code: "R0503", message: "more than \(limit) \(what)", help: ["narrow the query with `where`"])
  }

  /// An analytics function that these values have no result for.
  static func noMeasure(_ reason: String, help: String? = nil) -> EvaluationError {
    EvaluationError(code: "R0519", message: reason, help: [help].compactMap(\.self))
  }

  static func mismatch(_ what: String) -> EvaluationError {
    EvaluationError(code: "R0508", message: what)
  }
}

/// What a computation of `expression` gives; an error that does not know what was computed is told.
func located<Result>(_ expression: @autoclosure () -> Expr?, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as EvaluationError {
    throw error.computing(expression())
  }
}
