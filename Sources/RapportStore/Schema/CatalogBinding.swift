import RapportCatalog
import RapportValues

/// Fills in what only the database knows: which columns are never missing, and the types of keys that are no field.
struct CatalogBinding {
  let schema: DatabaseSchema

  func bound(_ catalog: Catalog) -> Catalog {
    Catalog(
      entities: catalog.entities.map(bound), enums: catalog.enums, rules: catalog.rules)
  }

  private func bound(_ entity: Entity) -> Entity {
    guard let table = schema.table(entity.table) else { return entity }
    let fields = entity.fields.map { bound($0, table) }
    return Entity(
      name: entity.name, labels: entity.labels, documentation: entity.documentation, table: entity.table,
      key: entity.key.map { bound($0, fields, table) }, label: entity.label, fields: fields)
  }

  private func bound(_ field: Field, _ table: DatabaseSchema.Table) -> Field {
    guard case .stored(var column) = field.kind else { return field }
    column.isNotNull = table.kind == .table && table.column(column.name)?.isNotNull ?? false
    var field = field
    field.kind = .stored(column)
    return field
  }

  /// A key column that is a field has the field's type; others are whole numbers or codes, as the schema says.
  private func bound(
    _ key: Entity.KeyColumn, _ fields: [Field], _ table: DatabaseSchema.Table
  ) -> Entity.KeyColumn {
    var key = key
    for field in fields {
      if case .stored(let column) = field.kind, ASCIIName.equal(column.name, key.column) {
        key.type = field.type
        return key
      }
    }
    let isRowID = table.hasRowID && table.column(key.column) == nil && ASCIIName.isRowID(key.column)
    key.type = isRowID || table.column(key.column)?.affinity == .integer ? .integer : .code
    return key
  }
}
