import RapportCatalog
import RapportPlan
import RapportSyntax
import RapportValues

/// What names mean at a place: the catalog, and what the session and the text before declare.
struct CompletionScope {
  /// Definitions that lead to each other end here.
  private static let depthLimit = 20

  let catalog: Catalog
  private(set) var environment: ScriptEnvironment
  /// Titles of the lists in the text.
  private(set) var lists: [String] = []

  init(catalog: Catalog, environment: ScriptEnvironment) {
    self.catalog = catalog
    self.environment = environment
  }

  /// The rows that names are read in.
  struct Rows {
    var entity: Entity?
    /// Columns that the query made.
    var columns: [String] = []
    /// The rows are groups: only columns are left.
    var hidesFields = false
  }

  /// What a path leads to.
  enum Meaning {
    case value(ValueType)
    case row(Entity)
    case many(Entity)
  }

  mutating func declare(_ script: Script) {
    for statement in script.statements {
      switch statement.kind {
      case .binding(let binding): environment.bindings[binding.name.text] = binding.query
      case .parameter(let parameter): environment.parameters[parameter.name.text] = parameter
      case .definition(let definition):
        environment.definitions[definition.entity?.text ?? "", default: [:]][definition.name.text] =
          definition
      case .list(let list): lists.append(list.title)
      default: break
      }
    }
  }

  // MARK: Rows

  func rows(of context: CursorContext) -> Rows {
    var rows = Rows()
    for source in context.rows { rows = self.rows(source, inside: rows.entity) }
    rows.columns += context.columns
    rows.hidesFields = rows.hidesFields || context.hidesFields
    return rows
  }

  private func rows(_ source: CursorContext.Rows, inside row: Entity?) -> Rows {
    switch source {
    case .entity(let name): Rows(entity: catalog.entityOfRow(name))
    case .path(let names, let all): relation(names, in: all ? nil : row, depth: 0)
    case .unknown: Rows()
    }
  }

  /// The relation that a path names: of a row, or a whole one.
  func relation(_ names: [String], in row: Entity?, depth: Int = 0) -> Rows {
    guard let first = names.first, depth < Self.depthLimit else { return Rows() }
    var rows: Rows
    if let target = row?.field(first)?.target {
      rows = Rows(entity: catalog.entity(target))
    } else if let entity = catalog.entity(first) {
      rows = Rows(entity: entity)
    } else if let query = environment.bindings[first] {
      rows = self.rows(of: query, depth: depth + 1)
    } else {
      return Rows()
    }
    for name in names.dropFirst() {
      rows = Rows(entity: rows.entity?.field(name)?.target.flatMap(catalog.entity))
    }
    return rows
  }

  private func rows(of query: RapportSyntax.Query, depth: Int) -> Rows {
    var rows: Rows
    switch query.source.kind {
    case .path(let names, _): rows = relation(names.map(\.text), in: nil, depth: depth)
    case .query(let inner) where depth < Self.depthLimit: rows = self.rows(of: inner, depth: depth + 1)
    case .query, .file, .call: rows = Rows()
    }
    var keys: [String]?
    for clause in query.clauses {
      switch clause.kind {
      case .extend(let items): rows.columns += items.map(\.name.text)
      case .group(let items, _): keys = items.compactMap(\.columnName)
      case .select(let items):
        rows.hidesFields = rows.hidesFields || keys != nil
        rows.columns = (keys ?? []) + items.compactMap(\.columnName)
        keys = nil
      default: break
      }
    }
    return rows
  }

  // MARK: Paths

  /// What a path of names means in a row; nil if nothing.
  func meaning(of path: [String], in rows: Rows) -> Meaning? {
    guard let first = path.first else { return nil }
    if path.count == 1, rows.hidesFields { return nil }
    guard rows.entity?.field(first) != nil else {
      return relation(path, in: rows.entity).entity.map { .many($0) }
    }
    guard let field = field(at: path, in: rows) else { return nil }
    switch field.kind {
    case .toOne(let entity, _): return catalog.entity(entity).map { .row($0) }
    case .toMany(let entity, _): return catalog.entity(entity).map { .many($0) }
    case .stored, .derived, .rule: return .value(field.type)
    }
  }

  /// The field that a path of names leads to.
  func field(at path: [String], in rows: Rows) -> Field? {
    guard let first = path.first, path.count > 1 || !rows.hidesFields, var field = rows.entity?.field(first) else {
      return nil
    }
    for name in path.dropFirst() {
      guard let next = field.target.flatMap(catalog.entity)?.field(name) else { return nil }
      field = next
    }
    return field
  }

  /// The entity whose fields stand behind the dot of a path.
  func entity(at path: [String], in rows: Rows) -> Entity? {
    switch meaning(of: path, in: rows) {
    case .row(let entity), .many(let entity): entity
    case .value, nil: nil
    }
  }
}

extension SelectItem {
  /// The name its column has, if that is a plain one.
  fileprivate var columnName: String? {
    if let name { return name.text }
    if case .path(let names) = value.kind, names.count == 1 { return names.first?.text }
    return nil
  }
}
