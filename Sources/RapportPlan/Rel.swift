package import RapportCatalog
package import RapportValues

/// A relation: what a query means, as a tree of relational operators.
///
/// The meaning of a plan is defined here, on relations, and not on the SQL that parts of it become. Rows have
/// an order only after `sort`, `top` and what keeps their order (`filter extend attach slice window project`).
package indirect enum Rel: Hashable, Sendable {
  /// The rows of an entity with the columns asked for.
  case scan(Scan)
  /// Literal rows.
  case constant(columns: [TypedColumn], rows: [[Value]])
  /// Rows of a CSV file, every column as text (`code`) or as typed by the resolver, or of a kept run.
  case file(FileScan)
  /// A statement the store runs: what lowering puts in place of scans and of the operators it could push down.
  case source(SourceQuery)
  case filter(Rel, Expr)
  /// Adds columns; expressions see the input's columns and those added before in the same list.
  case extend(Rel, [Computed])
  /// Adds aggregates over related rows: see `Attachment`.
  case attach(Rel, Attachment)
  /// Stable order by the keys; missing last both ways.
  case sort(Rel, [SortKey])
  /// Rows `skip ..< skip + take` of the input's order.
  case slice(Rel, skip: Int, take: Int?)
  /// The first `count` rows by the keys within each partition (one partition if `per` is empty), in the order:
  /// partition keys ascending, then the keys.
  case top(Rel, count: Int, keys: [SortKey], per: [Expr])
  /// One row per distinct combination of keys (missing equals missing); without keys exactly one row.
  case aggregate(Rel, keys: [Computed], aggregates: [Aggregate])
  /// Adds the missing combinations of a period or integer key: see `Fill`.
  case fill(Rel, Fill)
  /// Adds columns computed over the whole input, in its order.
  case window(Rel, [Window])
  /// First row of each distinct combination of these columns (missing equals missing), keeping all columns.
  case distinct(Rel, [ColumnID])
  case combine(SetKind, Rel, Rel, Combination)
  /// The result's columns in order; the only operator that names columns.
  case project(Rel, [OutputColumn])
}

package struct TypedColumn: Hashable, Sendable {
  package var id: ColumnID
  package var type: ValueType
  package init(id: ColumnID, type: ValueType) {
    self.id = id
    self.type = type
  }
}

/// A new column and its expression.
package struct Computed: Hashable, Sendable {
  package var id: ColumnID
  package var value: Expr
  /// Made for several uses: with one only, it is computed there.
  package var isDefinition: Bool
  package init(id: ColumnID, value: Expr, isDefinition: Bool = false) {
    self.id = id
    self.value = value
    self.isDefinition = isDefinition
  }
}

package struct OutputColumn: Hashable, Sendable {
  package var name: String
  package var id: ColumnID
  package var type: ValueType
  package init(name: String, id: ColumnID, type: ValueType) {
    self.name = name
    self.id = id
    self.type = type
  }
}

package struct SortKey: Hashable, Sendable {
  package var value: Expr
  package var descending: Bool
  package init(value: Expr, descending: Bool = false) {
    self.value = value
    self.descending = descending
  }
}

/// The rows of an entity, or those whose columns hold certain texts. To-one relations are followed per column; a
/// missing link gives missing. Values of other rows are never read, so one column may hold another type in each part.
package struct Scan: Sendable {
  package struct Fixed: Hashable, Sendable {
    /// A column of the entity's table.
    package var column: String
    /// What it holds, byte by byte.
    package var text: String
    package init(column: String, text: String) {
      self.column = column
      self.text = text
    }
  }
  package var entity: Entity
  package var columns: [ScanColumn]
  package var fixed: [Fixed]
  package init(entity: Entity, columns: [ScanColumn], fixed: [Fixed] = []) {
    self.entity = entity
    self.columns = columns
    self.fixed = fixed
  }
}

extension Scan: Hashable {
  package static func == (left: Scan, right: Scan) -> Bool {
    left.entity === right.entity && left.columns == right.columns && left.fixed == right.fixed
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(entity.name)
    hasher.combine(columns)
    hasher.combine(fixed)
  }
}

/// One column of a scan: to-one steps from the entity, then a stored column of the entity reached.
package struct ScanColumn: Hashable, Sendable {
  package var id: ColumnID
  package var type: ValueType
  package var path: [ToOneStep]
  package var column: StoredColumn
  package init(id: ColumnID, type: ValueType, path: [ToOneStep], column: StoredColumn) {
    self.id = id
    self.type = type
    self.path = path
    self.column = column
  }
}

/// Follows a to-one relation: `columns` of the table stood on equal the key of `table`.
package struct ToOneStep: Hashable, Sendable {
  package var table: String
  package var columns: [String]
  package var keyColumns: [String]
  /// Types of the key columns; empty where nobody knows them.
  package var keyTypes: [ValueType]
  package init(table: String, columns: [String], keyColumns: [String], keyTypes: [ValueType] = []) {
    self.table = table
    self.columns = columns
    self.keyColumns = keyColumns
    self.keyTypes = keyTypes
  }
}

