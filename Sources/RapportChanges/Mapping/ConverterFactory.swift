import RapportCatalog
import RapportStore
import RapportSyntax
import RapportValues

/// Makes what reads the cells of a column.
struct ConverterFactory {
  let connection: Connection
  let schema: DatabaseSchema
  private let fields: FieldConverters

  init(catalog: Catalog, connection: Connection, schema: DatabaseSchema, dateOrder: ImportOptions.DateOrder?) {
    self.connection = connection
    self.schema = schema
    fields = FieldConverters(catalog: catalog, dateOrder: dateOrder)
  }

  func converter(for target: ImportTarget, _ entry: ImportMap.Entry?) throws -> CellConverter {
    if let known = try fields.converter(for: target, entry) { return known }
    switch target.kind {
    case .relationKey(_, let entity, _): return relation(entity, ways: [try keyWay(entity)], shown: "the key")
    case .relation(_, let entity, _, let field):
      let found = field.map { [$0] } ?? Self.naturalFields(of: entity, in: schema)
      var ways: [RelationConverter.Way] = []
      for field in found { ways.append(try way(entity, by: field)) }
      return relation(entity, ways: ways, shown: found.map { "`\($0.name)`" }.joined(separator: " or "))
    case .field, .key, .closed: return ScaledConverter(scale: 0)
    }
  }

  /// The fields people know a row by: its unique codes, then its label.
  static func naturalFields(of entity: Entity, in schema: DatabaseSchema) -> [Field] {
    let table = schema.table(entity.table)
    let codes = entity.fields.filter { field in
      guard case .stored(let column) = field.kind, field.type == .code else { return false }
      return table?.isUnique([column.name]) ?? false
    }
    let label = entity.label.flatMap { entity.field($0) }
    return codes + (label.map { label in codes.contains { $0.name == label.name } ? [] : [label] } ?? [])
  }

  private func relation(_ entity: Entity, ways: [RelationConverter.Way], shown: String) -> CellConverter {
    RelationConverter(entity, ways: ways, shownWays: shown)
  }

  private func keyWay(_ entity: Entity) throws -> RelationConverter.Way {
    let key = SQLName.quoted(entity.key.first?.column ?? "")
    let sql = "SELECT \(key) FROM \(SQLName.quoted(entity.table)) WHERE \(key) = ? LIMIT 2"
    return RelationConverter.Way(
      statement: try connection.prepare(unbound: sql), converter: ScaledConverter(scale: 0), isFolded: false)
  }

  private func way(_ entity: Entity, by field: Field) throws -> RelationConverter.Way {
    guard case .stored(let column) = field.kind else {
      throw FieldConverters.Problem(
        message: "`\(field.name)` of \(entity.name) is computed and finds no rows", span: nil)
    }
    let key = SQLName.quoted(entity.key.first?.column ?? "")
    let searched = SQLName.quoted(column.foldedColumn ?? column.name)
    let sql = "SELECT \(key) FROM \(SQLName.quoted(entity.table)) WHERE \(searched) = ? LIMIT 2"
    return RelationConverter.Way(
      statement: try connection.prepare(unbound: sql), converter: try fields.converter(field, column, nil),
      isFolded: column.foldedColumn != nil)
  }
}
