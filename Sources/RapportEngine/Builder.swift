import RapportPlan
import RapportValues

/// Builds the streams of a relation.
struct Builder: Sendable {
  let engine: Engine
  var measures: Bool
  /// Whether sources may be read in parts by several threads.
  var divides = true
  /// Whether all rows will be wanted, so that reading ahead is no lost work.
  var readsAhead = true
  let tables = SharedTables()

  private static let depthLimit = 2_000

  var context: ExecutionContext { engine.context }

  func compiler(_ layout: Layout) -> ExprCompiler {
    ExprCompiler(
      layout: layout, context: context, loadTable: { try table(of: $0, $1, $2) }, loadDated: { try dated($0) })
  }

  func open(_ rel: Rel, depth: Int) throws -> any BatchStream {
    guard depth < Builder.depthLimit else {
      throw EvaluationError(
        code: "R0503", message: "a query has more than \(Builder.depthLimit) steps")
    }
    guard measures, let statistics = context.statistics else { return try build(rel, depth) }
    let index = statistics.register(rel.operatorName, depth: depth)
    return MeasuredStream(try build(rel, depth), statistics: statistics, index: index)
  }

  private func build(_ rel: Rel, _ depth: Int) throws -> any BatchStream {
    switch rel {
    case .scan(let scan): return checked(try engine.scans.open(scan, in: context), rel)
    case .file(let file): return checked(try engine.scans.open(file, in: context), rel)
    case .source(let query):
      return try divided(rel) ?? checked(engine.scans.open(query, in: context), rel)
    case .filter, .extend, .project, .attach: return try divided(rel) ?? buildStep(rel, depth)
    default: return try buildStep(rel, depth)
    }
  }

  private func buildStep(_ rel: Rel, _ depth: Int) throws -> any BatchStream {
    switch rel {
    case .scan, .file, .source: return try build(rel, depth)
    case .constant(let columns, let rows): return SlicedStream(constant(columns, rows))
    case .filter(let input, let condition):
      let node = try compiler(Layout(input.columns)).compile(condition)
      return FilterStream(try open(input, depth: depth + 1), condition: node)
    case .extend(let input, let added): return try extend(input, added, depth)
    case .attach(let input, let attachment): return try attach(input, attachment, depth)
    case .sort(let input, let keys):
      return SortStream(
        try eager.open(input, depth: depth + 1), types: input.types, keys: try sortNodes(keys, input),
        context: context)
    case .slice(let input, let skip, let take): return try slice(input, skip, take, depth)
    case .top(let input, let count, let keys, let per): return try top(input, count, keys, per, depth)
    case .aggregate(let input, let keys, let aggregates):
      let group = try grouping(
        of: input, keys: keys.map(\.value), keyTypes: keys.map(\.value.type), aggregates, depth + 1)
      return AggregateStream { try group(nil) }
    case .fill(let input, let fill): return try self.fill(input, fill, depth)
    case .window(let input, let windows): return try window(input, windows, depth)
    case .analyze(let input, let analysis): return try analyze(input, analysis, depth)
    case .distinct(let input, let ids): return try distinct(input, ids, depth)
    case .combine(let kind, let left, let right, let combination):
      return try combine(kind, left, right, combination, depth)
    case .project(let input, let columns):
      let layout = Layout(input.columns)
      return ProjectStream(
        try open(input, depth: depth + 1), positions: try columns.map { try layout.position(of: $0.id) })
    }
  }

  private func checked(_ stream: any BatchStream, _ rel: Rel) -> any BatchStream {
    CheckedStream(stream, types: rel.types, context: context)
  }

  private func constant(_ columns: [TypedColumn], _ rows: [[Value]]) -> Batch {
    let built = columns.enumerated().map { index, column in
      var builder = ColumnBuilder(type: column.type, capacity: rows.count)
      for row in rows { builder.append(row.indices.contains(index) ? row[index] : .missing) }
      return builder.finish()
    }
    return Batch(columns: built, count: rows.count)
  }

  private func extend(_ input: Rel, _ added: [Computed], _ depth: Int) throws -> any BatchStream {
    var layout = Layout(input.columns)
    var nodes: [ExprNode] = []
    for computed in added {
      nodes.append(try compiler(layout).compile(computed.value))
      layout = layout.adding([TypedColumn(id: computed.id, type: computed.value.type)])
    }
    return ExtendStream(try open(input, depth: depth + 1), nodes: nodes)
  }

  func sortNodes(_ keys: [SortKey], _ input: Rel) throws -> SortNodes {
    let compiler = compiler(Layout(input.columns))
    return SortNodes(
      nodes: try keys.map { try compiler.compile($0.value) }, descending: keys.map(\.descending))
  }

  private func slice(_ input: Rel, _ skip: Int, _ take: Int?, _ depth: Int) throws -> any BatchStream {
    let (end, overflow) = max(0, skip).addingReportingOverflow(max(0, take ?? Int.max))
    // A sort of which only the beginning is wanted needs not hold all rows.
    if case .sort(let unsorted, let keys) = input, !keys.isEmpty, !overflow, end <= 1 << 16 {
      let first = TopStream(
        try eager.open(unsorted, depth: depth + 1), types: unsorted.types,
        keys: try sortNodes(keys, unsorted),
        count: end, check: context.check)
      return SliceStream(first, skip: skip, take: take)
    }
    var reader = self
    reader.readsAhead = readsAhead && take == nil
    return SliceStream(try reader.open(input, depth: depth + 1), skip: skip, take: take)
  }

  private func top(
    _ input: Rel, _ count: Int, _ keys: [SortKey], _ per: [Expr], _ depth: Int
  ) throws -> any BatchStream {
    if keys.isEmpty, per.isEmpty { return try slice(input, 0, count, depth) }
    let nodes = try sortNodes(keys, input)
    let stream = try eager.open(input, depth: depth + 1)
    guard !per.isEmpty else {
      return TopStream(stream, types: input.types, keys: nodes, count: count, check: context.check)
    }
    let compiler = compiler(Layout(input.columns))
    return try PartitionedTopStream(
      stream, types: input.types, keys: nodes, partitions: try per.map { try compiler.compile($0) },
      count: count, check: context.check)
  }

  private func distinct(_ input: Rel, _ ids: [ColumnID], _ depth: Int) throws -> any BatchStream {
    let layout = Layout(input.columns)
    let positions = try ids.map { try layout.position(of: $0) }
    return try DistinctStream(
      try open(input, depth: depth + 1), positions: positions,
      types: positions.map { layout.columns[$0].type }, check: context.check)
  }
}

extension Rel {
  var types: [ValueType] { columns.map(\.type) }

  /// The operator's word in statistics.
  var operatorName: String {
    switch self {
    case .scan: "scan"
    case .constant: "constant"
    case .file: "file"
    case .source: "source"
    case .filter: "filter"
    case .extend: "extend"
    case .attach: "attach"
    case .sort: "sort"
    case .slice: "slice"
    case .top: "top"
    case .aggregate: "aggregate"
    case .fill: "fill"
    case .window: "window"
    case .analyze: "analyze"
    case .distinct: "distinct"
    case .combine(let kind, _, _, _): kind.rawValue
    case .project: "project"
    }
  }
}
