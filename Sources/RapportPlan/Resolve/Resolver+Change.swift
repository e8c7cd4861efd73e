package import RapportCatalog
package import RapportSyntax
import RapportValues

/// Statements that change data: which rows, and their new values.
extension Resolver {
  /// Resolves a query that ends in `set` or `delete`.
  package func resolveChange(_ query: Query) -> ResolvedChange? {
    guard let last = query.clauses.last else { return nil }
    var rows = query
    rows.clauses.removeLast()
    let before = errorCount
    let scope = pipeline(for: rows, outer: nil)
    checkSize(at: query.source.span)
    guard let scope, errorCount == before, let row = changeable(scope, last) else { return nil }
    let keys = key(of: row, scope)
    var fields: [Field] = []
    var values: [Expr] = []
    if case .set(let assignments) = last.kind {
      for assignment in assignments {
        guard let field = settable(assignment.name, of: row.entity, isNew: false, among: fields),
          let value = newValue(assignment.value, for: field, Context(scope: scope))
        else { continue }
        fields.append(field)
        values.append(value)
      }
    }
    guard errorCount == before else { return nil }
    return ResolvedChange(
      kind: last.kind == .delete ? .delete : .set, entity: row.entity, fields: fields,
      query: finish(scope, computing: keys + values))
  }

  /// The values that rules give to the fields they set, for all rows of their entity.
  package func resolveRegrade(_ rules: [Rule], of entity: Entity) -> ResolvedChange? {
    let before = errorCount
    let scope = scope(of: entity)
    let row = RowReference(entity: entity, path: [])
    let context = Context(scope: scope)
    var fields: [Field] = []
    var values: [Expr] = []
    for (position, rule) in rules.enumerated() {
      guard let field = rule.target.flatMap({ entity.field($0) }) else { continue }
      if let other = rules.prefix(position).first(where: { $0.target == rule.target }) {
        report(
          Diagnostic(
            code: "R0257", "rules `\(other.name)` and `\(rule.name)` both set `\(field.name)` of \(entity.name)", at: nil,
            help: [
              "name a rule `\(other.name)` to replace that one, or leave `sets \(field.name)` out of one of them"
            ]))
        return nil
      }
      var computed = field
      computed.kind = .rule(rule.name)
      guard let value = value(of: computed, in: row, context, at: SourceSpan(start: 0, end: 0)) else { continue }
      fields.append(field)
      values.append(value)
    }
    guard errorCount == before, !fields.isEmpty else { return nil }
    let keys = key(of: row, scope)
    return ResolvedChange(
      kind: .set, entity: entity, fields: fields, query: finish(scope, computing: keys + values), rules: rules)
  }

  /// `add …` and `log …`
  package func resolve(_ addition: Addition) -> ResolvedAddition? {
    let isLog = addition.subject != nil
    let name = addition.entity
    guard let entity = isLog ? catalog.entityOfRow(name.text) : catalog.entity(name.text) else {
      let names = isLog ? catalog.entities.map(\.singular) : catalog.entities.map(\.name)
      let known = names + catalog.entities.flatMap(\.labels.all)
      return unknown("there is no relation `\(name.text)`", name, known, code: "R0100")
    }
    guard isOpen(entity, at: name.span) else { return nil }
    let before = errorCount
    var rows: [ResolvedAddition.Row] = []
    for row in addition.rows {
      var row = row
      if let subject = addition.subject, !complete(&row, entity, subject, at: name.span) { return nil }
      if let resolved = newRow(row, of: entity) { rows.append(resolved) }
    }
    guard errorCount == before else { return nil }
    return ResolvedAddition(entity: entity, rows: rows, completesPerson: isLog)
  }

  func misplacedChange(_ word: String, at span: SourceSpan) {
    report(
      Diagnostic(
        code: "R0250", "`\(word)` belongs at the end of a statement of its own", at: span,
        help: ["relations inside a statement, `let`, `list` and `explain` change nothing"]))
  }

  // MARK: - Rows

  /// The row of the pipeline, if its rows are still those of an entity that may be changed.
  private func changeable(_ scope: Scope, _ clause: Clause) -> RowReference? {
    guard let row = scope.row, row.path.isEmpty else {
      return fail(
        "R0251", "these rows are no rows of the store any more, so they cannot be changed", at: clause.span,
        help: ["change them before `group by`, `distinct` or the like: `accounts where … | set …`"])
    }
    guard isOpen(row.entity, at: clause.span) else { return nil }
    if scope.horizon != nil || settings.asOf != nil {
      return fail(
        "R0254", "a query that looks back changes nothing", at: clause.span, help: ["leave `as of` out"])
    }
    return row
  }

  private func isOpen(_ entity: Entity, at span: SourceSpan) -> Bool {
    guard entity.isWrittenByRapport else { return true }
    report(Diagnostic(code: "R0252", "`\(entity.name)` is written by Rapport alone", at: span))
    return false
  }

  /// Rows with just these columns, in order.
  private func finish(_ scope: Scope, computing values: [Expr]) -> ResolvedQuery {
    sortNow(scope)
    let columns = values.map { OutputColumn(name: "", id: scope.pipeline.column(for: $0), type: $0.type) }
    return ResolvedQuery(
      relation: .project(scope.pipeline.build(), columns), columns: columns,
      headings: columns.map { _ in nil }, periods: periods, places: places)
  }

