import RapportCatalog
import RapportSyntax
import RapportValues

/// Compares a catalog with the tables and columns that are there.
struct CatalogCheck {
  let schema: DatabaseSchema
  let catalog: Catalog
  private var problems: [SchemaProblem] = []

  static func problems(of catalog: Catalog, in schema: DatabaseSchema) -> [SchemaProblem] {
    var check = CatalogCheck(schema: schema, catalog: catalog)
    for entity in catalog.entities { check.check(entity) }
    return check.problems
  }

  private init(schema: DatabaseSchema, catalog: Catalog) {
    self.schema = schema
    self.catalog = catalog
  }

  private mutating func report(
    _ code: StoreError.Code, _ message: String, help: [String] = [], isWarning: Bool = false
  ) {
    let problem = SchemaProblem(StoreError(code, message, help: help), isWarning: isWarning)
    if !problems.contains(problem) { problems.append(problem) }
  }

  private mutating func check(_ entity: Entity) {
    guard let table = schema.table(entity.table) else {
      let near = Suggestions.closest(to: entity.table, in: schema.tables.map(\.name))
      report(
        .table, "`\(entity.name)` is read from table `\(entity.table)`, which the database does not have",
        help: near.map { ["did you mean `\($0)`?"] } ?? listed("tables", schema.tables.map(\.name)))
      return
    }
    guard table.kind == .table || table.kind == .view else {
      report(
        .table, "`\(entity.name)` is read from `\(table.name)`, a virtual table, which is never opened",
        help: ["describe an ordinary table or view instead"])
      return
    }
    for key in entity.key { _ = require(key.column, of: table, for: "the key of `\(entity.name)`") }
    for field in entity.fields { check(field, of: entity, table) }
    checkKey(entity, table)
  }

  private mutating func check(_ field: Field, of entity: Entity, _ table: DatabaseSchema.Table) {
    let place = "`\(entity.name).\(field.name)`"
    switch field.kind {
    case .stored(let column):
      if let found = require(column.name, of: table, for: place) { checkType(field, found, place) }
      if let currency = column.currencyColumn { _ = require(currency, of: table, for: place) }
      if let folded = column.foldedColumn { _ = require(folded, of: table, for: place) }
    case .toOne(_, let columns):
      for column in columns { _ = require(column, of: table, for: place) }
    case .toMany(let other, let columns):
      guard let target = catalog.entity(other).flatMap({ schema.table($0.table) }) else { return }
      for column in columns { _ = require(column, of: target, for: place) }
    case .derived, .rule: return
    }
  }

  /// The column, unless it is missing, which is reported.
  private mutating func require(
    _ name: String, of table: DatabaseSchema.Table, for place: String
  ) -> DatabaseSchema.TableColumn? {
    if let column = table.column(name) { return column }
    if table.hasRowID, ASCIIName.isRowID(name) { return nil }
    let names = table.columns.map(\.name)
    report(
      .column, "\(place) needs column `\(name)`, which table `\(table.name)` does not have",
      help: Suggestions.closest(to: name, in: names).map { ["did you mean `\($0)`?"] }
        ?? listed("columns", names))
    return nil
  }

  /// Text compares with numbers in SQL as text, so "10" would come before "9".
  private mutating func checkType(_ field: Field, _ column: DatabaseSchema.TableColumn, _ place: String) {
    guard column.affinity == .text else { return }
    switch field.type {
    case .integer, .float, .decimal, .days:
      report(
        .column, "\(place) is a number, but column `\(column.name)` is declared \(column.declaredType)",
        help: ["declare `\(field.name)` as `code`, or read the table through a view that casts the column"],
        isWarning: true)
    default: return
    }
  }

  private mutating func checkKey(_ entity: Entity, _ table: DatabaseSchema.Table) {
    let columns = entity.key.map(\.column)
    guard table.kind == .table, !columns.isEmpty, !table.isUnique(columns),
      columns.allSatisfy({ table.column($0) != nil })
    else { return }
    report(
      .key, "the key of `\(entity.name)` is not unique in table `\(table.name)`",
      help: [
        "rows with equal keys count as one in sets and show twice through relations; choose another `key`",
        "or `CREATE UNIQUE INDEX ... ON \(SQLName.quoted(table.name)) (\(SQLName.list(columns)))`",
      ], isWarning: true)
  }

  private func listed(_ what: String, _ names: [String]) -> [String] {
    guard !names.isEmpty else { return ["it has no \(what)"] }
    let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return ["its \(what): " + shown + (names.count > 12 ? ", …" : "")]
  }
}
