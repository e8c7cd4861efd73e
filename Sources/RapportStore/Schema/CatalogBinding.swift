import RapportCatalog
import RapportValues

/// Fills in what only the database knows: which columns are never missing, and the types of keys that are no
/// field.
struct CatalogBinding {
  private let schema: DatabaseSchema
  private let catalog: Catalog
  private static let depthLimit = 8

  static func bind(_ catalog: Catalog, to schema: DatabaseSchema) -> Catalog {
    let binding = CatalogBinding(schema: schema, catalog: catalog)
    return Catalog(
      entities: catalog.entities.map(binding.bound), enums: catalog.enums, rules: catalog.rules)
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
    let known = table.kind == .table ? table.column(column.name) : nil
    column.isNotNull = known?.isNotNull ?? false
    column.isText = known?.affinity == .text
    column.isBinary = known?.isBinary ?? false
    var field = field
    field.kind = .stored(column)
    return field
  }

  private func bound(
    _ key: Entity.KeyColumn, _ fields: [Field], _ table: DatabaseSchema.Table
  ) -> Entity.KeyColumn {
    Entity.KeyColumn(column: key.column, type: type(ofKey: key.column, fields, table, depth: 0))
  }

  /// A key column that is a field has the field's type, one that points to another entity the type of that
  /// entity's key; others are whole numbers or codes, as the schema says.
  private func type(
    ofKey column: String, _ fields: [Field], _ table: DatabaseSchema.Table, depth: Int
  ) -> ValueType {
    for field in fields {
      if case .stored(let stored) = field.kind, ASCIIName.equal(stored.name, column) { return field.type }
    }
    for field in fields where depth < Self.depthLimit {
      guard case .toOne(let name, let columns) = field.kind, let other = catalog.entity(name),
        let position = columns.firstIndex(where: { ASCIIName.equal($0, column) }),
        other.key.indices.contains(position), let target = schema.table(other.table)
      else { continue }
      return type(ofKey: other.key[position].column, other.fields, target, depth: depth + 1)
    }
    let isRowID = table.hasRowID && table.column(column) == nil && ASCIIName.isRowID(column)
    return isRowID || table.column(column)?.affinity == .integer ? .integer : .code
  }
}
