import RapportValues

/// Compiled sort keys.
struct SortNodes {
  let nodes: [ExprNode]
  let descending: [Bool]

  var canFail: Bool { nodes.contains(where: \.canFail) }

  func keys(_ batch: Batch) throws -> [RowOrder.Key] {
    try zip(nodes, descending).map { RowOrder.Key(column: try $0.column(batch), descending: $1) }
  }

  /// The keys of many rows.
  func keys(_ rows: Batch, check: Check) throws -> [RowOrder.Key] {
    try zip(nodes, descending).map { node, descending in
      RowOrder.Key(column: try node.column(rows, check: check), descending: descending)
    }
  }
}

/// All rows in the order of the keys.
final class SortStream: BatchStream {
  private let rows: DeferredStream

  init(_ input: any BatchStream, types: [ValueType], keys: SortNodes, context: ExecutionContext) {
    rows = DeferredStream {
      let all = try materialize(input, types: types, check: context.check)
      let order = try RowOrder.sorted(
        keys.keys(all, check: context.check), count: all.count, check: context.check)
      return GatheredStream(all, order: order)
    }
  }

  func next() throws -> Batch? { try rows.next() }
}
