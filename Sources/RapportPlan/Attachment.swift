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
