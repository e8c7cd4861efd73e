import RapportCatalog
import RapportStore
import RapportValues

/// The highest keys of rows that were removed.
///
/// SQLite gives a new row the key behind the highest that is there. A removed row's key must not come again: history, audit
/// and the undo of the removal know the old row by it.
enum UsedKeys {
  /// Notes that the row of a key was removed.
  static func note(_ key: Int64, of entity: Entity, _ connection: Connection) throws {
    try connection.execute(
      """
      INSERT INTO used_keys VALUES (?, ?)
      ON CONFLICT (entity) DO UPDATE SET last_key = max(last_key, excluded.last_key)
      """, [.text(entity.name), .integer(key)])
  }

  /// The key the next row has to have; nil where SQLite's own choice is new.
  static func next(of entity: Entity, _ connection: Connection) throws -> Int64? {
    guard entity.key.count == 1, let key = entity.key.first,
      let used = try connection.integer("SELECT last_key FROM used_keys WHERE entity = ?", [.text(entity.name)]),
      used < Int64.max
    else { return nil }
    let highest = try connection.prepare(
      "SELECT max(\(SQLName.quoted(key.column))) FROM \(SQLName.quoted(entity.table))")
    guard try highest.step(), !highest.isMissing(0), highest.integer(0) >= used else { return used + 1 }
    return nil
  }
}
