import RapportCatalog
import RapportSyntax
import RapportValues

/// Makes what reads the cells of a column from the catalog alone, and knows what a map may say about it.
struct FieldConverters {
  struct Problem: Error {
    var message: String
    var span: SourceSpan?
    var help: [String] = []
  }

  let catalog: Catalog
  let dateOrder: ImportOptions.DateOrder?

  /// Nil for relations, which are looked up in a store; what a map says about them is checked here too.
  func converter(for target: ImportTarget, _ entry: ImportMap.Entry?) throws -> CellConverter? {
    switch target.kind {
    case .field(let field, let column):
      try check(entry, field)
      return try converter(field, column, entry)
    case .key, .closed:
      try check(entry, nil)
      return ScaledConverter(scale: 0)
    case .relationKey, .relation:
      try check(entry, nil)
      return nil
    }
  }

  func converter(_ field: Field, _ column: StoredColumn, _ entry: ImportMap.Entry?) throws
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
}
