import RapportCatalog
import RapportValues

/// A relation under construction: a base whose columns grow on demand and the steps applied to it so far.
///
/// Fields are asked for by name long after the base was chosen, so the base and the attachments are
/// frozen into a `Rel` only when the whole query is known; what nobody asked for is never read.
final class Pipeline {
  enum Base {
    case entity(Entity)
    /// The rows of an entity whose columns hold these texts.
    case part(Entity, [Scan.Fixed])
    case relation(Rel)
    /// An entity whose rows are computed.
    case computed(ComputedRelation)
    /// Both sides of a union by the entity's key.
    case merged(Pipeline, Pipeline)
  }

  enum Step {
    case filter(Expr)
    case extend([Computed])
    case attach(AttachmentBuilder)
    case sort([SortKey])
    case slice(skip: Int, take: Int?)
    case top(count: Int, keys: [SortKey], per: [Expr])
    case aggregate(GroupBuilder)
    case fill(Fill)
    case window([Window])
    case analyze(Analysis)
    case distinct([ColumnID])
    case combine(SetKind, Rel, Combination)
  }

  let base: Base
  private(set) var steps: [Step] = []
  private var scanColumns: [ScanColumn] = []
  private var mergedColumns: [Combination.Merged] = []
  private var columnIndex: [ColumnRequest: ColumnID] = [:]
  private let allocate: () -> ColumnID

  /// A base column: to-one steps and the stored column reached.
  private struct ColumnRequest: Hashable {
    var path: [ToOneStep]
    var column: String
    var type: ValueType
  }

  init(_ base: Base, allocate: @escaping () -> ColumnID) {
    self.base = base
    self.allocate = allocate
  }

  func append(_ step: Step) { steps.append(step) }

  /// Adds a computed column after the steps so far; a plain column is passed through.
  func column(for expr: Expr) -> ColumnID {
    if case .column(let id, _) = expr { return id }
    return extend(by: expr, isDefinition: false)
  }

  /// Adds the column of a definition that several expressions may use.
  func column(forDefinition value: Expr) -> ColumnID { extend(by: value, isDefinition: true) }

  private func extend(by value: Expr, isDefinition: Bool) -> ColumnID {
    let computed = Computed(id: allocate(), value: value, isDefinition: isDefinition)
    // What must be computed early stays apart from what is only shown.
    if case .extend(var added)? = steps.last, added.last?.isDefinition == isDefinition {
      added.append(computed)
      steps[steps.count - 1] = .extend(added)
    } else {
      steps.append(.extend([computed]))
    }
    return computed.id
  }

  /// The column of the base for a stored column reached by to-one steps, reading it if nothing did before.
  func baseColumn(path: [ToOneStep], column: StoredColumn, type: ValueType) -> ColumnID {
    let request = ColumnRequest(path: path, column: column.name, type: type)
    if let known = columnIndex[request] { return known }
    let id = allocate()
    columnIndex[request] = id
    if case .merged(let left, let right) = base {
      mergedColumns.append(
        Combination.Merged(
          id: id, type: type, left: left.baseColumn(path: path, column: column, type: type),
          right: right.baseColumn(path: path, column: column, type: type)))
    } else {
      scanColumns.append(ScanColumn(id: id, type: type, path: path, column: column))
    }
    return id
  }

  /// The columns read so far from a stored column.
  func columns(path: [ToOneStep], named name: String) -> Set<ColumnID> {
    Set(columnIndex.filter { $0.key.path == path && $0.key.column == name }.values)
  }

  /// Freezes the base and the steps into a plan.
  func build() -> Rel {
    var rel: Rel
    switch base {
    case .entity(let entity): rel = .scan(Scan(entity: entity, columns: scanColumns))
    case .part(let entity, let fixed): rel = .scan(Scan(entity: entity, columns: scanColumns, fixed: fixed))
    case .relation(let relation): rel = relation
    case .computed(let relation): rel = relation.make(scanColumns)
    case .merged(let left, let right):
      rel = .combine(
        .union, left.build(), right.build(),
        Combination(match: mergeKeys, columns: mergedColumns))
    }
    for step in steps { rel = Self.apply(step, to: rel) }
    return rel
  }

