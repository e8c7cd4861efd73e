import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// What a path of names leads to.
  enum Resolution {
    case value(Expr)
    /// A row reached by to-one steps.
    case row(RowReference)
    case rows(RelatedRows)
  }

  /// Rows reached by at least one to-many step.
  struct RelatedRows {
    var outer: RowReference
    /// To-many relations in order, each from the entity before.
    var relations: [Relation]
    /// Names after the relations, to be read in each row (`orders.amount`).
    var rest: [Name]

    /// The entity of the rows.
    var entity: Entity { relations.last?.target ?? outer.entity }

    struct Relation {
      var name: String
      /// Columns of `target`'s table that hold the key of the entity before.
      var columns: [String]
      var source: Entity
      var target: Entity
    }
  }

  static let pathLimit = 8

  /// The row or rows that a path leads to, if it does; a value is not resolved for that.
  func rows(behind names: [Name], _ context: Context) -> Resolution? {
    quietly { resolvePath(names, context, wantsValue: false) }
  }

  func resolvePath(_ names: [Name], _ context: Context, wantsValue: Bool = true) -> Resolution? {
    guard let first = names.first else { return nil }
    if context.seesNames {
      if let group = context.group, names.count == 1, let key = group.keys.first(where: { $0.name == first.text }) {
        return .value(.column(key.column.id, key.column.value.type))
      }
      if names.count == 1, let column = context.scope.column(named: first.text) { return .value(column.expr) }
    }
    guard var row = context.row else { return unknownColumn(first, context) }
    if names.count > Self.pathLimit {
      return fail(
        "R0105", "a path may have at most \(Self.pathLimit) steps", at: names[0].span.union(names[names.count - 1].span))
    }
    for (position, name) in names.enumerated() {
      guard let field = row.entity.field(name.text) else { return unknownField(name, of: row.entity, context) }
      let isLast = position == names.count - 1
      switch field.kind {
      case .stored, .derived, .rule:
        if !isLast {
          return fail(
            "R0104", "`\(name.text)` is a value and has no fields", at: names[position + 1].span,
            help: ["only relations can be followed with a dot"])
        }
        if !wantsValue { return nil }
        return value(of: field, in: row, context, at: name.span).map(Resolution.value)
      case .toOne(let entityName, let columns):
        guard let target = catalog.entity(entityName) else { return nil }
        if let past = pastRow(behind: field, to: target, of: row, context.scope) {
          row = past
          continue
        }
        row = RowReference(
          entity: target,
          path: row.path + [
            ToOneStep(
              table: target.table, columns: columns, keyColumns: target.key.map(\.column),
              keyTypes: target.key.map(\.type))
          ], origin: row.origin)
      case .toMany:
        return relatedRows(from: row, Array(names[position...]), context)
      }
    }
    return .row(row)
  }

  private func relatedRows(from outer: RowReference, _ names: [Name], _ context: Context) -> Resolution? {
    var related = RelatedRows(outer: outer, relations: [], rest: [])
    var entity = outer.entity
    for (position, name) in names.enumerated() {
      guard let field = entity.field(name.text) else { return unknownField(name, of: entity, context) }
      guard case .toMany(let targetName, let columns) = field.kind, let target = catalog.entity(targetName) else {
        related.rest = Array(names[position...])
        return .rows(related)
      }
      related.relations.append(
        RelatedRows.Relation(name: field.name, columns: columns, source: entity, target: target))
      entity = target
    }
    return .rows(related)
  }

  /// The value of a stored or derived field of a row.
  func value(of field: Field, in row: RowReference, _ context: Context, at span: SourceSpan) -> Expr? {
    switch field.kind {
    case .stored(let column):
      if let privacy = column.privacy { rememberPersonal(privacy, at: span) }
      let current = self.column(column, field.type, of: row, context.scope)
      if let currency = column.currencyColumn, let id = current.columnID {
        openMoney[id] = currencyColumn(currency, of: row, context.scope)
      }
      return pastValue(of: field, in: row, context.scope, current: current)
    case .derived(let expression):
      use("\(row.entity.name).\(field.name)") { SourceText.text(of: expression) }
      let name = "\(row.entity.name).\(field.name)"
      return shared(name, of: row, context.scope) {
        let value = spliceQuietly(name, at: span) {
          self.expression(expression, context.spliced(into: row), expecting: field.type)
        }
        return value.flatMap { declared($0, as: field.type, at: span) }
      }
    case .rule(let name):
      guard let rule = catalog.rule(name) else {
        return fail("R0106", "there is no rule `\(name)`", at: span)
      }
      use("rule \(name)") { rule.usedText }
      return shared("\(row.entity.name).\(field.name)", of: row, context.scope) {
        spliceQuietly("rule \(name)", at: span) { value(of: rule, type: field.type, in: row, context) }
      }
    case .toOne, .toMany: return nil
    }
  }

  /// Splices catalog text: its own errors are reported at the place that used it.
  func spliceQuietly(_ name: String, at span: SourceSpan, _ body: () -> Expr?) -> Expr? {
    splice(name, at: span) {
      let before = diagnosticsMark
      let result = body()
      relocateDiagnostics(since: before, to: span, within: name)
      return result
    }
  }

  /// The context for the conditions and values of a rule.
  func context(inside rule: Rule, of row: RowReference, _ context: Context) -> Context {
    var arguments: [String: Context.Argument] = [:]
    for parameter in rule.declaration.parameters {
      guard let value = parameter.defaultValue else { continue }
      arguments[parameter.name.text] = Context.Argument(value, in: nil)
    }
    return context.spliced(into: row, arguments: arguments)
  }

  /// Resolves a rule for each field it gives a value, so that its errors show where it is written.
  package func check(rule name: String) {
    guard let rule = catalog.rule(name), let entity = catalog.entity(rule.entity) else { return }
    let row = RowReference(entity: entity, path: [])
    for field in entity.fields {
      guard case .rule(rule.name) = field.kind else { continue }
      _ = value(of: rule, type: field.type, in: row, Context(scope: scope(of: entity)))
    }
  }

  private func value(of rule: Rule, type: ValueType, in row: RowReference, _ context: Context) -> Expr? {
    let inner = self.context(inside: rule, of: row, context)
    var branches: [Expr.Branch] = []
    for branch in rule.declaration.branches {
      guard let condition = condition(branch.condition, inner),
        let value = ruleValue(branch.value, inner, type)
      else { return nil }
      branches.append(Expr.Branch(condition: condition, value: value))
    }
    var otherwise: Expr?
    if let last = rule.declaration.otherwise {
      guard let value = ruleValue(last, inner, type) else { return nil }
      otherwise = value
    }
    return .when(branches, otherwise: otherwise, type)
  }

  /// `unknown` in a rule is the missing value, unless the enum has a value of that name.
  func ruleValue(_ expression: Expression, _ context: Context, _ type: ValueType) -> Expr? {
    if case .path(let names) = expression.kind, names.count == 1, names[0].text == "unknown" {
      if case .enumeration(let values) = type, values.index(of: "unknown") != nil {
        return .literal(.text("unknown"), type)
      }
      return .literal(.missing, type)
    }
    return self.expression(expression, context, expecting: type).flatMap {
      declared($0, as: type, at: expression.span)
    }
  }

  /// The key of a row, column by column.
  func key(of row: RowReference, _ scope: Scope) -> [Expr] {
    row.entity.key.map { key in
      let stored = row.entity.storedColumn(named: key.column) ?? StoredColumn(name: key.column, encoding: .plain)
      return column(stored, key.type, of: row, scope)
    }
  }

  /// What a row is called: its label field, else its key.
  func label(of row: RowReference, _ context: Context, at span: SourceSpan) -> Expr? {
    if let name = row.entity.label, let field = row.entity.field(name) {
      return value(of: field, in: row, context, at: span)
    }
    return key(of: row, context.scope).first
  }

  // MARK: - Unknown names

  func unknownField<T>(_ name: Name, of entity: Entity, _ context: Context) -> T? {
    guard isReporting else { return nil }
    var candidates = entity.fields.flatMap { [$0.name] + $0.labels.all }
    if context.seesNames { candidates += context.scope.named.map(\.name) }
    if catalog.entity(name.text) != nil || environment.bindings[name.text] != nil {
      return fail(
        "R0208", "`\(name.text)` is not a relation of \(entity.name)", at: name.span,
        help: ["the whole relation is `all \(name.text)`"])
    }
    if environment.definitions[entity.name]?[name.text] != nil || environment.definitions[""]?[name.text] != nil {
      return fail(
        "R0101", "`\(name.text)` is a definition, not a field of \(entity.name)", at: name.span,
        help: ["call it: `\(name.text)()`"])
    }
    return unknown("\(entity.name) has no field `\(name.text)`", name, candidates)
  }

  private func unknownColumn<T>(_ name: Name, _ context: Context) -> T? {
    let candidates = context.scope.named.map(\.name) + (context.group?.keys.map(\.name) ?? [])
    if candidates.isEmpty { return fail("R0102", "there is no row here for `\(name.text)` to belong to", at: name.span) }
    return unknown("there is no column `\(name.text)` here", name, candidates)
  }

  /// An unknown name with the nearest candidate, or else the list of them.
  func unknown<T>(_ message: String, _ name: Name, _ candidates: [String], code: String = "R0101") -> T? {
    guard isReporting else { return nil }
    if let close = Suggestions.closest(to: name.text, in: candidates) {
      return fail(code, message, at: name.span, label: "did you mean `\(close)`?")
    }
    var seen: Set<String> = []
    let listed = candidates.filter { $0.utf8.allSatisfy { $0 < 128 } && seen.insert($0).inserted }
    let shown = listed.prefix(16).map { "`\($0)`" }.joined(separator: ", ")
    let more = listed.count > 16 ? " and \(listed.count - 16) more" : ""
    return fail(code, message, at: name.span, help: listed.isEmpty ? [] : ["known here: \(shown)\(more)"])
  }
}

extension Entity {
  /// The to-one relation that these columns of the table say.
  func relation(by columns: [String]) -> Field? {
    fields.first { if case .toOne(_, columns) = $0.kind { true } else { false } }
  }

  /// The stored column of the field that reads a table column, so that a key and its field share one column.
  func storedColumn(named name: String) -> StoredColumn? {
    for field in fields {
      if case .stored(let column) = field.kind, column.name == name { return column }
    }
    return nil
  }
}
