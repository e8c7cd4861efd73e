import RapportCatalog
import RapportValues

/// The table a statement reads, with the name its rows have in messages.
struct DraftTable: Hashable {
  var name: String
  var entity: String
  var keyColumns: [String]

  init(name: String, entity: String, keyColumns: [String]) {
    self.name = name
    self.entity = entity
    self.keyColumns = keyColumns
  }

  init(_ entity: Entity) {
    self.init(name: entity.table, entity: entity.name, keyColumns: entity.key.map(\.column))
  }
}

/// A SELECT statement under construction: one table, the to-one joins its columns need, conditions, order, limit.
struct SelectDraft {
  /// A column the statement can give.
  struct Column {
    var sql: SQL
    var type: ValueType
    var encoding: StoredColumn.Encoding
    var isNotNull: Bool
    /// The column's folded text, where the store keeps one.
    var folded: SQL?
    /// The to-one steps to the stored column this is, unless it is computed.
    var path: [ToOneStep]?
    var stored: StoredColumn?
    /// For a boolean: the same as a condition, which may be unknown instead of false.
    var test: SQL?
    /// A value that a correlated sub-select computes.
    var isSubselectValue = false
  }

  /// An order key: one of the columns.
  struct OrderKey {
    var column: ColumnID
    var descending: Bool
  }

  let table: DraftTable
  /// Stands for the table: a statement whose results are named by `nestedName`.
  private(set) var derived: SQL?
  let alias: String
  /// Joined tables by the path that leads to them.
  private(set) var joins: [(path: [ToOneStep], alias: String)] = []
  private(set) var columns: [ColumnID: Column] = [:]
  /// Columns in the order they were added.
  private(set) var order: [ColumnID] = []
  var conditions: [SQL] = []
  var orderKeys: [OrderKey] = []
  /// Whether the rows have an order, by `orderKeys` or by nature.
  var isSorted = false
  var limit: SQL?
  /// Reads the table in the order of its rows.
  var ignoresIndexes = false
  /// The statement aggregates all its rows into one.
  var isAggregate = false
  /// Rows expected of the table after the conditions, if known.
  var estimatedRows: Double

  init(table: DraftTable, alias: String, estimatedRows: Double) {
    self.table = table
    self.alias = alias
    self.estimatedRows = estimatedRows
  }

  mutating func add(_ id: ColumnID, _ column: Column) {
    if columns.updateValue(column, forKey: id) == nil { order.append(id) }
  }

  /// Replaces all columns, for a statement that aggregates.
  mutating func replaceColumns(_ list: [(ColumnID, Column)]) {
    columns = [:]
    order = []
    for (id, column) in list { add(id, column) }
  }

  /// The alias of the table at the end of a path, joining what is not joined yet.
  mutating func alias(for path: [ToOneStep]) -> String {
    if path.isEmpty { return alias }
    if let known = joins.first(where: { $0.path == path }) { return known.alias }
    _ = alias(for: Array(path.dropLast()))
    let name = "\(alias)j\(joins.count + 1)"
    joins.append((path, name))
    return name
  }

  /// `FROM … WHERE …`
  func body(_ dialect: any SQLDialect) -> SQL {
    let source = derived.map { "(" + $0 + ")" } ?? SQL(dialect.quote(table.name))
    var sql = " FROM " + source + " AS \(alias)" + (ignoresIndexes ? dialect.withoutIndexes : "")
    for join in joins {
      guard let step = join.path.last else { continue }
      let parent = self.parentAlias(of: join.path)
      let on = zip(step.keyColumns, step.columns).map { key, column in
        "\(join.alias).\(dialect.quote(key)) = \(parent).\(dialect.quote(column))"
      }
      sql = sql + " LEFT JOIN \(dialect.quote(step.table)) AS \(join.alias) ON \(on.joined(separator: " AND "))"
    }
    if !conditions.isEmpty { sql = sql + " WHERE " + SQL.join(conditions, " AND ") }
    return sql
  }

  private func parentAlias(of path: [ToOneStep]) -> String {
    let parent = Array(path.dropLast())
    return parent.isEmpty ? alias : joins.first { $0.path == parent }?.alias ?? alias
  }

  /// An order key; a result column is named by its position, so that it is computed once.
  private func order(_ key: OrderKey, _ ids: [ColumnID], _ dialect: any SQLDialect) -> SQL? {
    guard let column = columns[key.column] else { return nil }
    let position = column.stored == nil ? ids.firstIndex(of: key.column) : nil
    let sql = position.map { SQL("\($0 + 1)") } ?? column.sql
    return dialect.orderKey(sql, descending: key.descending, isNotNull: column.isNotNull)
  }

  /// Whether conditions or computed columns read the joined table at the end of a path, or one behind it.
  func isJoinUsed(_ alias: String, giving ids: [ColumnID]) -> Bool {
    let mark = alias + "."
    if conditions.contains(where: { $0.text.contains(mark) }) { return true }
    return ids.contains { id in
      columns[id].map { $0.stored == nil && $0.sql.text.contains(mark) } ?? false
    }
  }

  /// Leaves out joins that begin with a step.
  mutating func removeJoins(beginningWith step: ToOneStep) { joins.removeAll { $0.path.first == step } }

  /// A statement over this one's few rows, so that what is added is computed for them only.
  func nested(_ dialect: any SQLDialect) -> SelectDraft {
    var outer = SelectDraft(table: table, alias: alias + "n", estimatedRows: estimatedRows)
    let ids = order
    outer.derived = statement(ids, dialect, named: true)
    for (position, id) in ids.enumerated() {
      guard let column = columns[id] else { continue }
      outer.add(
        id,
        Column(
          sql: SQL("\(outer.alias).c\(position + 1)"), type: column.type, encoding: column.encoding,
          isNotNull: column.isNotNull))
    }
    outer.orderKeys = orderKeys
    outer.isSorted = isSorted
    return outer
  }

  /// The whole statement giving `ids`; SQL wants at least one result column.
  func statement(_ ids: [ColumnID], _ dialect: any SQLDialect, named: Bool = false) -> SQL {
    var results = ids.compactMap { columns[$0]?.sql }
    if named { results = results.enumerated().map { $1 + " AS c\($0 + 1)" } }
    var sql = "SELECT " + (results.isEmpty ? SQL("1") : SQL.join(results, ", ")) + body(dialect)
    if !orderKeys.isEmpty { sql = sql + " ORDER BY " + SQL.join(orderKeys.compactMap { order($0, ids, dialect) }, ", ") }
    if let limit { sql = sql + limit }
    return sql
  }
}
