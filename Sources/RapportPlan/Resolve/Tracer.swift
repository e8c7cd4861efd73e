import RapportCatalog
import RapportSyntax
import RapportValues

/// Takes a value apart into what it is computed from; each part becomes a column of the row's query.
final class Tracer {
  /// Deeper parts are values only.
  static let depthLimit = 6

  private let resolver: Resolver
  private let scope: Scope
  private(set) var columns: [NamedColumn] = []
  /// Fields that have been taken apart.
  private var seen: Set<String> = []

  init(_ resolver: Resolver, _ scope: Scope) {
    self.resolver = resolver
    self.scope = scope
  }

  private var nowhere: SourceSpan { SourceSpan(start: 0, end: 0) }

  /// The columns that hold what a row is called.
  func names(of row: RowReference) -> [String] {
    let context = Context(scope: scope)
    let label = row.entity.label == nil ? nil : resolver.label(of: row, context, at: nowhere)
    return ([label].compactMap(\.self) + resolver.key(of: row, scope)).map(add)
  }

  /// A field of a row and its parts.
  func node(_ name: String, _ field: Field, of row: RowReference, depth: Int) -> TraceNode? {
    let context = Context(scope: scope).spliced(into: row)
    let value: Expr?
    if case .toOne = field.kind {
      value = resolver.expression(Expression(.path([Name(field.name, span: nowhere)]), span: nowhere), context)
    } else {
      value = resolver.value(of: field, in: row, context, at: nowhere)
    }
    guard let value else { return nil }
    let column = add(value)
    switch field.kind {
    case .stored, .toOne, .toMany:
      let suggested = depth == 0 ? suggestion(for: field, of: row) : []
      return TraceNode(
        name: name, labels: labels(of: field, called: name), column: column, origin: .given, inputs: suggested)
    case .derived, .rule: break
    }
    var node = TraceNode(name: name, labels: labels(of: field, called: name), column: column, origin: .given)
    if case .rule = field.kind { node.isRule = true }
    let text = "\(row.entity.name).\(field.name) \(row.path.map(\.columns))"
    node.origin = seen.insert(text).inserted ? .cut : .repeated
    if case .repeated = node.origin { return node }
    if depth >= Self.depthLimit { return node }
    var reads: [Readings.Reading] = []
    switch field.kind {
    case .derived(let formula):
      node.origin = .formula(SourceText.text(of: formula))
      reads = reading(of: "\(row.entity.name).\(field.name)") {
        self.resolver.expression(formula, context, expecting: field.type)
      }
      // A formula that only counts other rows has no parts.
      if reads.count == 1, reads[0].text == SourceText.text(of: formula) { reads = [] }
    case .rule(let name):
      guard let rule = resolver.catalog.rule(name) else { return nil }
      let (branches, found) = self.branches(of: rule, field.type, row, context)
      node.origin = .rule(TraceRule(rule: rule, branches: branches))
      reads = found
    case .stored, .toOne, .toMany: break
    }
    node.inputs = reads.compactMap { input($0, of: row, depth: depth + 1) }
    return node
  }

  /// A path keeps its text: of several steps the last alone says too little.
  private func labels(of field: Field, called name: String) -> [String] {
    name.contains(".") ? [] : field.labels.all
  }

  /// What the rule that sets a stored field says today.
  private func suggestion(for field: Field, of row: RowReference) -> [TraceNode] {
    row.entity.fields.compactMap { other in
      guard case .rule(let name) = other.kind, resolver.catalog.rule(name)?.target == field.name else { return nil }
      return node(other.name, other, of: row, depth: 1)
    }
  }

  private func input(_ reading: Readings.Reading, of row: RowReference, depth: Int) -> TraceNode? {
    if let names = reading.names, let (field, owner) = field(names, of: row) {
      return node(reading.text, field, of: owner, depth: depth)
    }
    return TraceNode(name: reading.text, column: add(reading.value), origin: .given)
  }

  /// The field that a path leads to, and the row it belongs to.
  private func field(_ names: [Name], of row: RowReference) -> (Field, RowReference)? {
    var row = row
    for (position, name) in names.enumerated() {
      guard let field = row.entity.field(name.text) else { return nil }
      if position == names.count - 1 { return (field, row) }
      guard
        case .row(let next)? = resolver.rows(behind: [name], Context(scope: scope).spliced(into: row))
      else { return nil }
      row = next
    }
    return nil
  }

  // MARK: - Rules

  private func branches(
    of rule: Rule, _ type: ValueType, _ row: RowReference, _ context: Context
  ) -> (branches: [TraceBranch], reads: [Readings.Reading]) {
    let inner = resolver.context(inside: rule, of: row, context)
    var branches: [TraceBranch] = []
    var reads: [Readings.Reading] = []
    func note(_ new: [Readings.Reading]) {
      for reading in new where !reads.contains(where: { $0.text == reading.text }) { reads.append(reading) }
    }
    for branch in rule.declaration.branches {
      var parts: [TraceBranch.Part] = []
      for condition in branch.condition.conjuncts {
        var column: String?
        let found = reading(of: "rule \(rule.name)") {
          let value = self.resolver.condition(condition, inner)
          column = value.map(self.add)
          return value
        }
        note(found)
        guard let column else { continue }
        parts.append(
          .init(
            text: SourceText.text(of: condition), column: column, reads: found.map(\.text),
            asksForKnown: condition.asksForKnown))
      }
      note(reading(of: "rule \(rule.name)") { self.resolver.ruleValue(branch.value, inner, type) })
      let text = "when \(SourceText.text(of: branch.condition)) then \(SourceText.text(of: branch.value))"
      branches.append(TraceBranch(text: text, parts: parts, givesUnknown: branch.value.isUnknown))
    }
    if let last = rule.declaration.otherwise {
      note(reading(of: "rule \(rule.name)") { self.resolver.ruleValue(last, inner, type) })
      branches.append(
        TraceBranch(text: "else \(SourceText.text(of: last))", parts: [], givesUnknown: last.isUnknown))
    }
    return (branches, reads)
  }

  /// What an expression reads of its row.
  private func reading(of name: String, _ body: () -> Expr?) -> [Readings.Reading] {
    let outer = resolver.readings
    defer { resolver.readings = outer }
    var found: [Readings.Reading] = []
    _ = resolver.spliceQuietly(name, at: nowhere) {
      resolver.readings = Readings(scope: scope, depth: resolver.spliceDepth)
      let value = body()
      found = resolver.readings?.all ?? []
      return value
    }
    return found
  }

  // MARK: - Columns

  /// The column of a value, by a name that no field has.
  private func add(_ value: Expr) -> String {
    let id = scope.pipeline.column(for: value)
    if let known = columns.first(where: { $0.id == id }) { return known.name }
    let name = String(columns.count + 1)
    columns.append(NamedColumn(name: name, id: id, type: value.type))
    return name
  }
}

extension Expression {
  fileprivate var isUnknown: Bool { bareWord?.text == "unknown" }
  fileprivate var asksForKnown: Bool { if case .isMissing = unwrapped.kind { true } else { false } }

  /// The conditions that `and` joins.
  fileprivate var conjuncts: [Expression] {
    switch kind {
    case .binary(.and, let left, let right): left.conjuncts + right.conjuncts
    case .parenthesized(let inner):
      if case .binary(.and, _, _) = inner.unwrapped.kind { inner.conjuncts } else { [self] }
    default: [self]
    }
  }
}
