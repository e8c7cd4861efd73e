import Rapport

/// A result that may be asked for again, in another format.
final class LastResult {
  /// Gives the rows, or nil if there is nothing to show; tells when they are computed before the first of them is.
  typealias Run = (_ isComputed: () -> Void) throws(DiagnosticsError) -> Rows?

  /// Cells of a result that is kept; a larger one is asked again.
  static let mostCells = 1_000_000

  let query: Query
  let title: Title?
  let run: Run
  /// Nil until all rows were shown.
  var kept: KeptRows?

  init(query: Query, title: Title? = nil, run: @escaping Run) {
    self.query = query
    self.title = title
    self.run = run
  }
}
