import RapportCatalog
import RapportSyntax
import RapportValues

/// The changes of one tracked field: a pass over the history, keyed by the row whose field it is.
struct FieldChanges {
  let builder: AttachmentBuilder
  let history: Entity
  /// How the store keeps the field's values, and their type; of a relation, the key of the row it leads to.
  let stored: StoredColumn
  let type: ValueType

  var id: Expr { column("id", .integer) }
  /// The first day of the new value.
  var day: Expr { column("day", .day) }
  var old: Expr { value("old_value") }
  var new: Expr { value("new_value") }

  private func column(_ name: String, _ type: ValueType) -> Expr {
    let stored = history.storedColumn(named: name) ?? StoredColumn(name: name, encoding: .plain)
    return .column(builder.inner.baseColumn(path: [], column: stored, type: type), type)
  }

  private func value(_ name: String) -> Expr {
    let column = StoredColumn(name: name, encoding: stored.encoding, privacy: stored.privacy)
    return .column(builder.inner.baseColumn(path: [], column: column, type: type), type)
  }
}

extension Resolver {
  /// The day whose values tracked fields have; nil for today's.
  var moment: Day? { pastDay ?? horizon }

  /// The relation that keeps what tracked fields were; nil where the database keeps none.
  var history: Entity? {
    guard let entity = catalog.entity("history"), entity.table == "history", entity.key.map(\.column) == ["id"],
      ["entity", "row_key", "field", "day"].allSatisfy({ entity.storedColumn(named: $0) != nil })
    else { return nil }
    return entity
  }

  // MARK: - Changes

  /// The changes of a field of a row, shared by all that ask for them; nil if none are kept.
  func changes(of field: Field, in row: RowReference, _ scope: Scope) -> FieldChanges? {
    let key = AttachmentKey(outer: row.place, pass: .changes(field.name))
    if let builder = scope.attachments[key] { return changes(of: field, row.entity, in: builder) }
    guard let made = ownChanges(of: field, in: row, scope) else { return nil }
    scope.pipeline.append(.attach(made.builder))
    scope.attachments[key] = made.builder
    return made
  }

  /// A pass of its own, not yet part of the pipeline.
  func ownChanges(of field: Field, in row: RowReference, _ scope: Scope) -> FieldChanges? {
    guard let history, kept(field, of: row.entity) != nil, let outer = key(of: row, scope).first else { return nil }
    let only = [
      Scan.Fixed(column: "entity", text: row.entity.name), Scan.Fixed(column: "field", text: field.name),
    ]
    let inner = Pipeline(.part(history, only)) { [unowned self] in allocate() }
    let rowKey = history.storedColumn(named: "row_key") ?? StoredColumn(name: "row_key", encoding: .plain)
    let id = inner.baseColumn(path: [], column: rowKey, type: .integer)
    let builder = AttachmentBuilder(inner: inner, keys: [Attachment.Key(outer: outer, inner: id)])
    return changes(of: field, row.entity, in: builder)
  }

  private func changes(of field: Field, _ entity: Entity, in builder: AttachmentBuilder) -> FieldChanges? {
    guard let history, let (stored, type) = kept(field, of: entity) else { return nil }
    return FieldChanges(builder: builder, history: history, stored: stored, type: type)
  }

  /// How the history keeps a tracked field's values; nil if it does not.
  private func kept(_ field: Field, of entity: Entity) -> (StoredColumn, ValueType)? {
    guard field.isTracked, entity.key.count == 1, entity.key.first?.type == .integer else { return nil }
    switch field.kind {
    case .stored(let column): return (column, field.type)
    case .toOne(let name, let columns):
      guard columns.count == 1, let key = catalog.entity(name)?.key, key.count == 1 else { return nil }
      return (StoredColumn(name: columns[0], encoding: .plain), key[0].type)
    case .toMany, .derived, .rule: return nil
    }
  }

  /// Whether it is known what a field of a row was.
  func keepsHistory(of field: Field, in entity: Entity) -> Bool { history != nil && kept(field, of: entity) != nil }

  // MARK: - Values of a day

  /// What a stored field was on the day looked back to; `current` where nothing is known but today's value.
  func pastValue(of field: Field, in row: RowReference, _ scope: Scope, current: Expr) -> Expr {
    guard let moment else { return current }
    guard let changes = changes(of: field, in: row, scope) else {
      noteUntracked(field, of: row.entity)
      return current
    }
    return value(changes, on: moment, current: current)
  }

  /// The value that the earliest change after a day replaced, else the present one. A day of nil stands before all
  /// changes.
  func value(_ changes: FieldChanges, on day: Day?, current: Expr) -> Expr {
    let after = day.map { Expr.apply(.greater, [changes.day, .literal(.day($0), .day)], .bool) }
    let order = [SortKey(value: changes.day), SortKey(value: changes.id)]
    func first(_ argument: Expr, where known: Expr? = nil) -> Expr {
      let conditions = [after, known].compactMap(\.self)
      let aggregate = Aggregate(
        id: allocate(), function: .first, argument: argument, filter: conditions.isEmpty ? nil : .all(conditions),
        order: order, type: argument.type)
      return .column(changes.builder.column(for: aggregate), argument.type)
    }
    // `first` passes over missing values, but a value that was missing counts: the change is told by its number.
    let next = first(changes.id)
    let nextKnown = first(changes.id, where: .not(.apply(.isMissing, [changes.old], .bool)))
    return .when(
      [
        Expr.Branch(condition: .apply(.isMissing, [next], .bool), value: current),
        Expr.Branch(condition: .apply(.equal(folded: false), [next, nextKnown], .bool), value: first(changes.old)),
      ], otherwise: nil, current.type)
  }

