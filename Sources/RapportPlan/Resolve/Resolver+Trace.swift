package import RapportCatalog
package import RapportSyntax
import RapportValues

/// Collects what an expression reads of the row it belongs to, while it is resolved.
struct Readings {
  struct Reading {
    var text: String
    var value: Expr
    /// Set where a path leads to a field.
    var names: [Name]?
  }

  let scope: Scope
  /// Inside a definition within the expression, that definition is what is read.
  let depth: Int
  var all: [Reading] = []
}

extension Resolver {
  /// Remembers that the expression being explained reads a value of its row.
  func noteReading(_ node: Expression, _ value: Expr?, _ context: Context) {
    guard let value, isReporting, let known = readings, known.scope === context.scope, known.depth == spliceDepth
    else { return }
    let text = node.columnName
    if known.all.contains(where: { $0.text == text }) { return }
    var names: [Name]?
    if case .path(let path) = node.unwrapped.kind { names = path }
    readings?.all.append(Readings.Reading(text: text, value: value, names: names))
  }

  /// Resolves `explain FIELD for ROW`: the row, and every part of the value as a column.
  package func resolve(_ question: ValueQuestion) -> ResolvedTrace? {
    let before = errorCount
    guard let entity = explainedEntity(question), let field = explainedField(question.field, of: entity) else {
      return nil
    }
    let scope = scope(of: entity)
    guard let named = rowCondition(question, of: entity, scope) else { return nil }
    scope.pipeline.append(.filter(named))
    let row = RowReference(entity: entity, path: [])
    let tracer = Tracer(self, scope)
    let names = tracer.names(of: row)
    let mark = diagnosticsMark
    let root = tracer.node(field.name, field, of: row, depth: 0)
    relocateDiagnostics(since: mark, to: question.field.span, within: "\(entity.name).\(field.name)")
    checkSize(at: question.field.span)
    guard let root, errorCount == before else { return nil }
    sortNow(scope)
    scope.pipeline.append(.slice(skip: 0, take: ResolvedTrace.rowLimit))
    scope.shown = tracer.columns
    return ResolvedTrace(query: finish(scope), question: question, entity: entity, names: names, root: root)
  }

  /// The rule that `explain rule` shows.
  package func rule(named name: Name) -> Rule? {
    catalog.rule(name.text)
      ?? unknown(
        "there is no rule `\(name.text)`", name, catalog.rules.flatMap { [$0.name] + $0.labels.all }, code: "R0106")
  }

  // MARK: - What is asked for

  /// The entity that the question names, or the one whose field it can only be; accounts before others.
  private func explainedEntity(_ question: ValueQuestion) -> Entity? {
    let field = question.field
    if let name = question.entity {
      if let entity = catalog.entity(name.text) { return entity }
      let known = catalog.entities.flatMap { [$0.name] + $0.labels.all }
      return unknown("there is no relation `\(name.text)`", name, known, code: "R0100")
    }
    if let accounts = catalog.entity("accounts"), accounts.hasExplained(field.text, catalog) { return accounts }
    let having = catalog.entities.filter { $0.hasExplained(field.text, catalog) }
    if let only = having.first, having.count == 1 { return only }
    if having.isEmpty {
      if let rule = catalog.rule(field.text), let entity = catalog.entity(rule.entity) { return entity }
      let known = catalog.rules.flatMap { [$0.name] + $0.labels.all } + catalog.entities.flatMap { $0.fields.map(\.name) }
      return unknown("no relation has a field `\(field.text)`", field, known)
    }
    let names = having.map { "`\($0.name)`" }
    return fail(
      "R0121", "`\(field.text)` is a field of \(names.joined(separator: ", "))", at: field.span,
      help: ["name one: `explain \(field.text) for \(having[0].name) …`"])
  }

  private func explainedField(_ name: Name, of entity: Entity) -> Field? {
    if let field = entity.explained(name.text, catalog) {
      guard case .toMany = field.kind else { return field }
      return fail(
        "R0207", "`\(name.text)` is many per row; one value can be explained", at: name.span,
        help: ["`\(entity.name) select count(\(name.text))` counts them"])
    }
    if let rule = catalog.rule(name.text) {
      return fail(
        "R0122", "no field of \(entity.name) has the value of rule `\(rule.name)`", at: name.span,
        help: [
          "`explain rule \(rule.name)` shows the rule; a field `\(rule.name): … = rule \(rule.name)` makes it usable"
        ])
    }
    let scope = scope(of: entity)
    return unknownField(name, of: entity, Context(scope: scope))
  }

  /// Rows whose label, code or key it is.
  private func rowCondition(_ question: ValueQuestion, of entity: Entity, _ scope: Scope) -> Expr? {
    let context = Context(scope: scope)
    // What is wrong with a parameter is said here; what cannot be compared is passed over below.
    if case .parameter = question.row.kind, expression(question.row, context) == nil { return nil }
    var tests: [Expr] = []
    for field in entity.naming {
      let path = Expression(.path([Name(field, span: question.row.span, quoted: true)]), span: question.row.span)
      let equality = Expression(.binary(.equal, path, question.row), span: question.row.span)
      if let test = quietly({ self.condition(equality, context) }), !tests.contains(test) { tests.append(test) }
    }
    if !tests.isEmpty { return .any(tests) }
    let known = entity.naming.map { "`\($0)`" }.joined(separator: ", ")
    return fail(
      "R0123", "`\(SourceText.text(of: question.row))` names no row of \(entity.name)", at: question.row.span,
      help: [known.isEmpty ? "its rows have neither a label nor a simple key" : "its rows are named by \(known)"])
  }
}

extension Entity {
  /// The field of a name, or else the one that a rule of that name gives its value.
  fileprivate func explained(_ name: String, _ catalog: Catalog) -> Field? {
    if let field = field(name) { return field }
    guard let rule = catalog.rule(name), rule.entity == self.name else { return nil }
    return fields.first { if case .rule(rule.name) = $0.kind { true } else { false } }
  }

  fileprivate func hasExplained(_ name: String, _ catalog: Catalog) -> Bool { explained(name, catalog) != nil }

  /// Fields that name a row: the label, a code, and a key of one column.
  fileprivate var naming: [String] {
    var names = [label, field("code")?.name].compactMap(\.self)
    let simple = key.count == 1 ? key.first?.column : nil
    for field in fields {
      if case .stored(let column) = field.kind, column.name == simple, !names.contains(field.name) {
        names.append(field.name)
      }
    }
    return names
  }
}
