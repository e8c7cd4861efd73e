package import RapportCatalog
package import RapportValues

/// A statement for a store: SQL text of its dialect with bound values; columns come in the order of `columns`.
package struct SourceQuery: Hashable, Sendable {
  package struct SourceColumn: Hashable, Sendable {
    package var id: ColumnID
    package var type: ValueType
    /// How the store's value becomes a value of the type.
    package var encoding: StoredColumn.Encoding
    package var isNotNull: Bool
    /// What the statement computes here, for messages; nil for a value that a table holds.
    package var computes: Expr?
    package init(
      id: ColumnID, type: ValueType, encoding: StoredColumn.Encoding, isNotNull: Bool = false,
      computes: Expr? = nil
    ) {
      self.id = id
      self.type = type
      self.encoding = encoding
      self.isNotNull = isNotNull
      self.computes = computes
    }
  }
  package var sql: String
  package var bindings: [Value]
  package var columns: [SourceColumn]
  /// For messages about damaged values: the entity read.
  package var entity: String
  /// About how many rows it delivers, to tell how far a run is; nil if nobody knows.
  package var estimatedRows: Int?
  /// Set when the statement can be read in parts by several connections at once.
  package var partition: Partition?

  /// The statement limited to a range of rows: the last two of its placeholders are the range's bounds.
  package struct Partition: Hashable, Sendable {
    package enum Ranges: Hashable, Sendable {
      /// Hidden row numbers of a table, both bounds included.
      case rows(table: String)
      /// Days of ISO text from `start` to before `end`, without a limit where nil; most rows lie from `first` to
      /// `last`.
      case days(start: Day?, end: Day?, first: Day, last: Day)
    }
    package var ranges: Ranges
    package var sql: String
    /// The values of the placeholders before the bounds.
    package var bindings: [Value]
    /// The statement reads its range of rows and no other table, not even by index.
    package var isPlainScan: Bool
    package init(ranges: Ranges, sql: String, bindings: [Value], isPlainScan: Bool = false) {
      self.ranges = ranges
      self.sql = sql
      self.bindings = bindings
      self.isPlainScan = isPlainScan
    }
  }

  /// Set when an index finds the rows of a key: the statement for the rows of some keys.
  package var keyed: Keyed?

  /// The statement with a list of keys in its middle: `… IN (?, ?, …) …`.
  package struct Keyed: Hashable, Sendable {
    package var key: ColumnID
    /// Keys up to which searching them beats reading all rows.
    package var mostKeys: Int
    package var before: SQL
    package var after: SQL
    package init(key: ColumnID, mostKeys: Int, before: SQL, after: SQL) {
      self.key = key
      self.mostKeys = mostKeys
      self.before = before
      self.after = after
    }
  }

  /// Keys that one statement may list at most.
  package static let mostKeys = 2_000

  /// The rows of these keys only; nil if they cannot be searched or are too many.
  package func limited(to keys: [Value]) -> SourceQuery? {
    guard let keyed, !keys.isEmpty, keys.count <= keyed.mostKeys else { return nil }
    let statement = keyed.before + SQL.join(keys.map(SQL.bind), ", ") + keyed.after
    var query = self
    query.sql = statement.text
    query.bindings = statement.bindings
    query.partition = nil
    query.keyed = nil
    return query
  }

  package init(
    sql: String, bindings: [Value], columns: [SourceColumn], entity: String, estimatedRows: Int? = nil,
    partition: Partition? = nil, keyed: Keyed? = nil
  ) {
    self.estimatedRows = estimatedRows
    self.keyed = keyed
    self.sql = sql
    self.bindings = bindings
    self.columns = columns
    self.entity = entity
    self.partition = partition
  }
}
