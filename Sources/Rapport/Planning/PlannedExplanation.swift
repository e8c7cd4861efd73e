import RapportPlan
import RapportScheduling
import RapportStore
import RapportSyntax
import RapportValues

/// `explain visit …` or `explain unmet …`, checked and ready: why the plan that stands has a visit, or lacks one.
public struct PlannedExplanation: Sendable {
  /// The rows that are meant, by their numbers.
  public let rows: Query
  let subject: PlannedQuestion.Subject
  let asked: String
  let span: SourceSpan

  init(_ question: PlannedQuestion, rows: Query) {
    self.rows = rows
    subject = question.subject
    asked = RapportSyntax.SourceText.text(of: question.row)
    span = question.row.span
  }
}
