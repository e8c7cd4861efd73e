import RapportAnalytics
import RapportPlan
import RapportValues

/// Takes the arguments of all rows, batch by batch, and then gives a method's own rows.
protocol AnalysisRows {
  mutating func add(_ arguments: [Column], count: Int) throws
  func finish() throws -> Batch
}

/// What a method of `RapportAnalytics` gives; why it gives nothing, in the user's words.
func measured<Result>(_ stillComputable: String? = nil, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as MeasureError {
    throw EvaluationError.unusable(error, stillComputable: stillComputable)
  }
}

extension EvaluationError {
  /// Too little to go by (`R0523`), or values that the method has no meaning for (`R0522`).
  fileprivate static func unusable(_ error: MeasureError, stillComputable: String?) -> EvaluationError {
    let isData =
      switch error {
      case .notFinite, .negative, .outOfRange, .tooLarge, .unequalLengths: true
      case .empty, .nothingToShare, .noEvents, .tooFew, .parameter: false
      }
    return EvaluationError(
      code: isData ? "R0522" : "R0523", message: error.reason,
      help: [error.wayOut] + (stillComputable.map { ["still computable: " + $0] } ?? []))
  }
}
