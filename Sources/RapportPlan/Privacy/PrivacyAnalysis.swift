import RapportCatalog

/// Finds what each column of a plan tells about people, from the fields that scans read to what is computed of them.
///
/// What is counted is open, and so are rows that a condition on personal fields has chosen: hiding those takes a plan
/// without such conditions, which `uses` finds.
struct PrivacyAnalysis {
  /// What a plan does with a personal value besides handing it on.
  enum Use: Hashable, Sendable {
    case condition, order, group, comparison
    case copy(to: String)
  }

  /// Columns that tell something.
  private(set) var columns: [ColumnID: Privacy] = [:]
  private(set) var uses: [(use: Use, privacy: Privacy)] = []
  private var scanned: [ColumnID: ScanColumn] = [:]
  /// Keys of groups that name what another key identifies; groups stand in their order by themselves.
  private var names: Set<ColumnID> = []

  init(_ relation: Rel) {
    // Nearly all plans read no such field, and there is nothing to find out.
    if relation.readsPersonalFields { visit(relation) }
  }

  // MARK: - Relations

  private mutating func visit(_ relation: Rel) {
    switch relation {
    case .scan(let scan):
      for column in scan.columns {
        columns[column.id] = column.column.privacy
        scanned[column.id] = column
      }
    case .file(let file):
      for column in file.columns { columns[column.id] = column.privacy }
    case .constant, .source: break
    case .filter(let input, let condition):
      visit(input)
      use(condition, for: .condition)
    case .extend(let input, let added):
      visit(input)
      for computed in added { columns[computed.id] = privacy(of: computed.value) }
    case .attach(let input, let attachment):
      visit(input)
      // How entities are related is said by the catalog and nothing that a question chooses.
      visit(attachment.inner)
      visit(attachment.aggregates)
    case .sort(let input, let keys):
      visit(input)
      use(keys)
    case .slice(let input, _, _): visit(input)
    case .top(let input, _, let keys, let per):
      visit(input)
      use(keys)
      for key in per { use(key, for: .group) }
    case .aggregate(let input, let keys, let aggregates):
      visit(input)
      for key in keys {
        let found = privacy(of: key.value)
        columns[key.id] = found
        if isName(key.value, ofRowIn: keys) { names.insert(key.id) } else { use(found, for: .group) }
      }
      visit(aggregates)
    case .fill(let input, _): visit(input)
    case .window(let input, let windows):
      visit(input)
      for window in windows { visit(window) }
    case .analyze(let input, let analysis):
      visit(input)
      visit(analysis)
    case .distinct(let input, let keys):
      visit(input)
      for key in keys { use(columns[key], for: .group) }
    case .combine(_, let left, let right, let combination): visit(left, right, combination)
    case .project(let input, _): visit(input)
    }
  }

  private mutating func visit(_ left: Rel, _ right: Rel, _ combination: Combination) {
    visit(left)
    visit(right)
    for pair in combination.match {
      use(columns[pair.left], for: .comparison)
      use(columns[pair.right], for: .comparison)
    }
    for column in combination.columns {
      columns[column.id] = Self.merged([columns[column.left], column.right.flatMap { columns[$0] }])
    }
  }

  private mutating func visit(_ aggregates: [Aggregate]) {
    for aggregate in aggregates {
      if let filter = aggregate.filter { use(filter, for: .condition) }
      use(aggregate.order)
      let argument = aggregate.argument.flatMap { privacy(of: $0) }
      if aggregate.distinct { use(argument, for: .group) }
      columns[aggregate.id] = Self.privacy(of: aggregate.function, over: argument)
    }
  }

  private mutating func visit(_ window: Window) {
    for key in window.per { use(key, for: .group) }
    let argument = window.argument.flatMap { privacy(of: $0) }
    switch window.function {
    case .previous: columns[window.id] = argument
    case .aggregate(let function, _): columns[window.id] = Self.privacy(of: function, over: argument)
    case .rank, .share, .running, .ntile, .cumulativeShare, .tier, .score:
      columns[window.id] = argument?.computed
      use(argument, for: .order)
    }
  }

