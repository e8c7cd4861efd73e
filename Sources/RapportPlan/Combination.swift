package import RapportValues

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
