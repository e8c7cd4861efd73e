package import RapportValues

/// A piece of SQL with the values of its placeholders, in order. User text is only ever in `bindings`.
package struct SQL: Hashable, Sendable {
  package var text: String
  package var bindings: [Value]

  package init(_ text: String, _ bindings: [Value] = []) {
    self.text = text
    self.bindings = bindings
  }

  /// One placeholder.
  static func bind(_ value: Value) -> SQL { SQL("?", [value]) }

  static func + (left: SQL, right: SQL) -> SQL { SQL(left.text + right.text, left.bindings + right.bindings) }
  static func + (left: SQL, right: String) -> SQL { SQL(left.text + right, left.bindings) }
  static func + (left: String, right: SQL) -> SQL { SQL(left + right.text, right.bindings) }

  static func join(_ parts: [SQL], _ separator: String) -> SQL {
    SQL(parts.map(\.text).joined(separator: separator), parts.flatMap(\.bindings))
  }

  /// Conditions joined by `AND` or `OR`. Engines read a chain as a tree as deep as the chain is long, and bound its
  /// depth: many conditions are bracketed into a balanced tree.
  static func junction(_ parts: [SQL], _ word: String) -> SQL {
    if parts.count <= 64 { return join(parts, word) }
    let half = parts.count / 2
    return "(" + junction(Array(parts[..<half]), word) + ")" + word + "(" + junction(Array(parts[half...]), word) + ")"
  }
}

/// How a table is to be read, where the planner knows better than the SQL engine.
package enum TableAccess: Hashable, Sendable {
  /// In the order of its rows, without indexes.
  case rowOrder
  /// By this index.
  case index(String)
}

/// What differs between the SQL engines a plan may run on.
package protocol SQLDialect: Sendable {
  /// A name from the catalog as an identifier.
  func quote(_ identifier: String) -> String
  /// An order key with missing values last.
  func orderKey(_ key: SQL, descending: Bool, isNotNull: Bool) -> SQL
  /// A condition that is false or unknown.
  func isNotTrue(_ condition: SQL) -> SQL
  /// The clause that limits a result.
  func limit(_ take: Int?, offset: Int) -> SQL
  /// Keeps statements well within what the engine accepts.
  var limits: SQLLimits { get }
  /// Behind a table's name: how it is to be read; empty where there are no such words.
  func access(_ access: TableAccess) -> String
  /// A text column compared byte by byte, whatever collation its table gives it.
  func binary(_ column: SQL) -> SQL
  /// Joins two tables, the rows of the first one outside.
  var orderedJoin: String { get }
  /// Whether a sub-select's rows, tested by a condition outside, keep its order when `limit` closes it.
  var keepsOrderOfSubselects: Bool { get }
  /// The hidden row number of a table's rows, if the engine has one.
  func rowNumber(of alias: String) -> String?
  /// Rows of which a hidden row number lies in a range, if the engine has one: `rowid BETWEEN ? AND ?`.
  func rowRange(of alias: String) -> String?
}

/// SQLite 3.30 and later.
package struct SQLiteDialect: SQLDialect {
  package init() {}

  package func quote(_ identifier: String) -> String {
    "\"" + identifier.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  package func orderKey(_ key: SQL, descending: Bool, isNotNull: Bool) -> SQL {
    let direction = descending ? " DESC" : ""
    // NULLs are smallest in SQLite, so they come last by themselves in descending order.
    return key + direction + (isNotNull || descending ? "" : " NULLS LAST")
  }

  package func isNotTrue(_ condition: SQL) -> SQL { "(" + condition + ") IS NOT TRUE" }

  package func limit(_ take: Int?, offset: Int) -> SQL {
    let limit = SQL(" LIMIT ?", [.integer(take.map { Int64($0) } ?? -1)])
    return offset == 0 ? limit : limit + SQL(" OFFSET ?", [.integer(Int64(offset))])
  }

  /// Readers open databases with a depth of 500, 32,766 placeholders, 1,000,000 bytes and 2,000 columns.
  package var limits: SQLLimits { SQLLimits(depth: 250, bindings: 10_000, length: 300_000, columns: 1_000) }

  package func access(_ access: TableAccess) -> String {
    switch access {
    case .rowOrder: " NOT INDEXED"
    case .index(let name): " INDEXED BY " + quote(name)
    }
  }

  package func binary(_ column: SQL) -> SQL { column + " COLLATE BINARY" }

  package var orderedJoin: String { " CROSS JOIN " }

  // A sub-select with a LIMIT is never merged into the query around it, but read row by row.
  package var keepsOrderOfSubselects: Bool { true }

  package func rowNumber(of alias: String) -> String? { "\(alias).rowid" }

  package func rowRange(of alias: String) -> String? { "\(alias).rowid BETWEEN ? AND ?" }
}