  /// The row that a tracked relation led to on the day looked back to; nil where it leads where it does today.
  func pastRow(behind field: Field, to target: Entity, of row: RowReference, _ scope: Scope) -> RowReference? {
    guard let moment else { return nil }
    guard let changes = changes(of: field, in: row, scope), let key = target.key.first else {
      noteUntracked(field, of: row.entity)
      return nil
    }
    let place = AttachmentKey(outer: row.place, pass: .row(field.name, moment))
    if let known = scope.attachments[place] { return RowReference(entity: target, path: [], origin: known) }
    let current = column(changes.stored, changes.type, of: row, scope)
    let inner = Pipeline(base(of: target)) { [unowned self] in allocate() }
    let stored = target.storedColumn(named: key.column) ?? StoredColumn(name: key.column, encoding: .plain)
    let builder = AttachmentBuilder(
      inner: inner,
      keys: [
        Attachment.Key(
          outer: value(changes, on: moment, current: current),
          inner: inner.baseColumn(path: [], column: stored, type: key.type))
      ])
    scope.pipeline.append(.attach(builder))
    scope.attachments[place] = builder
    return RowReference(entity: target, path: [], origin: builder)
  }

  /// A stored column of a row, wherever the row was found.
  func column(_ stored: StoredColumn, _ type: ValueType, of row: RowReference, _ scope: Scope) -> Expr {
    guard let origin = row.origin else {
      return .column(scope.pipeline.baseColumn(path: row.path, column: stored, type: type), type)
    }
    let inner = origin.inner.baseColumn(path: row.path, column: stored, type: type)
    let aggregate = Aggregate(id: allocate(), function: .first, argument: .column(inner, type), type: type)
    return .column(origin.column(for: aggregate), type)
  }

  // MARK: - `credit on D`

  /// What a tracked field, or one behind a tracked relation, was on a day.
  func past(_ path: Expression, on date: Expression, _ node: Expression, _ context: Context) -> Expr? {
    if context.group != nil { return notInGroup(node, context) }
    guard let row = context.row else { return noHistory(of: path) }
    guard case .path(let names) = path.unwrapped.kind, let day = constantDay(date, context, for: "on"),
      passesTracked(names, row.entity, path, context)
    else { return nil }
    return looking(back: horizon.map { min($0, day) } ?? day) {
      switch resolvePath(names, context.ofFields) {
      case .value(let value)?: return value
      case .row(let row)?: return label(of: row, context.ofFields, at: path.span)
      case .rows(let related)?: return manyRows(related, path)
      case nil: return nil
      }
    }
  }

  /// Resolves with tracked fields as they were on a day.
  func looking<Result>(back day: Day, _ body: () -> Result) -> Result {
    let saved = pastDay
    pastDay = day
    defer { pastDay = saved }
    return body()
  }

  /// Whether a path has a tracked field, so that a day makes a difference.
  private func passesTracked(_ names: [Name], _ start: Entity, _ path: Expression, _ context: Context) -> Bool {
    var entity = start
    var last: (Entity, Name)?
    if let first = names.first, start.field(first.text) == nil, context.scope.column(named: first.text) != nil {
      return noHistory(of: path) ?? false
    }
    for name in names {
      guard let field = entity.field(name.text) else { return true }
      if keepsHistory(of: field, in: entity) { return true }
      last = (entity, name)
      guard case .toOne(let target, _) = field.kind, let next = catalog.entity(target) else { break }
      entity = next
    }
    if let (entity, name) = last { let _: Bool? = untracked(name, of: entity) }
    return false
  }

  /// A column of the query, which has no history.
  func noHistory<T>(of path: Expression) -> T? {
    fail(
      "R0260", "`\(SourceText.text(of: path))` is a column of this query and has no history", at: path.span,
      help: ["history words stand behind a tracked field of the rows"])
  }

  /// A field whose changes are not kept.
  func untracked<T>(_ name: Name, of entity: Entity) -> T? {
    guard history != nil else {
      return fail(
        "R0261", "this database keeps no history", at: name.span,
        help: ["only a Rapport store does; `as of` still hides later events"])
    }
    let tracked = entity.fields.filter { kept($0, of: entity) != nil }.map { "`\($0.name)`" }
    return fail(
      "R0260", "changes of `\(name.text)` are not kept", at: name.span,
      help: [
        tracked.isEmpty
          ? "no field of \(entity.name) is tracked" : "tracked are \(tracked.joined(separator: ", "))"
      ])
  }

  func manyRows<T>(_ related: RelatedRows, _ path: Expression) -> T? {
    fail(
      "R0207", "`\(SourceText.text(of: path))` is many per \(related.outer.entity.singular)", at: path.span,
      help: ["history words stand inside: `any(\(related.relations.map(\.name).joined(separator: ".")) where …)`"])
  }

  /// Remembers a field that may have been another on the day looked back to. Keys stay, and so do events once they are
  /// recorded.
  func noteUntracked(_ field: Field, of entity: Entity) {
    guard horizon != nil, entity.primaryDate == nil else { return }
    if case .stored(let column) = field.kind, entity.key.contains(where: { $0.column == column.name }) { return }
    let name = "\(entity.name).\(field.name)"
    if !untrackedFields.contains(name) { untrackedFields.append(name) }
  }
}

extension Context {
  /// The same without the names of columns, which have no history.
  var ofFields: Context {
    var context = self
    if row != nil { context.seesNames = false }
    return context
  }
}
