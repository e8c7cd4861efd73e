import RapportPlan
import RapportValues

/// What a grouper computes, compiled for one thread.
struct GroupingNodes {
  let keys: [ExprNode]
  let keyTypes: [ValueType]
  let aggregates: [CompiledAggregate]

  /// Positions of the columns that are read.
  var inputs: Set<Int> {
    var inputs = keys.reduce(into: Set<Int>()) { $0.formUnion($1.inputs) }
    for aggregate in aggregates { inputs.formUnion(aggregate.inputs) }
    return inputs
  }
}

/// Groups of rows with the running results of aggregates over them.
final class Grouper {
  let table: GroupTable
  /// Rows of other groups than those the table had are left out.
  private let isClosed: Bool
  private let nodes: GroupingNodes
  private let inputs: Set<Int>
  private let accumulators: [Accumulator]
  private let scratch = GrowBuffer<Int32>(capacity: batchSize)
  private let check: Check

  /// - Parameters:
  ///   - table: with the only groups that are wanted.
  ///   - check: may end what takes long.
  init(_ nodes: GroupingNodes, only table: GroupTable? = nil, check: @escaping Check) throws {
    self.table = try table ?? GroupTable.make(nodes.keyTypes, check: check)
    self.check = check
    isClosed = table != nil
    self.nodes = nodes
    inputs = nodes.inputs
    accumulators = try nodes.aggregates.map { try $0.plan.make(check: check) }
  }

  /// Reads a stream to its end, or until it should stop.
  func read(_ stream: any BatchStream, until shouldStop: () -> Bool = { false }) throws {
    while !shouldStop(), let selected = try nextSelected(stream) {
      try check()
      try add(selected.gathered(columns: inputs))
    }
  }

  /// Takes in many rows.
  func addAll(_ rows: Batch) throws {
    try inPieces(rows.count, check) { try add(rows.slice($0, columns: inputs)) }
  }

  func add(_ batch: Batch) throws {
    guard batch.count > 0 else { return }
    let columns = try nodes.keys.map { try $0.column(batch) }
    if isClosed { return try addKnown(batch, columns) }
    scratch.grow(to: batch.count, filling: 0)
    try table.assign(columns, count: batch.count, into: scratch.base)
    try accumulate(batch, groups: UnsafePointer(scratch.base))
  }

  /// Takes in the rows whose group the table has.
  private func addKnown(_ batch: Batch, _ keys: [Column]) throws {
    let groups = try table.find(keys, count: batch.count)
    let rows = groups.indices.filter { groups[$0] >= 0 }
    guard !rows.isEmpty else { return }
    let isWhole = rows.count == batch.count
    let wanted = isWhole ? batch : batch.selecting(rows, columns: inputs)
    try (isWhole ? groups : rows.map { groups[$0] }).withUnsafeBufferPointer { groups in
      if let base = groups.baseAddress { try accumulate(wanted, groups: base) }
    }
  }

  private func accumulate(_ batch: Batch, groups: UnsafePointer<Int32>) throws {
    for (aggregate, accumulator) in zip(nodes.aggregates, accumulators) {
      try add(batch, groups, aggregate, to: accumulator)
    }
  }

  private func add(
    _ batch: Batch, _ groups: UnsafePointer<Int32>, _ aggregate: CompiledAggregate,
    to accumulator: Accumulator
  ) throws {
    guard let filter = aggregate.filter else {
      return try addRows(batch, groups, aggregate, to: accumulator)
    }
    let rows = Column.indexes(where: try filter.mask(batch))
    if rows.count == batch.count { return try addRows(batch, groups, aggregate, to: accumulator) }
    guard !rows.isEmpty else { return }
    try rows.map { groups[$0] }.withUnsafeBufferPointer { groups in
      guard let base = groups.baseAddress else { return }
      try addRows(batch.selecting(rows, columns: aggregate.inputs), base, aggregate, to: accumulator)
    }
  }

  private func addRows(
    _ batch: Batch, _ groups: UnsafePointer<Int32>, _ aggregate: CompiledAggregate,
    to accumulator: Accumulator
  ) throws {
    let rows = GroupedRows(groups: groups, count: batch.count, isSingle: nodes.keys.isEmpty)
    let argument = try aggregate.argument.map { try $0.column(batch) }
    try accumulator.add(rows, argument, order: aggregate.order.map { try $0.column(batch) })
  }

  /// Takes over the groups of another grouper of the same plan, whose rows come after these.
  func absorb(_ other: Grouper) throws {
    let mapping =
      other.table === table
      ? try mapped(table.count, check) { Int32(truncatingIfNeeded: $0) }
      : try table.assign(other.table.keyColumns(), count: other.table.count)
    for (mine, theirs) in zip(accumulators, other.accumulators) {
      try mine.absorb(theirs, mapping: mapping)
    }
  }

  /// The results of all groups, followed by `extra` groups without rows.
  func results(extra: Int = 0) throws -> [Column] {
    try zip(accumulators, nodes.aggregates).map { accumulator, aggregate in
      var column = try located(.column(aggregate.id, aggregate.plan.type)) {
        try accumulator.finish(groups: table.count + extra)
      }
      guard column.fits(aggregate.plan.type, count: table.count + extra) else {
        throw EvaluationError.mismatch("an aggregate gives \(column.type), not \(aggregate.plan.type)")
      }
      column.type = aggregate.plan.type
      return column
    }
  }
}
