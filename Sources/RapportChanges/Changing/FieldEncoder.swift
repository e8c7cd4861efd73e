import RapportCatalog
import RapportStore
import RapportValues

/// Makes of the values that a query computes for a field what its column holds.
final class FieldEncoder {
  let field: Field
  let column: String
  /// The column with the folded copy of a text.
  let foldedColumn: String?
  /// It cannot be without a value.
  let isRequired: Bool
  /// Finds the row that a text names.
  private let lookup: CellConverter?

  init(_ field: Field, of entity: Entity, catalog: Catalog, defaults: ColumnDefaults, _ factory: ConverterFactory)
    throws
  {
    self.field = field
    let column = field.column ?? ""
    self.column = column
    isRequired = defaults[column]?.isNotNull ?? false
    switch field.kind {
    case .stored(let stored):
      foldedColumn = stored.foldedColumn
      lookup = nil
    case .toOne(let name, _):
      foldedColumn = nil
      lookup = try catalog.entity(name).map {
        try factory.converter(
          for: ImportTarget(kind: .relation(field, entity: $0, column: column, by: nil), name: field.name), nil)
      }
    case .toMany, .derived, .rule:
      foldedColumn = nil
      lookup = nil
    }
  }

  /// What the column holds for the value in a row of a result.
  func stored(_ values: Column, _ row: Int) throws(CellFault) -> Value {
    let value = values.value(at: row)
    if isRequired, case .text(let text) = value, text.allSatisfy(\.isWhitespace) {
      throw CellFault(.required, "`\(field.name)` cannot be blank")
    }
    guard let lookup, case .text(let text) = value else { return field.stored(value) }
    if text.isEmpty { return .missing }
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { (bytes) throws(CellFault) -> Value in
      let trimmed = bytes.withoutBlanks
      if trimmed.isEmpty { return .missing }
      do throws(CellFault) {
        return Value(try lookup.convert(trimmed))
      } catch where error.code == .noRelation {
        throw CellFault(error.code, "`\(field.name)`: \(error.message)")
      }
    }
  }

  /// The folded copy of what the column holds.
  func folded(_ stored: Value) -> Value {
    if case .text(let text) = stored { .text(TextFold.fold(text)) } else { .missing }
  }
}
