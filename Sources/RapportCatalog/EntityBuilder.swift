import RapportSyntax
import RapportValues

/// Turns a declaration into an entity.
struct EntityBuilder {
  let declaration: EntityDeclaration
  let documentation: String?
  private let columns: [String: SchemaColumn]

  init(_ declaration: EntityDeclaration, documentation: String?, in source: some DeclarationSource) {
    self.declaration = declaration
    self.documentation = documentation
    let known = source.columns(of: declaration.storeTable) ?? []
    columns = Dictionary(known.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  func build(in source: inout some DeclarationSource, _ log: inout ProblemLog) -> Entity {
    let fields = declaration.fields.compactMap { field($0, in: &source, &log) }
    return Entity(
      name: declaration.name.name.text, labels: Labels(declaration.name), documentation: documentation,
      table: declaration.storeTable, key: key(fields, in: &source), label: declaration.label?.text,
      fields: fields)
  }

  // MARK: Fields

  private func field(
    _ field: FieldDeclaration, in source: inout some DeclarationSource, _ log: inout ProblemLog
  ) -> Field? {
    guard let (kind, type) = kind(of: field, in: &source, &log) else { return nil }
    return Field(
      name: field.name.name.text, labels: Labels(field.name), documentation: field.documentation,
      kind: kind, type: type, isPrimary: field.modifiers.contains(.primary),
      isTracked: field.modifiers.contains(.tracked), isPersonal: field.modifiers.contains(.personal),
      isSensitive: field.modifiers.contains(.sensitive))
  }

  private func kind(
    of field: FieldDeclaration, in source: inout some DeclarationSource, _ log: inout ProblemLog
  ) -> (Field.Kind, ValueType)? {
    switch field.kind {
    case .column(let type, let from, let map, let currency):
      guard let resolved = TypeResolver.resolve(type, in: &source, &log) else { return nil }
      let column = (from ?? field.name.name).text
      ColumnCheck.run(field, resolved, map: map, currency: currency, &log)
      let stored = StoredColumn(
        name: column, encoding: encoding(resolved, map, source.storage), currencyColumn: currency?.text,
        isNotNull: isNotNull(column, source.storage),
        isText: columns[column.lowercased()]?.isText ?? false,
        foldedColumn: foldedColumn(field, column, resolved.type, source.storage),
        privacy: Privacy(field, resolved.type, of: declaration))
      return (.stored(stored), resolved.type)
    case .toOne(let target, let by):
      let name = source.entityName(target.text) ?? target.text
      return (.toOne(entity: name, columns: by.map(\.text)), .code)
    case .toMany(let target, let by):
      let name = source.entityName(target.text) ?? target.text
      return (.toMany(entity: name, columns: by.map(\.text)), .code)
    case .derived(let type, let expression):
      guard let resolved = TypeResolver.resolve(type, in: &source, &log) else { return nil }
      return (.derived(expression), resolved.type)
    case .rule(let type, let rule):
      guard let resolved = TypeResolver.resolve(type, in: &source, &log) else { return nil }
      let name = source.ruleName(rule.text) ?? rule.text
      return (.rule(name), resolved.type)
    }
  }

  private func encoding(
    _ resolved: TypeResolver.Resolved, _ map: [FieldDeclaration.ValueMapping], _ storage: CatalogStorage
  ) -> StoredColumn.Encoding {
    switch resolved.type {
    case .decimal: return storage == .own ? .scaled : .real
    case .enumeration where !map.isEmpty:
      let order = resolved.enumeration?.values.map(\.name) ?? []
      let mappings = map.map { mapping in
        let value = resolved.enumeration?.value(mapping.name.text)?.name ?? mapping.name.text
        return StoredColumn.Mapping(value: value, stored: Value(mapping.stored))
      }
      return .mapped(
        mappings.sorted { (order.firstIndex(of: $0.value) ?? 0) < (order.firstIndex(of: $1.value) ?? 0) })
    default: return .plain
    }
  }

  private func isNotNull(_ column: String, _ storage: CatalogStorage) -> Bool {
    if let known = columns[column.lowercased()] { return known.isNotNull }
    return storage == .own && declaration.key.contains { $0.text == column }
  }

  /// In our own store the name of a row has a folded copy beside it, if it is text.
  private func foldedColumn(
    _ field: FieldDeclaration, _ column: String, _ type: ValueType, _ storage: CatalogStorage
  ) -> String? {
    guard storage == .own, case .text = type, declaration.label?.text == field.name.name.text else {
      return nil
    }
    let folded = column + "_folded"
    return columns.isEmpty || columns[folded.lowercased()] != nil ? folded : nil
  }

  // MARK: Key

  private func key(_ fields: [Field], in source: inout some DeclarationSource) -> [Entity.KeyColumn] {
    declaration.key.map { column in
      Entity.KeyColumn(
        column: column.text,
        type: KeyType.find(column.text, of: declaration, fields: fields, in: &source, depth: 0))
    }
  }
}

/// Finds the type of a key's column: that of the field it is, of the key it points to, or of the schema.
enum KeyType {
  private static let depthLimit = 8

  static func find(
    _ column: String, of entity: EntityDeclaration, fields: [Field],
    in source: inout some DeclarationSource, depth: Int
  ) -> ValueType {
    for field in fields {
      if case .stored(let stored) = field.kind, stored.name == column { return field.type }
    }
    return declared(column, of: entity, in: &source, depth: depth)
  }

  private static func declared(
    _ column: String, of entity: EntityDeclaration, in source: inout some DeclarationSource, depth: Int
  ) -> ValueType {
    if depth > 0, let type = columnType(column, of: entity, in: &source) { return type }
    if depth < depthLimit {
      for field in entity.fields {
        guard case .toOne(let target, let by) = field.kind,
          let position = by.firstIndex(where: { $0.text == column }),
          let other = source.entity(target.text), other.name != entity.name, position < other.key.count
        else { continue }
        return declared(other.key[position].text, of: other, in: &source, depth: depth + 1)
      }
    }
    return schemaType(column, of: entity, in: source)
  }

  /// The type of the field that is this column.
  private static func columnType(
    _ column: String, of entity: EntityDeclaration, in source: inout some DeclarationSource
  ) -> ValueType? {
    for field in entity.fields {
      guard case .column(let type, let from, _, _) = field.kind,
        (from ?? field.name.name).text == column
      else { continue }
      var ignored = ProblemLog()
      return TypeResolver.resolve(type, in: &source, &ignored)?.type
    }
    return nil
  }

  private static func schemaType(
    _ column: String, of entity: EntityDeclaration, in source: some DeclarationSource
  ) -> ValueType {
    let wanted = column.lowercased()
    let known = source.columns(of: entity.storeTable)?.first { $0.name.lowercased() == wanted }
    guard let known else { return source.storage == .own ? .integer : .code }
    return known.declaredType.uppercased().contains("INT") ? .integer : .code
  }
}

extension Value {
  /// A stored value as a catalog writes it.
  init(_ literal: Literal) {
    switch literal {
    case .missing: self = .missing
    case .boolean(let value): self = .integer(value ? 1 : 0)
    case .integer(let value): self = .integer(value)
    case .decimal(let unscaled, let scale):
      self = .decimal(Decimal(unscaled: Int128(unscaled), scale: scale))
    case .text(let text): self = .text(text)
    case .date(let year, let month, let day):
      self = Day(year: year, month: month, day: day).map { .text($0.description) } ?? .missing
    case .dateTime, .duration: self = .missing
    }
  }
}
