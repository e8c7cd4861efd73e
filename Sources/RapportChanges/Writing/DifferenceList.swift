import RapportCatalog
import RapportStore
import RapportValues

/// Describes the first rows that change, in the words of the store's users.
struct DifferenceList {
  private(set) var all: [ImportDifference] = []
  private let limit: Int
  private let entity: Entity
  private let connection: Connection

  init(limit: Int, _ entity: Entity, _ connection: Connection) {
    self.limit = limit
    self.entity = entity
    self.connection = connection
  }

  var hasRoom: Bool { all.count < limit }

  mutating func addInsertion(_ layout: ImportLayout, _ cells: [BoundCell?]) {
    let changes = layout.slots.indices.compactMap { position -> ImportDifference.Change? in
      guard let cell = cells[position] else { return nil }
      let slot = layout.slots[position]
      return ImportDifference.Change(field: slot.target.name, before: "", after: shown(Value(cell), slot))
    }
    all.append(ImportDifference(isInsertion: true, row: "", changes: changes))
  }

  mutating func addUpdate(
    _ key: RowKey, _ changes: [(slot: Int, before: Value, after: Value)], _ layout: ImportLayout
  ) throws {
    let described = changes.map { change in
      let slot = layout.slots[change.slot]
      return ImportDifference.Change(
        field: slot.target.name, before: shown(change.before, slot), after: shown(change.after, slot))
    }
    all.append(
      ImportDifference(isInsertion: false, row: RowLabel.text(key, entity, connection), changes: described))
  }

  private func shown(_ value: Value, _ slot: ImportLayout.Slot) -> String {
    if case .missing = value { return "missing" }
    switch slot.target.kind {
    case .field(let field, _): return field.masked(field.shown(value) { $0.shown }, of: value)
    case .relation(_, let other, _, _), .relationKey(_, let other, _):
      return RowLabel.text([value], other, connection)
    case .key, .closed: return value.shown
    }
  }
}

/// A row's label with its key: `Acme (12)`, masked where it is a person's name.
enum RowLabel {
  static func text(_ key: RowKey, _ entity: Entity, revealing: Bool = false, _ connection: Connection) -> String {
    let shownKey = key.map(\.shown).joined(separator: "/")
    guard key.count == 1, let name = entity.label, let field = entity.field(name), case .stored(let column) = field.kind,
      let keyColumn = entity.key.first?.column,
      let statement = try? connection.prepare(
        "SELECT \(SQLName.quoted(column.name)) FROM \(SQLName.quoted(entity.table)) "
          + "WHERE \(SQLName.quoted(keyColumn)) = ?", [key[0]], cached: true),
      (try? statement.step()) == true, let label = statement.text(0)
    else { return "\(entity.name) \(shownKey)" }
    return "\(revealing ? label : field.masked(label, of: .text(label))) (\(shownKey))"
  }
}
