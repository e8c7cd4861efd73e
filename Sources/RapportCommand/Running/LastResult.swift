import Rapport

/// A result that may be asked for again, in another format.
final class LastResult {
  /// Cells of a result that is kept; a larger one is asked again.
  static let mostCells = 1_000_000

  let query: Query
  let title: String?
  /// Nil until all rows were shown.
  var kept: KeptRows?

  init(query: Query, title: String?) {
    self.query = query
    self.title = title
  }
}
