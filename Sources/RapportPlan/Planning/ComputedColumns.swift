import RapportCatalog
import RapportValues

/// The columns that a query reads of a relation that is computed, and those behind its to-one relations.
struct ComputedColumns {
  private let wanted: [ScanColumn]
  private let allocate: () -> ColumnID
  private var owned: [String: ColumnID] = [:]
  /// Further columns of the same value.
  private var copies: [Computed] = []

  init(_ wanted: [ScanColumn], allocate: @escaping () -> ColumnID) {
    self.wanted = wanted
    self.allocate = allocate
  }

  /// The column that a column of the relation becomes, whether anybody reads it or not.
  mutating func own(_ name: String, _ type: ValueType) -> ColumnID {
    let readers = wanted.filter { $0.path.isEmpty && $0.column.name == name }
    let id = readers.first?.id ?? allocate()
    for other in readers.dropFirst() { copies.append(Computed(id: other.id, value: .column(id, type))) }
    owned[name] = id
    return id
  }

  /// Looks up what is read behind to-one relations.
  func adding(to relation: Rel, entity: (_ table: String) -> Entity?) -> Rel {
    var result = copies.isEmpty ? relation : .extend(relation, copies)
    var steps: [ToOneStep] = []
    for column in wanted { if let step = column.path.first, !steps.contains(step) { steps.append(step) } }
    for step in steps {
      guard let target = entity(step.table), let column = step.columns.first, let key = owned[column],
        let keyColumn = step.keyColumns.first, let keyType = step.keyTypes.first ?? target.key.first?.type
      else { continue }
      let innerKey = ScanColumn(
        id: allocate(), type: keyType, path: [], column: StoredColumn(name: keyColumn, encoding: .plain))
      let behind = wanted.filter { $0.path.first == step }.map { (outer: $0, inner: allocate()) }
      let scan = Scan(
        entity: target,
        columns: [innerKey]
          + behind.map { ScanColumn(id: $1, type: $0.type, path: Array($0.path.dropFirst()), column: $0.column) })
      result = .attach(
        result,
        Attachment(
          inner: .scan(scan), keys: [Attachment.Key(outer: .column(key, keyType), inner: innerKey.id)],
          aggregates: behind.map { outer, inner in
            Aggregate(id: outer.id, function: .first, argument: .column(inner, outer.type), filter: nil, type: outer.type)
          }))
    }
    return result
  }
}
