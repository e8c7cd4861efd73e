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

  init(_ input: any BatchStream, types: [ValueType], windows: [Compiled], check: @escaping Check) {
    rows = DeferredStream {
      var all = try materialize(input, types: types, check: check)
      // Every window sees the input's columns only.
      let input = all
      for window in windows {
        var column = try located(.column(window.id, window.type)) {
          try WindowStream.compute(window, over: input, check)
        }
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

  private static func compute(
    _ window: Compiled, over rows: Batch, _ check: @escaping Check
  ) throws -> Column {
    if let aggregate = window.aggregate {
      let nodes = GroupingNodes(keys: window.per, keyTypes: window.per.map(\.type), aggregates: [aggregate])
      let grouper = try Grouper(nodes, check: check)
      try grouper.addAll(rows)
      let keys = try window.per.map { try $0.column(rows, check: check) }
      let groups = try grouper.table.findAll(keys, count: rows.count)
      guard let result = try grouper.results().first else {
        throw EvaluationError.mismatch("a window without a meaning")
      }
      return try result.gather(mapped(groups.count, check) { Int(groups[$0]) }, check: check)
    }
    guard let argument = try window.argument?.column(rows, check: check) else {
      throw EvaluationError.mismatch("a window without its argument")
    }
    let table = try GroupTable.make(window.per.map(\.type), check: check)
    let groups = try table.assign(window.per.map { try $0.column(rows, check: check) }, count: rows.count)
    let partition = WindowPartition(
      groups: groups, groupCount: table.count, argument: argument, check: check)
    switch window.function {
    case .rank: return try partition.ranks()
    case .ntile(let buckets): return try partition.buckets(buckets)
    case .share: return try partition.shares(type: window.type)
    case .running: return try partition.runningSums(type: window.type)
    case .previous: return try partition.previous()
    case .cumulativeShare: return try partition.cumulativeShares(type: window.type)
    case .tier(let cuts, let ofRows): return try partition.tiers(cuts, ofRows: ofRows, type: window.type)
    case .score(let bins, let smallIsBest): return try partition.scores(bins, smallIsBest: smallIsBest)
    case .aggregate: throw EvaluationError.mismatch("a window without a meaning")
    }
  }
}
