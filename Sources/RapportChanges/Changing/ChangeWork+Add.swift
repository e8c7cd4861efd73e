import RapportCatalog
import RapportStore
import RapportValues

/// `add visits (account: "…", …)`
extension ChangeWork {
  mutating func add(_ rows: [[Batch]]) throws {
    for (position, batches) in rows.enumerated() {
      guard let batch = batches.first(where: { $0.count > 0 }), position < request.newRows.count else { continue }
      do {
        try insert(request.newRows[position], batch)
      } catch let fault as CellFault {
        refuse("new \(entity.singular)" + (rows.count > 1 ? " \(position + 1)" : ""), fault)
      }
    }
  }

  private mutating func insert(_ fields: [Field], _ batch: Batch) throws {
    var columns: [String] = []
    var values: [Value] = []
    var shownFields: [(field: Field, value: Value)] = []
    for (position, field) in fields.enumerated() {
      let encoder = try encoder(field)
      let value = try encoder.stored(batch.columns[position], 0)
      // A column that may not be missing has its default, as one that is left out.
      if value == .missing, defaults[encoder.column]?.value != nil { continue }
      columns.append(encoder.column)
      values.append(value)
      shownFields.append((field, value))
      if let folded = encoder.foldedColumn {
        columns.append(folded)
        values.append(encoder.folded(value))
      }
    }
    if request.completesPerson, let (field, person) = try responsible(columns, values), let column = field.column {
      columns.append(column)
      values.append(person)
      shownFields.append((field, person))
    }
    try write(columns, values)
    note(columns.map { .text($0) } + values)
    report.changed += 1
    if report.rows.count < Self.mostShown {
      let changes = shownFields.map { field, value in
        ChangedRow.Change(field: field.name, before: "missing", after: shown(value, field))
      }
      report.rows.append(ChangedRow(row: "", changes: changes))
    }
  }

  private func write(_ columns: [String], _ values: [Value]) throws {
    let wanted = defaults.all.filter { column in
      let value = columns.firstIndex(of: column.column).map { values[$0] }
      return column.standard.isNotNull && column.standard.value == nil && value ?? .missing == .missing
        && !isGivenByStore(column.column)
    }
    if !wanted.isEmpty {
      // A copy made for searching is nobody's field.
      let names = wanted.compactMap { column in entity.fields.first { $0.column == column.column }.map { "`\($0.name)`" } }
      throw CellFault(.required, "new \(entity.name) need \(names.joined(separator: ", "))")
    }
    let keys = entity.key.map(\.column)
    var (columns, values) = (columns, values)
    if keys.count == 1, !columns.contains(keys[0]), let key = try UsedKeys.next(of: entity, connection) {
      columns.append(keys[0])
      values.append(.integer(key))
    }
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    let row = columns.isEmpty ? "DEFAULT VALUES" : "(\(SQLName.list(columns))) VALUES (\(marks))"
    let insertion = try connection.prepare("INSERT INTO \(SQLName.quoted(entity.table)) \(row)", values)
    if let violation = try insertion.run() { throw fault(violation) }
    var check = RowCheck()
    for position in columns.indices where !keys.contains(columns[position]) {
      let column = RowCheck.Column(columns[position], standard: defaults[columns[position]]?.value)
      let text = StoredText(values[position])
      withExtendedLifetime(text) { check.add(text.cell, in: column) }
    }
    if keys.count == 1 {
      try log.inserted(connection.lastRowID, check.value)
    } else {
      try log.inserted(keys.map { key in columns.firstIndex(of: key).map { values[$0] } ?? .missing }, check.value)
    }
  }

  /// The only column of a key is the row's number, which comes by itself.
  private func isGivenByStore(_ column: String) -> Bool {
    entity.key.count == 1 && entity.key[0].column == column
  }

  /// Who answers for the account of a row that does not say who did it.
  private func responsible(_ columns: [String], _ values: [Value]) throws -> (field: Field, person: Value)? {
    let named = entity.fields.first { field in
      ["person", "owner", "custodian"].contains(field.name) && field.refers(to: "people", catalog)
    }
    guard let person = named, let column = person.column,
      !columns.contains(column), let account = entity.fields.first(where: { $0.refers(to: "accounts", catalog) }),
      let place = account.column.flatMap({ columns.firstIndex(of: $0) }), case .toOne(let name, _) = account.kind,
      let accounts = catalog.entity(name), let owner = accounts.field("owner")?.column, accounts.key.count == 1
    else { return nil }
    let found = try connection.prepare(
      "SELECT \(SQLName.quoted(owner)) FROM \(SQLName.quoted(accounts.table)) "
        + "WHERE \(SQLName.quoted(accounts.key[0].column)) = ?", [values[place]])
    guard try found.step(), !found.isMissing(0) else { return nil }
    return (person, found.value(0))
  }
}

extension Field {
  /// Whether it points to a row of a table.
  fileprivate func refers(to table: String, _ catalog: Catalog) -> Bool {
    if case .toOne(let name, _) = kind { catalog.entity(name)?.table == table } else { false }
  }
}