  /// `account`, and the day if none is given, of a row that was logged; false if its entity has no account.
  private func complete(
    _ row: inout Addition.Row, _ entity: Entity, _ subject: Expression, at span: SourceSpan
  ) -> Bool {
    let account = entity.fields.first { field in
      if case .toOne(let other, _) = field.kind { catalog.entity(other)?.table == "accounts" } else { false }
    }
    guard let account else {
      report(
        Diagnostic(
          code: "R0256", "`\(entity.name)` belong to no account, so they cannot be logged", at: span,
          help: ["`add \(entity.name) (…)` adds one"]))
      return false
    }
    func argument(_ field: Field, _ value: Expression) -> Call.Argument {
      Call.Argument(label: Name(field.name, span: value.span), value: value)
    }
    let given = row.fields.compactMap { $0.label.flatMap { entity.field($0.text)?.name } }
    row.fields.insert(argument(account, subject), at: 0)
    if let date = entity.primaryDate, !given.contains(date.name) {
      row.fields.append(argument(date, Expression(.period(.today), span: subject.span)))
    }
    return true
  }

  private func newRow(_ row: Addition.Row, of entity: Entity) -> ResolvedAddition.Row? {
    let one = Pipeline(.relation(.constant(columns: [], rows: [[]]))) { [unowned self] in allocate() }
    let scope = Scope(pipeline: one, row: nil)
    var fields: [Field] = []
    var values: [Expr] = []
    for argument in row.fields {
      guard let label = argument.label,
        let field = settable(label, of: entity, isNew: true, among: fields),
        let value = newValue(argument.value, for: field, Context(scope: scope))
      else { continue }
      fields.append(field)
      values.append(value)
    }
    guard fields.count == row.fields.count, !fields.isEmpty else {
      if row.fields.isEmpty {
        report(Diagnostic(code: "R0252", "the row has no fields", at: row.span, help: ["such as `(note: \"…\")`"]))
      }
      return nil
    }
    return ResolvedAddition.Row(fields: fields, query: finish(scope, computing: values), span: row.span)
  }

  // MARK: - Values

  /// A field that can be given a value.
  private func settable(_ name: Name, of entity: Entity, isNew: Bool, among earlier: [Field]) -> Field? {
    guard let field = entity.field(name.text) else {
      let known = entity.fields.filter { $0.column != nil }.flatMap { [$0.name] + $0.labels.all }
      return unknown("\(entity.name) has no field `\(name.text)`", name, known)
    }
    guard let column = field.column else {
      return fail(
        "R0252", "`\(field.name)` is computed or holds many rows, so it cannot be set", at: name.span,
        help: ["set the fields that it is computed from"])
    }
    if !isNew, entity.key.contains(where: { $0.column == column }) {
      return fail("R0252", "`\(field.name)` is the key of \(entity.name) and stays", at: name.span)
    }
    if earlier.contains(where: { $0.name == field.name }) {
      return fail("R0252", "`\(field.name)` is given two values", at: name.span, help: ["leave one of them out"])
    }
    return field
  }

  private func newValue(_ node: Expression, for field: Field, _ context: Context) -> Expr? {
    if case .toOne(let name, _) = field.kind, let other = catalog.entity(name) {
      return newRow(node, of: other, for: field, context)
    }
    guard let value = expression(node, context, expecting: field.type) else { return nil }
    if let fitted = fitted(value, to: field.type) { return fitted }
    var help: [String] = []
    if case .enumeration(let type) = field.type { help = [enumHelp(type)] }
    return fail(
      "R0253", "`\(field.name)` takes \(field.type.article), and this is \(value.type.article)", at: node.span,
      help: help)
  }

  /// The key of a to-one row, or a text that names it.
  private func newRow(_ node: Expression, of other: Entity, for field: Field, _ context: Context) -> Expr? {
    if case .path(let names) = node.unwrapped.kind,
      case .row(let row)? = rows(behind: names, context)
    {
      guard row.entity.name == other.name else {
        return fail(
          "R0253", "`\(field.name)` takes a row of \(other.name), and this is one of \(row.entity.name)",
          at: node.span)
      }
      return key(of: row, context.scope).first
    }
    guard let value = expression(node, context) else { return nil }
    if case .literal(.missing, _) = value { return .literal(.missing, .code) }
    if value.type.isTextual || value.type == .integer { return value }
    return fail(
      "R0253", "`\(field.name)` takes a row of \(other.name), and this is \(value.type.article)", at: node.span,
      help: ["name the row by its label or key: `\(field.name) = \"…\"`"])
  }

  /// The value as the type stores it; nil if it is none of the type.
  private func fitted(_ value: Expr, to type: ValueType) -> Expr? {
    if case .literal(.missing, _) = value { return .literal(.missing, type) }
    if value.type == type { return value }
    switch (value.type, type) {
    case (.text, .code), (.code, .text), (.dateTime, .day): return convert(value, to: type)
    case (.day, .dateTime): return value
    case (.integer, .decimal), (.integer, .float), (.decimal, .integer), (.float, .integer):
      return .apply(.convert, [value], type)
    case (.decimal, .decimal), (.decimal, .float), (.float, .decimal), (.float, .float):
      if let given = value.type.currency, let wanted = type.currency, given != wanted { return nil }
      return .apply(.convert, [value], type)
    default: return nil
    }
  }
}
