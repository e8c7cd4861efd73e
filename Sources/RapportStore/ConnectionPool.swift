import Synchronization

/// Idle reading connections of one database.
final class ConnectionPool: Sendable {
  let path: DatabasePath
  let role: Connection.Role
  private let idle: Mutex<[Connection]>
  private static let mostIdle = 4

  init(_ path: DatabasePath, role: Connection.Role, first: Connection? = nil) {
    self.path = path
    self.role = role
    idle = Mutex(first.map { [$0] } ?? [])
  }

  func take() throws -> Connection {
    if let connection = idle.withLock({ $0.popLast() }) { return connection }
    return try ConnectionOpening.open(path, role)
  }

  func give(back connection: Connection) {
    idle.withLock { if $0.count < Self.mostIdle { $0.append(connection) } }
  }

  /// Lends a connection for metadata.
  func use<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    let connection = try take()
    defer { give(back: connection) }
    return try body(connection)
  }
}
