import RapportCatalog
import RapportStore
import RapportSyntax
import RapportValues

/// Makes what reads the cells of a column.
struct ConverterFactory {
  struct Problem: Error {
    var message: String
    var span: SourceSpan?
    var help: [String] = []
  }

  let catalog: Catalog
  let connection: Connection
  let schema: DatabaseSchema
  let dateOrder: ImportOptions.DateOrder?

  func converter(for target: ImportTarget, _ entry: ImportMap.Entry?) throws -> CellConverter {
    switch target.kind {
    case .field(let field, let column):
      try check(entry, field)
      return try converter(field, column, entry)
    case .key, .closed:
      try check(entry, nil)
      return ScaledConverter(scale: 0)
    case .relationKey(_, let entity, _):
      try check(entry, nil)
      return try relation(entity, ways: [keyWay(entity)], shown: "the key")
    case .relation(_, let entity, _, let field):
      try check(entry, nil)
      let fields = field.map { [$0] } ?? Self.naturalFields(of: entity, in: schema)
      var ways: [RelationConverter.Way] = []
      for field in fields { ways.append(try way(entity, by: field)) }
      return relation(entity, ways: ways, shown: fields.map { "`\($0.name)`" }.joined(separator: " or "))
    }
  }

  private func converter(_ field: Field, _ column: StoredColumn, _ entry: ImportMap.Entry?) throws
    -> CellConverter
  {
    switch field.type {
    case .text: return TextConverter()
    case .code: return CodeConverter()
    case .bool: return BoolConverter()
    case .integer, .days: return ScaledConverter(scale: 0, unit: try unit(entry))
    case .decimal(let scale, let currency):
      return ScaledConverter(scale: scale, currency: currency, unit: try unit(entry))
    case .float: return FloatConverter()
    case .day, .period: return DayConverter(order: order(entry))
    case .dateTime: return MomentConverter(order: order(entry))
    case .enumeration(let type):
      guard let enumeration = catalog.enumeration(type.name) else { return TextConverter() }
      return EnumConverter(enumeration, column: column, mapped: try values(entry, enumeration))
    case .list: return TextConverter()
    }
  }

  // MARK: What a map says

  /// Options that mean nothing for the field.
  private func check(_ entry: ImportMap.Entry?, _ field: Field?) throws {
    guard let entry else { return }
    if let unit = entry.unit, field?.type.isNumeric != true {
      throw Problem(message: "only numbers count in a unit", span: unit.span)
    }
    if entry.dateOrder != nil, field?.type.isTemporal != true {
      throw Problem(message: "`\(entry.field.text)` is no date", span: entry.field.span)
    }
    if let first = entry.values.first {
      if case .enumeration = field?.type { return }
      throw Problem(message: "only an enum has values to be named", span: first.value.span)
    }
    if field != nil, let by = entry.by {
      throw Problem(message: "`\(entry.field.text)` is no relation", span: by.span)
    }
  }

  private func unit(_ entry: ImportMap.Entry?) throws -> ImportUnit? {
    guard let name = entry?.unit else { return nil }
    guard let unit = ImportUnit(name.text) else {
      throw Problem(
        message: "`\(name.text)` is no unit", span: name.span,
        help: ["units: " + ImportUnit.names.joined(separator: ", ")])
    }
    return unit
  }

  private func order(_ entry: ImportMap.Entry?) -> ImportOptions.DateOrder? {
    entry?.dateOrder.flatMap { ImportOptions.DateOrder(rawValue: $0) } ?? dateOrder
  }

  private func values(
    _ entry: ImportMap.Entry?, _ enumeration: Enumeration
  ) throws -> [(value: String, text: String)] {
    try (entry?.values ?? []).map { value, text in
      guard let known = enumeration.value(value.text) else {
        let near = Suggestions.closest(to: value.text, in: enumeration.values.map(\.name))
        throw Problem(
          message: "`\(value.text)` is no value of \(enumeration.name)", span: value.span,
          help: near.map { ["did you mean `\($0)`?"] }
            ?? ["its values: " + enumeration.values.map(\.name).joined(separator: ", ")])
      }
      return (known.name, text.text)
    }
  }

  // MARK: Relations

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
      throw Problem(message: "`\(field.name)` of \(entity.name) is computed and finds no rows", span: nil)
    }
    let key = SQLName.quoted(entity.key.first?.column ?? "")
    let searched = SQLName.quoted(column.foldedColumn ?? column.name)
    let sql = "SELECT \(key) FROM \(SQLName.quoted(entity.table)) WHERE \(searched) = ? LIMIT 2"
    return RelationConverter.Way(
      statement: try connection.prepare(unbound: sql), converter: try converter(field, column, nil),
      isFolded: column.foldedColumn != nil)
  }
}
