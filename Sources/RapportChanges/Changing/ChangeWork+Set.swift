import RapportCatalog
import RapportStore
import RapportValues

/// `| set f = E, …`
extension ChangeWork {
  mutating func set(_ batches: [Batch]) throws {
    let encoders = try request.fields.map { try encoder($0) }
    let folded = encoders.indices.filter { encoders[$0].foldedColumn != nil }
    let columns = encoders.map(\.column) + folded.compactMap { encoders[$0].foldedColumn }
    let updater = try RowUpdater(entity, columns, connection, log)
    for batch in batches {
      for row in 0..<batch.count {
        try checkCancellation()
        let key = key(batch, row)
        do {
          var values: [Value] = []
          for (position, encoder) in encoders.enumerated() {
            values.append(try encoder.stored(batch.columns[key.count + position], row))
          }
          values += folded.map { encoders[$0].folded(values[$0]) }
          try write(values, to: key, encoders, folded, updater)
        } catch let fault as CellFault {
          refuse(label(key), fault)
        }
      }
    }
  }

  private mutating func write(
    _ values: [Value], to key: RowKey, _ encoders: [FieldEncoder], _ folded: [Int], _ updater: RowUpdater
  ) throws {
    // Texts stay where they are until they are written.
    let cells = values.map(StoredText.init)
    let positions = values.indices.filter { position in
      let field = position < encoders.count ? position : folded[position - encoders.count]
      return !(request.keepsUnknown && values[field] == .missing)
    }
    let changes = try updater.changes(of: key, among: positions) { cells[$0].cell } ?? []
    if changes.isEmpty {
      report.unchanged += 1
      return
    }
    for (position, _) in changes where position < encoders.count {
      if values[position] == .missing, encoders[position].isRequired {
        throw CellFault(.required, "`\(encoders[position].field.name)` cannot be cleared")
      }
    }
    // A row that gets another name is shown under the one it had.
    let name = report.rows.count < Self.mostShown ? label(key) : nil
    if let violation = try updater.write(changes, to: key, { cells[$0].cell }) { throw fault(violation) }
    report.changed += 1
    for (position, before) in changes { note(key + [.integer(Int64(position)), before, values[position]]) }
    guard request.keepsUnknown || name != nil else { return }
    let described = changes.filter { $0.position < encoders.count }.map { change in
      let field = encoders[change.position].field
      return ChangedRow.Change(
        field: field.name, before: shown(change.before, field), after: shown(values[change.position], field))
    }
    if request.keepsUnknown { for change in described { count(change) } }
    if let name { report.rows.append(ChangedRow(row: name, changes: described)) }
  }
}
