import RapportCatalog
import RapportStore
import RapportValues

/// Gives rows that are there other values in some columns, and records what they were.
final class RowUpdater {
  private let table: String
  private let columns: [String]
  private let keyColumns: [String]
  private let connection: Connection
  private let log: BatchLog
  private let selection: RapportStore.Statement
  private var updates: [[Int]: RapportStore.Statement] = [:]

  init(_ entity: Entity, _ columns: [String], _ connection: Connection, _ log: BatchLog) throws {
    table = SQLName.quoted(entity.table)
    self.columns = columns
    keyColumns = entity.key.map(\.column)
    self.connection = connection
    self.log = log
    selection = try connection.prepare(
      unbound: "SELECT \(SQLName.list(columns)) FROM \(table) WHERE \(Self.condition(keyColumns))")
  }

  private static func condition(_ keys: [String]) -> String {
    keys.map { SQLName.quoted($0) + " = ?" }.joined(separator: " AND ")
  }

  /// The columns, among those asked about, that do not hold these cells yet, each with what it holds; nil if the row
  /// is gone.
  func changes(
    of key: RowKey, among positions: some Sequence<Int>, to cell: (Int) -> BoundCell
  ) throws -> [(position: Int, before: Value)]? {
    for (position, part) in key.enumerated() { try selection.bind(part, at: position + 1) }
    defer { selection.rewind() }
    guard try selection.step() else { return nil }
    return positions.filter { !selection.holds(cell($0), $0) }.map { ($0, selection.value($0)) }
  }

  /// Writes the changes of a row; a rule of the schema that it would break leaves it as it is.
  func write(
    _ changes: [(position: Int, before: Value)], to key: RowKey, _ cell: (Int) -> BoundCell
  ) throws -> ConstraintViolation? {
    let statement = try update(of: changes.map(\.position))
    for (index, change) in changes.enumerated() { try statement.bind(cell: cell(change.position), at: index + 1) }
    for (index, part) in key.enumerated() { try statement.bind(part, at: changes.count + index + 1) }
    if let violation = try statement.run() { return violation }
    for change in changes {
      try log.updated(key, columns[change.position], from: change.before, to: cell(change.position))
    }
    return nil
  }

  private func update(of changed: [Int]) throws -> RapportStore.Statement {
    if let known = updates[changed] { return known }
    let settings = changed.map { SQLName.quoted(columns[$0]) + " = ?" }.joined(separator: ", ")
    let statement = try connection.prepare(
      unbound: "UPDATE \(table) SET \(settings) WHERE \(Self.condition(keyColumns))")
    updates[changed] = statement
    return statement
  }
}
