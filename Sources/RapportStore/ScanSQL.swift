import RapportCatalog
import RapportPlan

/// The statement for a bare scan: the columns asked for, each to-one path as left joins.
enum ScanSQL {
  static func query(for scan: Scan) -> SourceQuery {
    var joins = Joins(scan.entity.table)
    let selected = scan.columns.map { column in
      "\(joins.alias(for: column.path)).\(SQLName.quoted(column.column.name))"
    }
    // A scan without columns still has its rows.
    let list = selected.isEmpty ? "1" : selected.joined(separator: ", ")
    return SourceQuery(
      sql: "SELECT \(list) FROM \(joins.text)", bindings: [],
      columns: scan.columns.map {
        SourceQuery.SourceColumn(
          id: $0.id, type: $0.type, encoding: $0.column.encoding,
          isNotNull: $0.column.isNotNull && $0.path.isEmpty)
      }, entity: scan.entity.name)
  }

  /// One alias for each path prefix, so that columns at the end of the same path share a join.
  private struct Joins {
    private(set) var text: String
    private var aliases: [[ToOneStep]: String] = [[]: "t0"]

    init(_ table: String) { text = "\(SQLName.quoted(table)) AS t0" }

    mutating func alias(for path: [ToOneStep]) -> String {
      var previous = "t0"
      for length in 1..<(path.count + 1) {
        let prefix = Array(path.prefix(length))
        if let known = aliases[prefix] {
          previous = known
          continue
        }
        let step = path[length - 1]
        let alias = "t\(aliases.count)"
        let condition = zip(step.columns, step.keyColumns).map { here, there in
          "\(alias).\(SQLName.quoted(there)) = \(previous).\(SQLName.quoted(here))"
        }
        text += " LEFT JOIN \(SQLName.quoted(step.table)) AS \(alias) ON "
        text += condition.joined(separator: " AND ")
        aliases[prefix] = alias
        previous = alias
      }
      return previous
    }
  }
}
