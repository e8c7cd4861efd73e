package import RapportValues

/// A relation: what a query means, as a tree of relational operators.
///
/// The meaning of a plan is defined here, on relations, and not on the SQL that parts of it become. Rows have
/// an order only after `sort`, `top` and what keeps their order (`filter extend attach slice window project`,
/// `analyze` that keeps rows).
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
  /// What a method finds in all rows together; its rows, or the input's with its columns: see `Analysis`.
  case analyze(Rel, Analysis)
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
