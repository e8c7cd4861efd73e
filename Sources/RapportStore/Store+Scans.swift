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
    try CSVScan(file, in: context)
  }

  /// Ranges of row ids, of equal width: rows are rarely deleted, so they hold about as many rows each.
  package func partitions(of query: SourceQuery, limit: Int) throws -> [SourceQuery] {
    guard let partition = query.partition, limit > 1,
      let (first, last) = try pool.use({ try $0.rowIDRange(of: partition.table) })
    else { return [query] }
    let (width, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, width >= smallestDivided else { return [query] }
    let pieces = min(limit, 64)
    let step = width / Int64(pieces) + 1
    return (0..<pieces).compactMap { piece in
      let start = first + Int64(piece) * step
      guard start <= last else { return nil }
      // The outermost ranges are open, for rows added between this look and the reading.
      let low = piece == 0 ? Int64.min : start
      let high = last - start < step ? Int64.max : start + step - 1
      var part = query
      part.sql = partition.sql
      part.bindings.append(contentsOf: [.integer(low), .integer(high)])
      return part
    }
  }

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

  /// The first and last day of a date column that leads an index; nil where that would need a scan.
  package func days(of column: String, in table: String) -> (first: Day, last: Day)? {
    (try? pool.use { try $0.dayRange(of: column, in: table) }) ?? nil
  }
}
