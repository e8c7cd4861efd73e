import RapportCatalog
import RapportOracle
import RapportPlan
import RapportValues

/// Short ways to write plans by hand.
enum Plans {
  static func id(_ index: Int) -> ColumnID { ColumnID(index) }

  static func column(_ index: Int, _ type: ValueType = .integer) -> Expr { .column(id(index), type) }
  static func integer(_ value: Int64) -> Expr { .literal(.integer(value), .integer) }
  static func text(_ value: String, _ type: ValueType = .text) -> Expr { .literal(.text(value), type) }
  static func money(_ cents: Int128) -> Value { .decimal(Decimal(unscaled: cents, scale: 2)) }
  static func day(_ text: String) -> Value {
    Day(iso: text).map { .day($0) } ?? .missing
  }

  /// Literal rows; columns are numbered from 0.
  static func constant(_ types: [ValueType], _ rows: [[Value]]) -> Rel {
    .constant(columns: types.enumerated().map { TypedColumn(id: id($0), type: $1) }, rows: rows)
  }

  static func rows(_ plan: Rel, _ store: NaiveStore = NaiveStore()) throws -> [[Value]] {
    try NaiveEvaluator(store).evaluate(plan).rows
  }

  /// The value of an expression without columns.
  static func value(_ expression: Expr) throws -> Value {
    let one = Rel.constant(columns: [], rows: [[]])
    return try rows(.extend(one, [Computed(id: id(0), value: expression)]))[0][0]
  }

  static func apply(_ operation: Operation, _ operands: Expr..., type: ValueType) -> Expr {
    .apply(operation, operands, type)
  }

  static func condition(_ operation: Operation, _ operands: Expr...) throws -> Bool {
    try value(.apply(operation, operands, .bool)) == .bool(true)
  }
}
