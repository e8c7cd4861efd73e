import RapportEngine
import RapportPlan
import RapportValues
import Testing

/// What was read is sorted, grouped and put together in steps, each of which sees that the run was cancelled.
@Suite struct CancellationTests {
  private static let table = Table(
    [.code, .integer, .float, .text],
    (0..<40).map { [.text("k\($0 % 7)"), .integer($0 % 11), .float(Double($0)), .text("t\($0)")] })

  /// Cancels the run behind the last batch, so that only what happens then can see it.
  private final class LastBatch: BatchStream {
    private var batches: ArraySlice<Batch>
    private let context: ExecutionContext

    init(_ batches: [Batch], _ context: ExecutionContext) {
      self.batches = batches[...]
      self.context = context
    }

    func next() throws -> Batch? {
      if batches.isEmpty { context.cancel() }
      return batches.popFirst()
    }
  }

  private struct Provider: ScanProvider {
    let batches: [Batch]
    func open(_ query: SourceQuery, in context: ExecutionContext) throws -> any BatchStream {
      LastBatch(batches, context)
    }
    func open(_ scan: Scan, in context: ExecutionContext) throws -> any BatchStream { ListStream([]) }
    func open(_ file: FileScan, in context: ExecutionContext) throws -> any BatchStream { ListStream([]) }
  }

  private static func aggregate(_ function: Aggregate.Function, _ column: Int, distinct: Bool = false) -> Rel {
    .aggregate(
      table.rel, keys: [Computed(id: ColumnID(20), value: table[0])],
      aggregates: [
        Aggregate(
          id: ColumnID(21), function: function, argument: table[column], distinct: distinct,
          type: function == .count ? .integer : function == .avg || function == .median ? .float : table[column].type)
      ])
  }

  private static func window(_ function: Window.Function, _ type: ValueType) -> Rel {
    .window(
      table.rel,
      [Window(id: ColumnID(9), function: function, argument: table[1], per: [table[0]], type: type)])
  }

  static let plans: [(String, Rel)] = [
    ("sort by number", .sort(table.rel, [SortKey(value: table[2], descending: true)])),
    ("sort by text", .sort(table.rel, [SortKey(value: table[3])])),
    ("top", .top(table.rel, count: 3, keys: [SortKey(value: table[1])], per: [])),
    ("top of each", .top(table.rel, count: 3, keys: [SortKey(value: table[1])], per: [table[0]])),
    ("rank", window(.rank, .integer)), ("buckets", window(.ntile(3), .integer)), ("share", window(.share, .float)),
    ("running sum", window(.running, .integer)), ("previous", window(.previous, .integer)),
    ("sum of partitions", window(.aggregate(.sum, distinct: false), .integer)),
    ("count", aggregate(.count, 1)), ("sum", aggregate(.sum, 1)), ("average", aggregate(.avg, 1)),
    ("largest", aggregate(.max, 1)), ("largest text", aggregate(.max, 3)), ("first", aggregate(.first, 3)),
    ("median", aggregate(.median, 2)), ("different", aggregate(.count, 1, distinct: true)),
    (
      "fill",
      .fill(table.rel, Fill(key: table.id(1), others: [table.id(0)], defaults: []))
    ),
  ]

  @Test(arguments: plans.map(\.0))
  func behindTheLastBatch(name: String) throws {
    guard let rel = Self.plans.first(where: { $0.0 == name })?.1 else { return }
    let engine = Engine(scans: Provider(batches: Self.table.batches))
    let stream = try engine.run(rel)
    #expect(throws: EvaluationError.interrupted) { while try stream.next() != nil {} }
  }
}
