import RapportCatalog
import RapportPlan
import RapportValues

extension ColumnDecoder {
  /// The decoder for a result column, chosen once per statement.
  static func make(
    for column: SourceQuery.SourceColumn, named name: String, of entity: String, capacity: Int
  ) throws -> ColumnDecoder {
    let place = CellPlace(entity: entity, column: name, expected: expectation(column.type), computed: column.computes)
    switch column.type {
    case .integer, .days: return IntegerDecoder(place: place, capacity: capacity)
    case .bool: return BoolDecoder(place: place, capacity: capacity)
    case .float: return FloatDecoder(place: place, capacity: capacity)
    case .text, .code: return TextDecoder(place: place, capacity: capacity)
    case .day, .period: return DayDecoder(place: place, capacity: capacity)
    case .dateTime: return DateTimeDecoder(place: place, capacity: capacity)
    case .decimal(let scale, _):
      if column.encoding == .scaled {
        return ScaledDecimalDecoder(place: place, capacity: capacity)
      }
      return RealDecimalDecoder(place: place, capacity: capacity, scale: scale)
    case .enumeration(let type):
      return EnumDecoder(place: place, capacity: capacity, type: type, encoding: column.encoding)
    case .list: throw StoreError(.statement, "a store has no lists, yet `\(name)` is declared as one")
    }
  }

  /// What a message says was expected.
  static func expectation(_ type: ValueType) -> String {
    switch type {
    case .integer, .days: "a whole number"
    case .bool: "0 or 1"
    case .float: "a number"
    case .decimal(let scale, _): scale == 0 ? "a whole number" : "a number with \(scale) decimal places"
    case .text, .code: "a text"
    case .day, .period: "a date as `2026-01-31`"
    case .dateTime: "a date and time as `2026-01-31T09:30`"
    case .enumeration(let type): "a value of \(type.name)"
    case .list: "a list"
    }
  }
}
