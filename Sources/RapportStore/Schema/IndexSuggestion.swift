package import RapportCatalog
package import RapportPlan
import RapportValues

/// An index that the catalog's relations or dates would use.
package struct IndexSuggestion: Hashable, Sendable {
  package var table: String
  package var columns: [String]
  /// The columns it begins with, by which rows are found; the others spare reading the rows.
  package var leading: [String]
  /// `CREATE INDEX …`
  package var sql: String
  /// What becomes faster, in the user's words.
  package var reason: String
}

/// Compares the indexes there are with those that relations and primary dates want.
struct IndexAdvice {
  let schema: DatabaseSchema
  let catalog: Catalog
  private var suggestions: [IndexSuggestion] = []

  static func suggestions(for catalog: Catalog, in schema: DatabaseSchema) -> [IndexSuggestion] {
    var advice = IndexAdvice(schema: schema, catalog: catalog)
    for entity in catalog.entities { advice.addRelations(of: entity) }
    for entity in catalog.entities { advice.addPrimaryDate(of: entity) }
    return advice.suggestions
  }

  private init(schema: DatabaseSchema, catalog: Catalog) {
    self.schema = schema
    self.catalog = catalog
  }

  /// The rows of each to-many relation are found by their columns; with the date and the amount behind them
  /// the usual sums need no table row.
  private mutating func addRelations(of entity: Entity) {
    for field in entity.fields {
      guard case .toMany(let name, let columns) = field.kind, let other = catalog.entity(name) else {
        continue
      }
      suggest(other, columns, then: covering(other), for: "`\(field.name)` of `\(entity.name)`")
    }
  }

  private mutating func addPrimaryDate(of entity: Entity) {
    guard case .stored(let column)? = entity.primaryDate?.kind else { return }
    suggest(entity, [column.name], then: [], for: "`\(entity.name) in …`")
  }

  private func covering(_ entity: Entity) -> [String] {
    guard case .stored(let date)? = entity.primaryDate?.kind else { return [] }
    let amount = entity.fields.first { field in
      if case .stored = field.kind, case .decimal = field.type { return true }
      return false
    }
    if case .stored(let column)? = amount?.kind { return [date.name, column.name] }
    return [date.name]
  }

  private mutating func suggest(
    _ entity: Entity, _ columns: [String], then more: [String], for reason: String
  ) {
    guard let table = schema.table(entity.table), table.kind == .table, !columns.isEmpty,
      !table.hasIndex(startingWith: columns), !isRowID(columns, table),
      !suggestions.contains(where: {
        ASCIIName.equal($0.table, table.name) && Array($0.columns.prefix(columns.count)) == columns
      })
    else { return }
    let all = columns + more.filter { !columns.contains($0) }
    guard all.allSatisfy({ table.column($0) != nil }) else { return }
    let name = (["rapport", table.name] + columns).map(DraftNames.snakeCase).joined(separator: "_")
    suggestions.append(
      IndexSuggestion(
        table: table.name, columns: all, leading: columns,
        sql: "CREATE INDEX \(SQLName.quoted(name)) ON \(SQLName.quoted(table.name)) (\(SQLName.list(all)))",
        reason: reason))
  }

  private func isRowID(_ columns: [String], _ table: DatabaseSchema.Table) -> Bool {
    table.hasRowID && columns.count == 1 && table.column(columns[0]) == nil
  }
}

extension Store {
  /// Indexes that the catalog's relations and dates would use and that are not there.
  package func wantedIndexes(for catalog: Catalog) throws -> [IndexSuggestion] {
    IndexAdvice.suggestions(for: catalog, in: try schema())
  }

  /// Those of them that a statement could use: it reads the table and its conditions name the columns.
  package func wantedIndexes(for statement: SourceQuery) throws -> [IndexSuggestion] {
    guard let start = statement.sql.firstRange(of: " WHERE ") else { return [] }
    let conditions = statement.sql[start.upperBound...]
    return try wantedIndexes(for: catalog).filter { index in
      statement.sql.contains(SQLName.quoted(index.table))
        && index.leading.allSatisfy { conditions.contains(SQLName.quoted($0)) }
    }
  }

  /// Makes the indexes that are missing; only in our own store.
  package func createWantedIndexes() throws {
    let wanted = try wantedIndexes(for: catalog)
    guard !wanted.isEmpty else { return }
    let writer = try writer()
    try writer.transaction {
      for index in wanted { try writer.execute(index.sql) }
    }
  }
}
