import RapportEngine
import RapportPlan

/// How far a query is, for a person who waits.
public struct QueryProgress: Sendable {
  /// Rows that the running statements have delivered so far.
  public var rowsRead: Int
  /// About how many they deliver in all; nil where nobody knows, as for files.
  public var estimatedRows: Int?
  /// The part of the files that was read, from 0 to 1; nil without files.
  public var shareOfFiles: Double?

  public init(rowsRead: Int, estimatedRows: Int?, shareOfFiles: Double? = nil) {
    self.rowsRead = rowsRead
    self.estimatedRows = estimatedRows
    self.shareOfFiles = shareOfFiles
  }
}

extension Query {
  /// How far the runs of this query are that have begun and are not over. May be asked on any thread.
  public var progress: QueryProgress {
    let contexts = contexts
    return QueryProgress(
      rowsRead: contexts.reduce(0) { $0 + $1.rowsRead }, estimatedRows: estimatedRows,
      shareOfFiles: Self.shareOfFiles(contexts))
  }

  private static func shareOfFiles(_ contexts: [ExecutionContext]) -> Double? {
    let files = contexts.map(\.fileProgress)
    let all = files.reduce(0) { $0 + $1.all }
    guard all > 0 else { return nil }
    // A file that grows meanwhile is not more than read.
    return min(Double(files.reduce(0) { $0 + $1.done }) / Double(all), 1)
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
