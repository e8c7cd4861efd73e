package import RapportValues

/// What the planner may ask about a store to choose between ways of running the same plan.
package protocol StoreStatistics {
  /// Rows of a table, if cheaply known.
  func rows(of table: String) -> Int?
  /// Whether dates are stored as days only, as in our own store; other people's columns may hold times behind them.
  var storesPlainDays: Bool { get }
  /// The first and last day of a date column, if an index gives them at once.
  func days(of column: String, in table: String) -> (first: Day, last: Day)?
  /// Whether rows can be read by ranges of a hidden row number.
  func hasRowNumbers(_ table: String) -> Bool
  /// The column that is the row number, where there is one.
  func rowNumberColumn(_ table: String) -> String?
  /// The indexes of a table, its key's included; nil if unknown.
  func indexes(of table: String) -> [TableIndex]?
}

extension StoreStatistics {
  package func indexes(of table: String) -> [TableIndex]? { nil }
}

/// An index of a table.
package struct TableIndex: Hashable, Sendable {
  /// Nil for the table's own key.
  package var name: String?
  /// Its columns, in order.
  package var columns: [String]
  /// Whether it holds only some of the rows.
  package var isPartial: Bool

  package init(name: String?, columns: [String], isPartial: Bool = false) {
    self.name = name
    self.columns = columns
    self.isPartial = isPartial
  }
}
