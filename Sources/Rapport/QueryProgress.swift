import RapportEngine
import RapportPlan

/// How far a query is, for a person who waits.
public struct QueryProgress: Sendable {
  /// Rows that the running statements have delivered so far.
  public var rowsRead: Int
  /// About how many they deliver in all; nil where nobody knows, as for files.
  public var estimatedRows: Int?

  public init(rowsRead: Int, estimatedRows: Int?) {
    self.rowsRead = rowsRead
    self.estimatedRows = estimatedRows
  }
}

extension Query {
  /// How far the runs of this query are that have begun and are not over. May be asked on any thread.
  public var progress: QueryProgress {
    QueryProgress(rowsRead: contexts.reduce(0) { $0 + $1.rowsRead }, estimatedRows: estimatedRows)
  }

  private var estimatedRows: Int? {
    var sum = 0
    for source in plan.sources {
      guard let rows = source.estimatedRows else { return nil }
      sum += rows
    }
    return sum > 0 ? sum : nil
  }
}
