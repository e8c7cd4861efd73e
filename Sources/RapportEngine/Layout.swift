import RapportPlan
import RapportValues

/// Which column of a batch stands where.
struct Layout {
  let columns: [TypedColumn]
  private let positions: [ColumnID: Int]

  init(_ columns: [TypedColumn]) {
    self.columns = columns
    positions = Dictionary(
      columns.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func position(of id: ColumnID) throws -> Int {
    guard let position = positions[id] else {
      throw EvaluationError.mismatch("the plan uses column \(id), which its input does not have")
    }
    return position
  }

  func adding(_ added: [TypedColumn]) -> Layout { Layout(columns + added) }
}