/// Rows that stand in no table of the catalog: a CSV file, or a kept run of a recurring list.
package struct FileScan: Hashable, Sendable {
  package enum Origin: Hashable, Sendable {
    case csv(path: String)
    /// A run by its number, in the Rapport store at a path.
    case keptRun(Int64, store: String)
  }
  package struct FileColumn: Hashable, Sendable {
    package var id: ColumnID
    package var type: ValueType
    /// Position in the file's header, or among the run's columns.
    package var position: Int
    /// What a kept run remembers of it.
    package var privacy: Privacy?
    package init(id: ColumnID, type: ValueType, position: Int, privacy: Privacy? = nil) {
      self.id = id
      self.type = type
      self.position = position
      self.privacy = privacy
    }
  }
  package var origin: Origin
  package var columns: [FileColumn]
  package init(_ origin: Origin, columns: [FileColumn]) {
    self.origin = origin
    self.columns = columns
  }
}

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

// MARK: - Aggregates

/// An aggregate over the rows of a group. Missing arguments are skipped, except by `count` without argument.
package struct Aggregate: Hashable, Sendable {
  package enum Function: Hashable, Sendable {
    /// Without argument: rows; with one: known values. Type integer; 0 over nothing.
    case count
    /// integer → integer, decimal → decimal of the same scale (exact; overflow is an error), float → float.
    /// 0 over nothing. `days` → `days`.
    case sum
    /// float, with the argument's currency.
    case avg
    case min, max
    /// Argument's type for odd counts; numbers give float (mean of the middle two).
    case median
    /// Linear interpolation (type 7) at p in 0…1 over numbers; float.
    case percentile(Double)
    /// A measure of the days between neighbouring different days; float.
    case gap(GapMeasure)
    /// How unequally the sum is spread over the rows, 0…1; amounts below 0 count as 0; missing if the sum is 0.
    case gini
    /// The sum of squared shares, 1/n…1; as `gini`.
    case hhi
    /// What the largest rows, this share of all rounded up, hold of the sum; as `gini`.
    case pareto(Double)
    /// Sample standard deviation (n − 1); missing below two values.
    case stddev
    /// bool: some / each row's argument is true. Over nothing false / true.
    case any, every
    /// The sum over the rows that share the least of the first key of `order`, a day or integer: what came first. Types and
    /// overflow as `sum`; missing over nothing, and rows without a key do not count.
    case initial
    /// First / last known argument in `order` (input order if empty).
    case first, last
    /// Known arguments in `order`; empty over nothing.
    case list

    /// Whether the order of the rows decides.
    package var isOrdered: Bool { self == .first || self == .last || self == .list }
  }

  package var id: ColumnID
  package var function: Function
  package var argument: Expr?
  /// Only rows where this holds take part.
  package var filter: Expr?
  package var distinct: Bool
  package var order: [SortKey]
  package var type: ValueType

  package init(
    id: ColumnID, function: Function, argument: Expr?, filter: Expr? = nil, distinct: Bool = false,
    order: [SortKey] = [], type: ValueType
  ) {
    self.id = id
    self.function = function
    self.argument = argument
    self.filter = filter
    self.distinct = distinct
    self.order = order
    self.type = type
  }
}

/// Aggregates over the rows of `inner` whose key equals the outer row's key: one value per outer row, rows are never
/// multiplied. A missing outer key matches nothing. Without keys the aggregates are over all of `inner`.
///
/// The inner relation never refers to the outer row: the language reaches the outer row by the inner row's own
/// to-one path, so every attachment is a group-join.
package struct Attachment: Hashable, Sendable {
  package struct Key: Hashable, Sendable {
    package var outer: Expr
    package var inner: ColumnID
    package init(outer: Expr, inner: ColumnID) {
      self.outer = outer
      self.inner = inner
    }
  }
  package var inner: Rel
  package var keys: [Key]
  package var aggregates: [Aggregate]

  package init(inner: Rel, keys: [Key], aggregates: [Aggregate]) {
    self.inner = inner
    self.keys = keys
    self.aggregates = aggregates
  }
}

/// `group by … fill`: for every combination of the other keys that occurs, a row for each value of `key` between the
/// smallest and the largest that occur in the whole input. `key` is a period (stepping by its unit), a day or an
/// integer (stepping by one). New rows take `defaults`; all other columns are missing.
package struct Fill: Hashable, Sendable {
  package var key: ColumnID
  package var others: [ColumnID]
  package var defaults: [Default]

  package struct Default: Hashable, Sendable {
    package var id: ColumnID
    package var value: Value
    package init(id: ColumnID, value: Value) {
      self.id = id
      self.value = value
    }
  }

  package init(key: ColumnID, others: [ColumnID], defaults: [Default]) {
    self.key = key
    self.others = others
    self.defaults = defaults
  }
}

package enum SetKind: String, Hashable, Sendable { case union, except, intersect }

/// How the rows of two relations are matched and what comes out.
package struct Combination: Hashable, Sendable {
  package struct Pair: Hashable, Sendable {
    package var left: ColumnID
    package var right: ColumnID
    package init(left: ColumnID, right: ColumnID) {
      self.left = left
      self.right = right
    }
  }
  /// Columns that decide whether two rows are the same (exact; missing equals missing). The result holds each
  /// combination once: the left's first row, for `union` then the right's first rows that the left lacks.
  package var match: [Pair]
  /// Result columns with the columns they come from, of alike types; only `union` reads `right`.
  package var columns: [Merged]

  package struct Merged: Hashable, Sendable {
    package var id: ColumnID
    package var type: ValueType
    package var left: ColumnID
    package var right: ColumnID?
    package init(id: ColumnID, type: ValueType, left: ColumnID, right: ColumnID?) {
      self.id = id
      self.type = type
      self.left = left
      self.right = right
    }
  }

  package init(match: [Pair], columns: [Merged]) {
    self.match = match
    self.columns = columns
  }
}
