import RapportPlan
import RapportValues

/// Adds columns computed over partitions of the whole input.
final class WindowStream: BatchStream {
  /// One window over compiled expressions.
  struct Compiled {
    let id: ColumnID
    let function: Window.Function
    let argument: ExprNode?
    let per: [ExprNode]
    let type: ValueType
    /// For aggregates over the partition.
    let aggregate: CompiledAggregate?
  }

  private let rows: DeferredStream

  init(_ input: any BatchStream, types: [ValueType], windows: [Compiled]) {
    rows = DeferredStream {
      var all = try materialize(input, types: types)
      // Every window sees the input's columns only.
      let input = all
      for window in windows {
        var column = try located(.column(window.id, window.type)) { try WindowStream.compute(window, over: input) }
        guard column.fits(window.type, count: input.count) else {
          throw EvaluationError.mismatch("a window gives \(column.type), not \(window.type)")
        }
        column.type = window.type
        all.columns.append(column)
      }
      return SlicedStream(all)
    }
  }

  func next() throws -> Batch? { try rows.next() }

  private static func compute(_ window: Compiled, over rows: Batch) throws -> Column {
    if let aggregate = window.aggregate {
      let nodes = GroupingNodes(keys: window.per, keyTypes: window.per.map(\.type), aggregates: [aggregate])
      let grouper = try Grouper(nodes)
      try grouper.add(rows)
      let keys = try window.per.map { try $0.column(rows) }
      let groups = try grouper.table.find(keys, count: rows.count)
      guard let result = try grouper.results().first else {
        throw EvaluationError.mismatch("a window without a meaning")
      }
      return result.gather(groups.map { Int($0) })
    }
    guard let argument = try window.argument?.column(rows) else {
      throw EvaluationError.mismatch("a window without its argument")
    }
    let table = GroupTable.make(window.per.map(\.type))
    let groups = try table.assign(try window.per.map { try $0.column(rows) }, count: rows.count)
    let partition = WindowPartition(groups: groups, groupCount: table.count, argument: argument)
    switch window.function {
    case .rank: return try partition.ranks()
    case .ntile(let buckets): return try partition.buckets(buckets)
    case .share: return try partition.shares(type: window.type)
    case .running: return try partition.runningSums(type: window.type)
    case .previous: return partition.previous()
    case .aggregate: throw EvaluationError.mismatch("a window without a meaning")
    }
  }
}
