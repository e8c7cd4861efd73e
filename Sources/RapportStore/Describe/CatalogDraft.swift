import RapportSyntax

/// Drafts a catalog from a database's schema and first rows.
struct CatalogDraft {
  struct Entity {
    var name: String
    var table: DatabaseSchema.Table
    var key: [String]
    var fields: [Line] = []
    var label: String?
    /// Names used by fields and relations.
    var taken: Set<String> = []
  }

  /// A field with its remark, or a remark alone.
  struct Line {
    var text: String?
    var note: String?
  }

  private(set) var entities: [Entity] = []
  /// Tables that are no entity, and why.
  private(set) var leftOut: [(name: String, reason: String)] = []
  private var positions: [String: Int] = [:]

  init(_ schema: DatabaseSchema, _ connection: Connection) throws {
    var names: Set<String> = []
    for table in schema.tables { addEntity(table, &names) }
    for position in entities.indices { try addColumns(to: position, connection) }
    for position in entities.indices { addRelations(from: position) }
  }

  private mutating func addEntity(_ table: DatabaseSchema.Table, _ names: inout Set<String>) {
    switch table.kind {
    case .table: break
    case .view: return leftOut.append((table.name, "a view, which has no key of its own"))
    case .virtual: return leftOut.append((table.name, "a virtual table"))
    case .shadow: return
    }
    let key = table.primaryKey.isEmpty ? ["rowid"] : table.primaryKey
    guard key.allSatisfy(DraftNames.canBeWritten) else {
      return leftOut.append((table.name, "its key's name cannot be written"))
    }
    if table.primaryKey.isEmpty, !table.hasRowID || table.column("rowid") != nil {
      return leftOut.append((table.name, "it has no key"))
    }
    positions[ASCIIName.folded(table.name)] = entities.count
    let name = DraftNames.unique(DraftNames.snakeCase(table.name), &names)
    entities.append(Entity(name: name, table: table, key: key))
  }

  // MARK: Columns

  private mutating func addColumns(to position: Int, _ connection: Connection) throws {
    let table = entities[position].table
    let samples = try ColumnSample.read(table, connection)
    let keys = Set(table.primaryKey + table.foreignKeys.flatMap(\.columns))
    var dates: [(name: String, line: Int)] = []
    for column in table.columns {
      guard DraftNames.canBeWritten(column.name) else { continue }
      let name = DraftNames.unique(DraftNames.snakeCase(column.name), &entities[position].taken)
      let type = DraftType.choose(
        column, name: name, isKey: keys.contains(column.name), sample: samples[column.name] ?? ColumnSample())
      if type.isDate { dates.append((name, entities[position].fields.count)) }
      if entities[position].label == nil, type.text == "text", isLabel(name) {
        entities[position].label = name
      }
      entities[position].fields.append(line(name, column.name, type))
    }
    if let line = primaryDate(dates, of: entities[position].name) {
      entities[position].fields[line].text? += " primary"
    }
  }

  private func line(_ name: String, _ column: String, _ type: DraftType) -> Line {
    guard let text = type.text else {
      return Line(
        text: nil, note: "\(SourceText.quoted(column)) is left out: it \(type.note ?? "cannot be read")")
    }
    var field = "\(DraftNames.written(name)): \(text)"
    if name != column { field += " from \(SourceText.quoted(column))" }
    if type.isPersonal { field += " personal" }
    return Line(text: field, note: type.note)
  }

  private func isLabel(_ name: String) -> Bool {
    name == "name" || name.hasSuffix("_name") || name == "title" || name == "description"
  }

  /// `order_date` of orders, a plain `date`, or the only date there is, unless it is about a person's life.
  private func primaryDate(_ dates: [(name: String, line: Int)], of entity: String) -> Int? {
    let own = DraftNames.singular(entity) + "_date"
    if let found = dates.first(where: { $0.name == own || $0.name == "date" }) { return found.line }
    guard dates.count == 1, let only = dates.first else { return nil }
    let isLife = ["birth", "hire", "created", "updated", "modified"].contains { only.name.contains($0) }
    return isLife ? nil : only.line
  }

  // MARK: Relations

  private mutating func addRelations(from position: Int) {
    let table = entities[position].table
    for foreignKey in table.foreignKeys where foreignKey.columns.allSatisfy(DraftNames.canBeWritten) {
      let shown = foreignKey.columns.joined(separator: ", ")
      guard let target = positions[ASCIIName.folded(foreignKey.table)] else {
        let note = "\(shown) refers to \(SourceText.quoted(foreignKey.table)), which is not described here"
        entities[position].fields.append(Line(text: nil, note: note))
        continue
      }
      guard let columns = ordered(foreignKey, for: entities[target]) else {
        let note = "\(shown) refers to \(entities[target].name), but not by its key"
        entities[position].fields.append(Line(text: nil, note: note))
        continue
      }
      addRelation(foreignKey, columns, from: position, to: target)
    }
  }

  /// The foreign key's columns in the order of the target's key, or nil if it refers to other columns.
  private func ordered(_ foreignKey: DatabaseSchema.ForeignKey, for target: Entity) -> [String]? {
    let referenced = foreignKey.referenced.isEmpty ? target.table.primaryKey : foreignKey.referenced
    guard referenced.count == foreignKey.columns.count, referenced.count == target.key.count else {
      return nil
    }
    let columns = target.key.compactMap { key in
      referenced.firstIndex { ASCIIName.equal($0, key) }.map { foreignKey.columns[$0] }
    }
    return columns.count == target.key.count ? columns : nil
  }

  private mutating func addRelation(
    _ foreignKey: DatabaseSchema.ForeignKey, _ columns: [String], from source: Int, to target: Int
  ) {
    let by = " by " + DraftNames.writtenKey(columns)
    let wanted = toOneName(foreignKey, from: source, to: target)
    let one = DraftNames.unique(wanted, &entities[source].taken)
    let targetName = DraftNames.written(entities[target].name)
    entities[source].fields.append(Line(text: "\(DraftNames.written(one)): \(targetName)" + by, note: nil))

    let others = entities[source].table.foreignKeys.filter { ASCIIName.equal($0.table, foreignKey.table) }
    let sourceName = entities[source].name
    let isPlain = others.count == 1 && source != target && !entities[target].taken.contains(sourceName)
    let many = DraftNames.unique(isPlain ? sourceName : "\(sourceName)_by_\(one)", &entities[target].taken)
    let field = "\(DraftNames.written(many)): many \(DraftNames.written(sourceName))" + by
    entities[target].fields.append(Line(text: field, note: nil))
  }

  /// `customer_id` names a `customer`; other columns name what they point to.
  private func toOneName(_ foreignKey: DatabaseSchema.ForeignKey, from source: Int, to target: Int) -> String
  {
    let singular = DraftNames.singular(entities[target].name)
    guard foreignKey.columns.count == 1 else { return singular }
    let column = DraftNames.snakeCase(foreignKey.columns[0])
    if let stem = DraftNames.withoutKeyEnding(column), !entities[source].taken.contains(stem) { return stem }
    let others = entities[source].table.foreignKeys.filter { ASCIIName.equal($0.table, foreignKey.table) }
    if others.count == 1, source != target, !entities[source].taken.contains(singular) { return singular }
    return "\(column)_\(singular)"
  }
}
