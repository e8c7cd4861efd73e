package import RapportValues

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
