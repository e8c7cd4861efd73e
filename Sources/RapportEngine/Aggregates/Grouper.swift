import RapportPlan
import RapportValues

/// One aggregate over compiled expressions.
struct CompiledAggregate {
  let argument: ExprNode?
  let filter: ExprNode?
  let order: [ExprNode]
  let plan: AccumulatorPlan

  init(_ aggregate: Aggregate, _ compiler: ExprCompiler) throws {
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

/// Groups of rows with the running results of aggregates over them.
final class Grouper {
  let table: GroupTable
  private let keys: [ExprNode]
  private let aggregates: [CompiledAggregate]
  private let accumulators: [Accumulator]
  private let scratch = GrowBuffer<Int32>(capacity: batchSize)

  init(keys: [ExprNode], keyTypes: [ValueType], aggregates: [CompiledAggregate]) throws {
    table = GroupTable.make(keyTypes)
    self.keys = keys
    self.aggregates = aggregates
    accumulators = try aggregates.map { try $0.plan.make() }
  }

  func add(_ batch: Batch) throws {
    guard batch.count > 0 else { return }
    let columns = try keys.map { try $0.column(batch) }
    scratch.grow(to: batch.count, filling: 0)
    try table.assign(columns, count: batch.count, into: scratch.base)
    for (aggregate, accumulator) in zip(aggregates, accumulators) {
      try add(batch, aggregate, to: accumulator)
    }
  }

  private func add(_ batch: Batch, _ aggregate: CompiledAggregate, to accumulator: Accumulator) throws {
    guard let filter = aggregate.filter else {
      return try add(batch, groups: UnsafePointer(scratch.base), aggregate, to: accumulator)
    }
    let mask = try filter.mask(batch)
    let rows = Column.indexes(where: mask)
    if rows.count == batch.count {
      return try add(batch, groups: UnsafePointer(scratch.base), aggregate, to: accumulator)
    }
    guard !rows.isEmpty else { return }
    let needed = (aggregate.order + (aggregate.argument.map { [$0] } ?? [])).reduce(into: Set<Int>()) {
      $0.formUnion($1.inputs)
    }
    let groups = rows.map { scratch.base[$0] }
    try groups.withUnsafeBufferPointer { groups in
      guard let base = groups.baseAddress else { return }
      try add(batch.selecting(rows, columns: needed), groups: base, aggregate, to: accumulator)
    }
  }

  private func add(
    _ batch: Batch, groups: UnsafePointer<Int32>, _ aggregate: CompiledAggregate, to accumulator: Accumulator
  ) throws {
    let rows = GroupedRows(groups: groups, count: batch.count, isSingle: keys.isEmpty)
    let argument = try aggregate.argument.map { try $0.column(batch) }
    try accumulator.add(rows, argument, order: aggregate.order.map { try $0.column(batch) })
  }

  /// Takes over the groups of another grouper of the same plan, whose rows come after these.
  func absorb(_ other: Grouper) throws {
    let mapping = try table.assign(other.table.keyColumns(), count: other.table.count)
    for (mine, theirs) in zip(accumulators, other.accumulators) {
      try mine.absorb(theirs, mapping: mapping)
    }
  }

  /// The results of all groups, followed by `extra` groups without rows.
  func results(extra: Int = 0) throws -> [Column] {
    try zip(accumulators, aggregates).map { accumulator, aggregate in
      var column = try accumulator.finish(groups: table.count + extra)
      guard column.fits(aggregate.plan.type, count: table.count + extra) else {
        throw EvaluationError.mismatch("an aggregate gives \(column.type), not \(aggregate.plan.type)")
      }
      column.type = aggregate.plan.type
      return column
    }
  }
}
