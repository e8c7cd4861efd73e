import RapportCatalog

/// The tables of our own store: one SQL text per version, each bringing the one before up to date.
package struct StoreSchema: Hashable, Sendable {
  /// "Rapp", in the file's header.
  package static let applicationID: Int64 = 0x5261_7070

  package var migrations: [String]
  package init(migrations: [String]) { self.migrations = migrations }

  /// Of this release.
  package static let current = StoreSchema(
    migrations: Resources.schemas.enumerated().map { $0 == 0 ? $1 + "\n" + Resources.indexes : $1 })

  /// The triggers and views of our own tables, as SQLite keeps their text.
  static var triggersAndViews: [String] {
    Resources.schemas.flatMap { $0.split(separator: "\n") }
      .filter { $0.hasPrefix("CREATE TRIGGER ") || $0.hasPrefix("CREATE VIEW ") }
      .map { String($0.dropLast()) }
  }

  package var version: Int64 { Int64(migrations.count) }
}