  /// For a union by key: the key columns of both sides.
  var mergeKeys: [Combination.Pair] = []

  private static func apply(_ step: Step, to input: Rel) -> Rel {
    switch step {
    case .filter(let condition): .filter(input, condition)
    case .extend(let added): .extend(input, added)
    case .attach(let builder): .attach(input, builder.build())
    case .sort(let keys): .sort(input, keys)
    case .slice(let skip, let take): .slice(input, skip: skip, take: take)
    case .top(let count, let keys, let per): .top(input, count: count, keys: keys, per: per)
    case .aggregate(let builder): .aggregate(input, keys: builder.computedKeys, aggregates: builder.aggregates)
    case .fill(let fill): .fill(input, fill)
    case .window(let windows): .window(input, windows)
    case .analyze(let analysis): .analyze(input, analysis)
    case .distinct(let columns): .distinct(input, columns)
    case .combine(let kind, let right, let combination): .combine(kind, input, right, combination)
    }
  }
}

/// The aggregates one pass over a relation's rows will compute for a pipeline.
///
/// The inner pipeline carries no filter step: each aggregate has its own condition, so that counts of
/// different periods share the pass. Conditions common to all move in front of it when built.
final class AttachmentBuilder {
  let inner: Pipeline
  let keys: [Attachment.Key]
  private(set) var aggregates: [Aggregate] = []
  /// Passes over rows related to the inner rows, shared by the aggregates.
  var attachments: [AttachmentKey: AttachmentBuilder] = [:]
  /// Definitions of the inner rows, shared by the aggregates.
  var definitions: [DefinitionKey: SharedDefinition] = [:]

  init(inner: Pipeline, keys: [Attachment.Key]) {
    self.inner = inner
    self.keys = keys
  }

  /// The column of an aggregate, shared with an equal one asked for before.
  func column(for aggregate: Aggregate) -> ColumnID {
    for known in aggregates {
      var same = aggregate
      same.id = known.id
      if same == known { return known.id }
    }
    aggregates.append(aggregate)
    return aggregate.id
  }

  func build() -> Attachment {
    var rel = inner.build()
    var kept = aggregates
    if let shared = aggregates.first?.filter, aggregates.allSatisfy({ $0.filter == shared }) {
      rel = .filter(rel, shared)
      for position in kept.indices { kept[position].filter = nil }
    }
    return Attachment(inner: rel, keys: keys, aggregates: kept)
  }
}

/// Keys and aggregates of a `group by`, collected while its `select` is resolved.
final class GroupBuilder {
  struct Key {
    var name: String
    /// Canonical source text, by which later clauses may name it.
    var text: String
    var column: Computed
    /// Kept for the order and identity of groups, not shown.
    var isHidden: Bool
    var heading: Heading?
  }
  var keys: [Key]
  private(set) var aggregates: [Aggregate] = []
  /// Items of the select resolved so far, for those after them.
  var named: [NamedColumn] = []

  init(keys: [Key]) { self.keys = keys }

  /// The key that a pivot splits the groups by.
  var pivotKey: Expr?

  var computedKeys: [Computed] { keys.map(\.column) }

  /// A key's value behind the groups; anything else as it is.
  func outside(_ expr: Expr) -> Expr {
    guard let key = keys.first(where: { $0.column.value == expr }) else { return expr }
    return .column(key.column.id, expr.type)
  }

  func column(for aggregate: Aggregate) -> ColumnID {
    for known in aggregates {
      var same = aggregate
      same.id = known.id
      if same == known { return known.id }
    }
    aggregates.append(aggregate)
    return aggregate.id
  }
}
