/// Brings our own store up to date.
package enum Migrations {
  /// The version of a store of ours; another application's file is an error.
  static func version(of connection: Connection) throws -> Int64 {
    guard try connection.integer("PRAGMA application_id") == StoreSchema.applicationID else {
      throw StoreError(
        .version, "`\(connection.path)` is a database, but no store made by Rapport",
        help: ["describe it with a catalog of its own to query it in place"])
    }
    return try connection.integer("PRAGMA user_version") ?? 0
  }

  /// Runs the missing steps; all of them or, after an error, none.
  static func run(_ schema: StoreSchema, from version: Int64, on writer: Connection) throws {
    guard version < schema.version, version >= 0 else { return }
    try writer.transaction {
      // Another process may have been faster.
      let version = version == 0 ? 0 : try self.version(of: writer)
      guard version < schema.version else { return }
      for step in schema.migrations.dropFirst(Int(version)) { try writer.execute(step) }
      try writer.execute("PRAGMA application_id=\(StoreSchema.applicationID)")
      try writer.execute("PRAGMA user_version=\(schema.version)")
    }
  }
}
