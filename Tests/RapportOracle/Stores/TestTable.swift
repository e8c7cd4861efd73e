/// A table of the test store and how its rows are made.
package struct TestTable: Sendable {
  package var name: String
  package var key: [String]
  /// Rows it has at most.
  package var most: Int
  package var columns: [TestColumn]
  /// The text column that has a folded copy beside it in our own store.
  package var folded: String?
  /// Tracked fields whose changes its rows are.
  package var changes: [TestChange] = []

  package init(
    _ name: String, key: [String], most: Int, folded: String? = nil, changes: [TestChange] = [],
    _ columns: [TestColumn]
  ) {
    self.changes = changes
    self.name = name
    self.key = key
    self.most = most
    self.columns = columns
    self.folded = folded
  }
}

/// A tracked field: values before and after a change are as its column's.
package struct TestChange: Sendable {
  package var entity: String
  package var field: String
  package var table: String
  package var column: String

  package init(_ entity: String, _ field: String, in table: String, _ column: String) {
    self.entity = entity
    self.field = field
    self.table = table
    self.column = column
  }
}

package struct TestColumn: Sendable {
  package enum Content: Sendable {
    /// Distinct keys.
    case codes([String])
    case numbers(ClosedRange<Int>)
    /// Mostly a value another table's column has, sometimes one it lacks.
    case reference(String, String)
    case words
    case choices([String])
    case integers(ClosedRange<Int>)
    /// Amounts in REAL, with two or three digits that matter.
    case cents, hundredths, thousandths
    /// What currencies are worth, in millionths.
    case rates
    /// Sums of these are exact in binary.
    case dyadics
    case dates(timed: Bool)
    case moments
  }

  /// Amounts and other decimals.
  var isDecimal: Bool {
    switch content {
    case .cents, .hundredths, .thousandths, .rates: true
    default: false
    }
  }

  var isReference: Bool { if case .reference = content { true } else { false } }

  var isDate: Bool {
    if case .dates = content { true } else { false }
  }

  package var name: String
  package var declaration: String
  package var content: Content
  /// Missing in so many of a hundred rows.
  package var missing: Int

  package init(_ name: String, _ declaration: String, _ content: Content, missing: Int = 18) {
    self.name = name
    self.declaration = declaration
    self.content = content
    self.missing = missing
  }
}
