/// A database file of which only the header was read, to see whose it is; opened as what it is with the same
/// connection.
package struct StoreFile {
  let path: DatabasePath
  private let connection: Connection
  /// Whether it is a store of our own, of any version.
  package let isOwn: Bool

  /// - Throws: `StoreError` where there is no such file, it may not be read, or it is no database.
  package init(_ path: String) throws {
    self.path = try DatabasePath.existing(path)
    let (connection, applicationID) = try ConnectionOpening.look(at: self.path)
    self.connection = connection
    isOwn = applicationID == StoreSchema.applicationID
  }

  /// The connection, hardened for its use.
  func opened(_ role: Connection.Role) throws -> Connection {
    try ConnectionOpening.harden(connection, for: role)
    return connection
  }
}
