package import RapportEngine
package import RapportPlan
package import RapportValues

extension Store: ScanProvider {
  package func open(_ query: SourceQuery, in context: ExecutionContext) throws -> any BatchStream {
    try snapshot(for: context).open(query)
  }

  /// Reads the rows of an entity as they stand, without any help from indexes or conditions.
  package func open(_ scan: Scan, in context: ExecutionContext) throws -> any BatchStream {
    try snapshot(for: context).open(ScanSQL.query(for: scan))
  }

  package func open(_ file: FileScan, in context: ExecutionContext) throws -> any BatchStream {
    switch file.origin {
    case .csv(let path): try CSVScan(path, file, in: context)
    // Perhaps in the store beside a database that is only read; what is kept does not change.
    case .keptRun(let run, let store):
      try KeptScan(run, columns: file.columns, in: Connection.open(store, as: .reader), context)
    }
  }

  package func partitions(of query: SourceQuery, limit: Int) throws -> [SourceQuery] {
    guard let partition = query.partition, limit > 1 else { return [query] }
    let bounds =
      switch partition.ranges {
      case .rows(let table): try rowRanges(of: table, limit: limit)
      case .days(let start, let end, let first, let last):
        Self.dayRanges(from: start, to: end, first, last, limit: limit)
      }
    guard bounds.count > 1 else { return [query] }
    return bounds.map { low, high in
      var part = query
      part.sql = partition.sql
      part.bindings = partition.bindings + [low, high]
      return part
    }
  }

  /// Ranges of row ids, of equal width: rows are rarely deleted, so they hold about as many rows each.
  private func rowRanges(of table: String, limit: Int) throws -> [(Value, Value)] {
    guard let (first, last) = try pool.use({ try $0.rowIDRange(of: table) }) else { return [] }
    let (width, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, width >= smallestDivided else { return [] }
    // Pieces are read ahead of those before them, so in a large table there are more, not larger ones.
    let pieces = min(limit, max(Self.fewestPieces, Int(clamping: width / Self.rowsPerPiece)))
    let step = width / Int64(pieces) + 1
    return (0..<pieces).compactMap { piece in
      let start = first + Int64(piece) * step
      guard start <= last else { return nil }
      // The outermost ranges are open, for rows added between this look and the reading.
      let low = piece == 0 ? Int64.min : start
      let high = last - start < step ? Int64.max : start + step - 1
      return (.integer(low), .integer(high))
    }
  }

  /// Ranges of days that split the days between two of them evenly; where there is no limit the bound is a text
  /// that all others lie above or below.
  private static func dayRanges(from start: Day?, to end: Day?, _ first: Day, _ last: Day, limit: Int)
    -> [(Value, Value)]
  {
    let days = Int(last.number) - Int(first.number)
    let pieces = min(limit, 64, days)
    guard pieces > 1 else { return [] }
    let inner = (1..<pieces).compactMap { first.adding(days: $0 * days / pieces).map(Value.day) }
    let bounds = [start.map(Value.day) ?? .text("")] + inner + [end.map(Value.day) ?? .text("\u{10FFFF}")]
    return zip(bounds, bounds.dropFirst()).map { ($0, $1) }
  }

  private static let fewestPieces = 16
  private static let rowsPerPiece: Int64 = 50_000

  /// How SQLite would run a statement: one line per step.
  package func queryPlan(of query: SourceQuery) throws -> [String] {
    try pool.use { connection in
      try connection.rows("EXPLAIN QUERY PLAN " + query.sql, query.bindings) { $0.text(3) ?? "" }
    }
  }

  /// About how many rows a table has, without counting them; nil for views and unknown tables.
  package func estimatedRows(table: String) -> Int? {
    // An estimate that cannot be had is no error: the planner does without.
    try? pool.use { try $0.estimatedRows(of: table) }
  }

  /// Whether ranges of a table's rows can be read by row id.
  package func hasRowNumbers(table: String) -> Bool {
    (try? pool.use { try $0.hasPlainRowIDs(table) }) ?? false
  }

  /// The column that is another name of a table's row ids.
  package func rowNumberColumn(table: String) -> String? {
    (try? pool.use { try $0.rowIDColumn(of: table) }) ?? nil
  }

  /// The first and last day of a date column; a scan, unless an index starts with it.
  package func days(of column: String, in table: String) -> (first: Day, last: Day)? {
    (try? pool.use { try $0.dayRange(of: column, in: table) }) ?? nil
  }

  /// The indexes of a table; nil if they cannot be told.
  package func indexes(of table: String) -> [TableIndex]? {
    try? pool.use { try $0.indexes(of: table) }
  }
}
