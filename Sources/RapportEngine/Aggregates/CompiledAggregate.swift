import RapportPlan
import RapportValues

/// One aggregate over compiled expressions.
struct CompiledAggregate {
  /// The column it gives.
  let id: ColumnID
  let argument: ExprNode?
  let filter: ExprNode?
  let order: [ExprNode]
  let plan: AccumulatorPlan

  /// Positions of the columns that are read.
  var inputs: Set<Int> {
    ([argument, filter].compactMap { $0 } + order).reduce(into: []) { $0.formUnion($1.inputs) }
  }

  init(_ aggregate: Aggregate, _ compiler: ExprCompiler) throws {
    id = aggregate.id
    var argument = try aggregate.argument.map { try compiler.compile($0) }
    filter = try aggregate.filter.map { try compiler.compile($0) }
    order = try aggregate.order.map { try compiler.compile($0.value) }
    plan = AccumulatorPlan(
      function: aggregate.function, isDistinct: aggregate.distinct, type: aggregate.type,
      argumentType: argument?.type,
      order: zip(order, aggregate.order).map { (type: $0.type, descending: $1.descending) })
    if let node = argument, let type = plan.readType { argument = try compiler.converted(node, to: type) }
    self.argument = argument
  }
}
