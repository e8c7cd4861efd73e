extension Store {
  /// Reads kept runs, all in one state of the store.
  package func readKept<Result>(_ body: (KeptRuns) throws -> Result) throws -> Result {
    try pool.use { connection in
      try connection.transaction(.reading) { try body(KeptRuns(connection)) }
    }
  }

  /// Writes kept runs in one transaction.
  package func writeKept<Result>(_ body: (KeptRuns) throws -> Result) throws -> Result {
    let kept = KeptRuns(try writer())
    return try kept.transaction { try body(kept) }
  }
}
