import RapportStore
import RapportValues

/// Which columns of which tables point to the rows of a table.
struct RowReferences {
  let all: [(table: String, column: String)]

  init(to table: String, _ connection: Connection) throws {
    let schema = try DatabaseSchema.read(connection, foreignKeys: true)
    all = schema.tables.flatMap { other in
      other.foreignKeys.filter { $0.table == table && $0.columns.count == 1 }.map { (other.name, $0.columns[0]) }
    }
  }
}
