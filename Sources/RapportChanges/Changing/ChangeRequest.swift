package import RapportCatalog
package import RapportValues

/// What is to be done to which rows, apart from the values, which a query computes.
package struct ChangeRequest: Sendable {
  package var kind: ChangeKind
  package var entity: Entity
  /// For `set`.
  package var fields: [Field]
  /// A row keeps its value where the new one is missing.
  package var keepsUnknown = false
  /// For `add`: the fields of each row.
  package var newRows: [[Field]] = []
  /// New rows are done by whoever answers for their account, unless they say by whom.
  package var completesPerson = false
  /// The statement, for the audit.
  package var query: String
  /// What the statement does, without the values that it names.
  var summary: String {
    let names = (kind == .add ? newRows.flatMap(\.self) : fields).map(\.name)
    let distinct = names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
    return distinct.isEmpty ? kind.rawValue : "\(kind.rawValue) \(distinct.joined(separator: ", "))"
  }

  /// The rules behind it.
  package var source: String?
  /// The first day of the new values.
  package var day: Day
  package var program: String
  /// Values about people are reported as they are.
  package var revealsPersonal = false

  package init(kind: ChangeKind, entity: Entity, fields: [Field], query: String, day: Day, program: String) {
    self.kind = kind
    self.entity = entity
    self.fields = fields
    self.query = query
    self.day = day
    self.program = program
  }
}
