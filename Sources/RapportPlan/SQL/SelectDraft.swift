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
    /// What the statement computes for this column; nil for what a table holds.
    var computes: Expr?
  }

  /// A condition on the rows, with what it means if it came from the question.
  struct Condition {
    var sql: SQL
    var meaning: Expr?
    /// For a set of keys: what it stands for.
    var keySet: KeySet?
  }

  /// Conditions on the row behind a to-one step, as they are tested when the step is followed.
  struct KeySet {
    var step: ToOneStep
    var followed: [Condition]
  }

  /// An order key: one of the columns.
  struct OrderKey {
    var column: ColumnID
    var descending: Bool
  }

  let table: DraftTable
  /// A statement whose few rows are read first.
  struct Derived {
    var alias: String
    var statement: SQL
    /// The table's row number that the statement's column `r` gives; nil if the statement stands for the table.
    var rowNumber: String?
  }
  private(set) var source: Derived?
  /// The column by which rows of some keys may be asked for, and of how many.
  var search: (key: ColumnID, mostKeys: Int)?
  /// Given as the column `r`, if set.
  private var rowNumber: String?
  let alias: String
  /// Joined tables by the path that leads to them.
  private(set) var joins: [(path: [ToOneStep], alias: String)] = []
  private(set) var columns: [ColumnID: Column] = [:]
  /// Columns in the order they were added.
  private(set) var order: [ColumnID] = []
  private(set) var conditions: [Condition] = []
  var orderKeys: [OrderKey] = []
  /// Whether the rows have an order, by `orderKeys` or by nature.
  var isSorted = false
  var limit: SQL?
  /// How the table that is read first is to be read; chosen by the SQL engine if nil.
  var access: TableAccess?
  /// The to-one step whose table is read first, its rows' own rows after.
  var driver: ToOneStep?
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

  /// Keeps only rows that satisfy a condition.
  mutating func require(_ sql: SQL, meaning: Expr? = nil) { conditions.append(Condition(sql: sql, meaning: meaning)) }

  /// Keeps only rows that satisfy a condition, tested before those there are.
  mutating func requireFirst(_ list: [SQL]) { conditions.insert(contentsOf: list.map { Condition(sql: $0) }, at: 0) }

  mutating func require(_ list: [Condition]) { conditions += list }

  /// The statement with a to-one step followed for each row, not its keys collected; nil if the step is not joined.
  func following(_ step: ToOneStep) -> SelectDraft? {
    guard joins.contains(where: { $0.path == [step] }) else { return nil }
    var draft = self
    draft.conditions = conditions.flatMap { $0.keySet.flatMap { $0.step == step ? $0.followed : nil } ?? [$0] }
    return draft
  }

  mutating func removeConditions(at positions: Set<Int>) {
    conditions = conditions.indices.filter { !positions.contains($0) }.map { conditions[$0] }
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
    var sql = " FROM " + tables(dialect)
    for join in joins where driver == nil || join.path != [driver] {
      guard let step = join.path.last else { continue }
      let parent = self.parentAlias(of: join.path)
      let on = zip(step.keyColumns, step.columns).map { key, column in
        "\(join.alias).\(dialect.quote(key)) = \(parent).\(dialect.quote(column))"
      }
      sql = sql + " LEFT JOIN \(dialect.quote(step.table)) AS \(join.alias) ON \(on.joined(separator: " AND "))"
    }
    if !conditions.isEmpty { sql = sql + " WHERE " + SQL.junction(conditions.map(\.sql), " AND ") }
    return sql
  }

  /// The table, or what its rows are found from with the table behind it.
  private func tables(_ dialect: any SQLDialect) -> SQL {
    let access = access.map(dialect.access) ?? ""
    let own = "\(dialect.quote(table.name)) AS \(alias)"
    if let source {
      let derived = "(" + source.statement + ") AS \(source.alias)"
      guard let number = source.rowNumber else { return derived }
      return derived + "\(dialect.orderedJoin)\(own) ON \(number) = \(source.alias).r"
    }
    if let table = drivingTable(dialect, access), let condition = drivingCondition(dialect) {
      return SQL(table + own + condition)
    }
    return SQL(own + access)
  }

  /// `orders AS t1j1 CROSS JOIN `, where rows are found from the other side of a to-one step.
  private func drivingTable(_ dialect: any SQLDialect, _ access: String) -> String? {
    guard let driver, let join = joins.first(where: { $0.path == [driver] }) else { return nil }
    return "\(dialect.quote(driver.table)) AS \(join.alias)\(access)\(dialect.orderedJoin)"
  }

  private func drivingCondition(_ dialect: any SQLDialect) -> String? {
    guard let driver, let join = joins.first(where: { $0.path == [driver] }) else { return nil }
    let on = zip(driver.keyColumns, driver.columns).map { key, column in
      "\(join.alias).\(dialect.quote(key)) = \(alias).\(dialect.quote(column))"
    }
    return " ON " + on.joined(separator: " AND ")
  }

  /// The columns of the table itself that the statement names.
  func ownColumns(giving ids: [ColumnID], _ dialect: any SQLDialect) -> Set<String> {
    let text = statement(ids, dialect).text
    var names: Set<String> = []
    for piece in text.split(separator: "\(alias).\"", omittingEmptySubsequences: false).dropFirst() {
      names.insert(String(piece.prefix { $0 != "\"" }))
    }
    return names
  }

  private func parentAlias(of path: [ToOneStep]) -> String {
    let parent = Array(path.dropLast())
    return parent.isEmpty ? alias : joins.first { $0.path == parent }?.alias ?? alias
  }

  /// Whether no other table is read, by joins or by sub-selects.
  var readsOneTable: Bool {
    func isPlain(_ sql: SQL) -> Bool { !sql.text.contains("SELECT ") }
    return joins.isEmpty && source == nil && conditions.allSatisfy { isPlain($0.sql) }
      && columns.values.allSatisfy { isPlain($0.sql) }
  }

  /// An order key; a result column is named by its position, so that it is computed once.
  private func order(_ key: OrderKey, _ ids: [ColumnID], _ dialect: any SQLDialect) -> SQL? {
    guard let column = columns[key.column] else { return nil }
    let position = column.stored == nil ? ids.firstIndex(of: key.column) : nil
    let sql = position.map { SQL("\($0 + 1)") } ?? column.sql
    return dialect.orderKey(sql, descending: key.descending, isNotNull: column.isNotNull)
  }

  /// Whether conditions, the order or computed columns read the joined table at the end of a path, or one behind
  /// it.
  func isJoinUsed(_ alias: String, giving ids: [ColumnID]) -> Bool {
    let mark = alias + "."
    if conditions.contains(where: { $0.sql.text.contains(mark) }) { return true }
    return (ids + orderKeys.map(\.column)).contains { id in
      columns[id].map { $0.stored == nil && $0.sql.text.contains(mark) } ?? false
    }
  }

  /// Leaves out joins that neither conditions nor order nor these columns read.
  mutating func removeUnusedJoins(giving ids: [ColumnID]) {
    let ids = ids + orderKeys.map(\.column)
    let used = ids.compactMap { columns[$0]?.path }
    joins = joins.filter { join in
      used.contains { $0.starts(with: join.path) } || join.path == driver.map { [$0] }
        || joins.contains { $0.path.starts(with: join.path) && isJoinUsed($0.alias, giving: ids) }
    }
  }

  /// Leaves out joins that begin with a step.
  mutating func removeJoins(beginningWith step: ToOneStep) { joins.removeAll { $0.path.first == step } }

  /// A statement over this one's few rows, so that what is added is computed for them only.
  ///
  /// Where the table's rows have numbers, what it stores is read for these rows only, by number.
  func nested(_ dialect: any SQLDialect, byRowNumber: Bool) -> SelectDraft {
    let number = byRowNumber ? dialect.rowNumber(of: alias) : nil
    let inside = number == nil ? order : order.filter { columns[$0]?.stored == nil }
    var narrow = self
    var outer = SelectDraft(table: table, alias: alias + (number == nil ? "n" : "w"), estimatedRows: estimatedRows)
    let name = alias + "n"
    if let number {
      // A row number is a column of no question: it has a name of its own.
      narrow.rowNumber = number
      narrow.removeUnusedJoins(giving: inside)
      outer.source = Derived(alias: name, statement: narrow.statement(inside, dialect, named: true))
      outer.source?.rowNumber = dialect.rowNumber(of: outer.alias)
    } else {
      outer.source = Derived(alias: name, statement: statement(inside, dialect, named: true))
    }
    for id in order {
      guard var column = columns[id] else { continue }
      if let position = inside.firstIndex(of: id) {
        column = Column(
          sql: SQL("\(name).c\(position + 1)"), type: column.type, encoding: column.encoding,
          isNotNull: column.isNotNull, computes: column.computes)
      } else if let stored = column.stored, let path = column.path {
        column.sql = Column.name(stored, type: column.type, of: outer.alias(for: path), dialect)
        column.folded = nil
      }
      outer.add(id, column)
    }
    outer.orderKeys = orderKeys
    outer.isSorted = isSorted
    return outer
  }

  /// The whole statement giving `ids`; SQL wants at least one result column.
  func statement(_ ids: [ColumnID], _ dialect: any SQLDialect, named: Bool = false) -> SQL {
    var results = ids.compactMap { columns[$0]?.sql }
    if named { results = results.enumerated().map { $1 + " AS c\($0 + 1)" } }
    if let rowNumber { results.append(SQL("\(rowNumber) AS r")) }
    var sql = "SELECT " + (results.isEmpty ? SQL("1") : SQL.join(results, ", ")) + body(dialect)
    if !orderKeys.isEmpty { sql = sql + " ORDER BY " + SQL.join(orderKeys.compactMap { order($0, ids, dialect) }, ", ") }
    if let limit { sql = sql + limit }
    return sql
  }
}