  /// Numbers of rows are open, and so are what is computed of them alone; of a few rows, times say when.
  private mutating func visit(_ analysis: Analysis) {
    // Whom to see when is what obligations are for; they do not say whose birthday it is that they follow from.
    if case .obligations = analysis.method { return }
    let found = analysis.arguments.map { privacy(of: $0) }
    let keys = analysis.keyCount
    for (key, output) in zip(found.prefix(keys), analysis.outputs) {
      columns[output.id] = key
      use(key, for: .group)
    }
    let computed = Self.merged(Array(found.dropFirst(keys)))?.computed
    for output in analysis.outputs.dropFirst(keys) { columns[output.id] = computed }
    use(computed, for: .order)
  }

  /// A number of values tells nothing about one of them; other aggregates may be over one row.
  private static func privacy(of function: Aggregate.Function, over argument: Privacy?) -> Privacy? {
    switch function {
    case .count: nil
    case .min, .max, .first, .last, .list: argument
    case .sum, .initial, .avg, .median, .percentile, .gap, .gini, .hhi, .pareto, .stddev, .any, .every: argument?.computed
    }
  }

  /// Whether a group's key only names a row whose own key is among the keys, so that it divides nothing.
  private func isName(_ expr: Expr, ofRowIn keys: [Computed]) -> Bool {
    guard case .column(let id, _) = expr, let name = scanned[id], let step = name.path.last else { return false }
    let identifying = keys.compactMap { key -> String? in
      guard case .column(let id, _) = key.value, let column = scanned[id], column.path == name.path else { return nil }
      return columns[id] == nil ? column.column.name : nil
    }
    return step.keyColumns.allSatisfy(identifying.contains)
  }

  // MARK: - Uses

  private mutating func use(_ privacy: Privacy?, for use: Use) {
    if let privacy { uses.append((use, privacy)) }
  }

  private mutating func use(_ expr: Expr, for use: Use) { self.use(privacy(of: expr), for: use) }

  private mutating func use(_ keys: [SortKey]) {
    for key in keys {
      if case .column(let id, _) = key.value, names.contains(id) { continue }
      use(key.value, for: .order)
    }
  }

  // MARK: - Expressions

  mutating func privacy(of expr: Expr) -> Privacy? {
    switch expr {
    case .column(let id, _): return columns[id]
    case .literal: return nil
    case .apply(.isMissing, let operands, _):
      // Masks show where there is no value, too.
      let found = merged(operands)
      return found?.isComputed == true ? found : nil
    case .apply(.coalesce, let operands, _): return merged(operands)
    case .apply(_, let operands, _): return merged(operands)?.computed
    case .when(let branches, let otherwise, _):
      if let decided = merged(branches.map(\.condition)) {
        return Self.merged([decided, merged(branches.map(\.value)), otherwise.flatMap { privacy(of: $0) }])?.computed
      }
      return merged(branches.map(\.value) + (otherwise.map { [$0] } ?? []))
    case .inValues(let operand, _, _): return privacy(of: operand)?.computed
    case .inRelation(let operands, let relation, let keys):
      visit(relation)
      for key in keys { use(columns[key], for: .comparison) }
      return Self.merged([merged(operands)] + keys.map { columns[$0] })?.computed
    case .dated(let lookup):
      visit(lookup.relation)
      let read = [lookup.keyColumn, lookup.dayColumn, lookup.valueColumn].map { columns[$0] }
      return Self.merged([privacy(of: lookup.key), privacy(of: lookup.day)] + read)?.computed
    }
  }

  private mutating func merged(_ exprs: [Expr]) -> Privacy? {
    var found: Privacy?
    for expr in exprs { found = Self.merged([found, privacy(of: expr)]) }
    return found
  }

  private static func merged(_ parts: [Privacy?]) -> Privacy? {
    parts.reduce(nil) { left, right in
      guard let left, let right else { return left ?? right }
      return left.merged(with: right)
    }
  }
}

extension Rel {
  /// Whether a scan in it reads a field about people.
  var readsPersonalFields: Bool {
    var found = false
    walkScans { column in if column != nil { found = true } }
    return found
  }

  /// Calls `visit` with what each column that is read tells, relations inside expressions included.
  private func walkScans(_ visit: (Privacy?) -> Void) {
    switch self {
    case .scan(let scan): for column in scan.columns { visit(column.column.privacy) }
    case .file(let file): for column in file.columns { visit(column.privacy) }
    default: break
    }
    _ = mapInputs { input in
      input.walkScans(visit)
      return input
    }
    _ = mapExpressions { expr in
      expr.walk { $0.relation?.walkScans(visit) }
      return expr
    }
  }
}
