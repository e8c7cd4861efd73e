import RapportCatalog
import RapportStore
import RapportSyntax
import RapportValues

/// What became of a row.
enum RowOutcome {
  case inserted, updated, unchanged
  /// It holds nothing, like the empty rows at the end of a spreadsheet.
  case blank
  case rejected(CellFault, slot: Int?)
}

/// Writes the rows of one file into their table.
final class RowWriter {
  /// A rule that finds the row that is there.
  private struct Rule {
    var statement: RapportStore.Statement
    /// Columns to bind, as positions in `cells`.
    var inputs: [Int]
    /// The slots they belong to: a row that was found keeps its own spelling of them.
    var slots: [Int]
    var shown: String
  }

  /// One cell per slot, then the folded copies; nil is an empty cell.
  var cells: [BoundCell?]
  /// Where the folded copy of a slot stands.
  let foldedPositions: [Int?]

  private let entity: Entity
  private let layout: ImportLayout
  private let options: ImportOptions
  private let connection: Connection
  private let log: BatchLog
  private let columns: [String]
  private let keyColumns: [String]
  /// Keys among the columns of the file, for rows whose key is not the row id.
  private let keyPositions: [Int]
  private let insertion: RapportStore.Statement
  /// The key of the next row, where that is not SQLite's choice; bound behind the cells.
  private var nextKey: Int64?
  /// The columns of `cells` as the row's check counts them; the key does not.
  private let checked: [RowCheck.Column?]
  private var rules: [Rule] = []
  /// Nil if no rows are looked for.
  private var updater: RowUpdater?
  private var isMatching: Bool { !rules.isEmpty }

  init(
    _ entity: Entity, _ layout: ImportLayout, options: ImportOptions, names: HeaderNames,
    defaults: ColumnDefaults, connection: Connection, log: BatchLog
  ) throws {
    self.entity = entity
    self.layout = layout
    self.options = options
    self.connection = connection
    self.log = log
    var columns = layout.slots.map(\.column)
    foldedPositions = layout.slots.map { slot in
      guard let folded = slot.foldedColumn else { return nil }
      columns.append(folded)
      return columns.count - 1
    }
    self.columns = columns
    keyColumns = entity.key.map(\.column)
    keyPositions = keyColumns.compactMap { columns.firstIndex(of: $0) }
    cells = Array(repeating: nil, count: columns.count)
    let key = keyColumns
    checked = columns.map {
      key.contains($0) ? nil : RowCheck.Column($0, standard: defaults[$0]?.value)
    }
    let table = SQLName.quoted(entity.table)
    nextKey = columns.contains { key.contains($0) } ? nil : try UsedKeys.next(of: entity, connection)
    let written = nextKey == nil ? columns : columns + key
    let marks = Array(repeating: "?", count: written.count).joined(separator: ", ")
    insertion = try connection.prepare(
      unbound: "INSERT INTO \(table) (\(SQLName.list(written))) VALUES (\(marks))")
    if keyColumns.count > 1, keyPositions.count < keyColumns.count {
      throw ImportError(
        .data, .columns,
        "\(entity.name) are known by \(keyColumns.joined(separator: " and ")); the file needs both")
    }
    rules = try options.rules.map { try rule($0, names) }
    if isMatching {
      updater = try RowUpdater(entity, columns, connection, log)
    }
  }

  private func rule(_ fields: [String], _ names: HeaderNames) throws -> Rule {
    var inputs: [Int] = []
    var slots: [Int] = []
    for field in fields {
      guard let target = names.target(field), target.column != nil else {
        let near = Suggestions.closest(to: field, in: names.known)
        throw ImportError(
          .usage, .rules, "\(entity.name) has no field `\(field)` to find rows by",
          help: near.map { ["did you mean `\($0)`?"] } ?? [
            "its fields: " + names.known.joined(separator: ", ")
          ])
      }
      guard let slot = layout.slot(of: target) else {
        throw ImportError(
          .data, .rules, "rows are found by `\(target.name)`, and no column of the file holds it",
          help: ["the file's columns: " + layout.columns.map(\.name).joined(separator: ", ")])
      }
      inputs.append(foldedPositions[slot] ?? slot)
      slots.append(slot)
    }
    let terms = zip(inputs, slots).map { input, slot in
      MatchTerm(column: columns[input], isFolded: input == slot && layout.slots[slot].target.isText)
    }
    try MatchIndex.make(of: terms, on: entity.table, connection)
    let condition = terms.map(\.condition).joined(separator: " AND ")
    let sql =
      "SELECT \(SQLName.list(keyColumns)) FROM \(SQLName.quoted(entity.table)) WHERE \(condition) LIMIT 2"
    return Rule(
      statement: try connection.prepare(unbound: sql), inputs: inputs, slots: slots, shown: fields.joined(separator: ", "))
  }

  /// Writes what `cells` holds.
  func write(touched: inout RowSet, differences: inout DifferenceList) throws -> RowOutcome {
    guard isMatching else { return try insert(touched: &touched, differences: &differences) }
    switch try find() {
    case .fault(let fault): return .rejected(fault, slot: nil)
    case .none where options.mode == .update:
      return .rejected(
        CellFault(
          .noRow, "no row of \(entity.name) has \(shownRules)", help: ["`--mode upsert` inserts such rows"]),
        slot: nil)
    case .none: return try insert(touched: &touched, differences: &differences)
    case .row(let key, let rule):
      guard touched.insert(key) else {
        return .rejected(
          CellFault(
            .twice, "an earlier row of this import is about the same row of \(entity.name)",
            help: ["leave one of the two out"]), slot: nil)
      }
      return try update(key, foundBy: rule, &differences)
    }
  }

  private var shownRules: String {
    rules.map { rule in
      rule.inputs.map { (cells[$0].map { Quoted.text(Value($0).shown) }) ?? "nothing" }.joined(
        separator: ", ")
        + " as \(rule.shown)"
    }.joined(separator: " or ")
  }

  // MARK: Finding

  private enum Found {
    case none
    case row(RowKey, Rule)
    case fault(CellFault)
  }

  private func find() throws -> Found {
    var wasAsked = false
    for rule in rules {
      guard rule.inputs.allSatisfy({ cells[$0] != nil }) else { continue }
      wasAsked = true
      defer { rule.statement.rewind() }
      for (position, input) in rule.inputs.enumerated() {
        try rule.statement.bind(cell: cells[input] ?? .missing, at: position + 1)
      }
      guard try rule.statement.step() else { continue }
      let key = keyColumns.indices.map { rule.statement.value($0) }
      if try rule.statement.step() {
        return .fault(
          CellFault(
            .severalRows, "several rows of \(entity.name) have the same \(rule.shown)",
            help: ["name more fields (`--match name,city`), or use a key: `--key code`"]))
      }
      return .row(key, rule)
    }
    if wasAsked { return .none }
    return .fault(
      CellFault(
        .required, "the cells that rows are found by are empty: " + rules.map(\.shown).joined(separator: "; ")
      ))
  }

  // MARK: Inserting

  private func insert(touched: inout RowSet, differences: inout DifferenceList) throws -> RowOutcome {
    for (position, slot) in layout.slots.enumerated() {
      if let cell = cells[position] {
        try insertion.bind(cell: cell, at: position + 1)
      } else if let standard = slot.ifEmpty {
        try insertion.bind(cell: standard.cell, at: position + 1)
      } else if slot.isRequired {
        return .rejected(
          CellFault(.required, "new \(entity.name) need `\(slot.target.name)`"), slot: position)
      } else {
        try insertion.bind(cell: .missing, at: position + 1)
      }
    }
    for position in layout.slots.count..<max(columns.count, layout.slots.count) {
      try insertion.bind(cell: cells[position] ?? .missing, at: position + 1)
    }
    if let key = nextKey { try insertion.bind(.integer(key), at: columns.count + 1) }
    if let violation = try insertion.run() { return .rejected(fault(violation), slot: slot(of: violation)) }
    if nextKey != nil {
      // From here on SQLite counts on.
      nextKey = nil
      try insertion.bind(.missing, at: columns.count + 1)
    }
    if keyColumns.count == 1 {
      let key = connection.lastRowID
      try log.inserted(key, check)
      if isMatching { _ = touched.insert([.integer(key)]) }
    } else {
      let key = keyPositions.map { Value(cells[$0] ?? .missing) }
      try log.inserted(key, check)
      if isMatching { _ = touched.insert(key) }
    }
    if differences.hasRoom { differences.addInsertion(layout, cells) }
    return .inserted
  }

  /// What an undo will know the new row by.
  private var check: UInt32 {
    var check = RowCheck()
    for position in cells.indices {
      // An empty cell becomes the default, which does not count.
      guard let cell = cells[position], let column = checked[position] else { continue }
      check.add(cell, in: column)
    }
    return check.value
  }

  private func slot(of violation: ConstraintViolation) -> Int? {
    switch violation {
    case .duplicate(let columns) where columns.count == 1: self.columns.firstIndex { $0 == columns[0] }
    case .missing(let column): columns.firstIndex { $0 == column }
    default: nil
    }
  }

  private func fault(_ violation: ConstraintViolation) -> CellFault {
    switch violation {
    case .duplicate(let columns):
      let values = columns.map { column in
        let cell = self.columns.firstIndex(of: column).flatMap { cells[$0] }
        return "\(column) " + (cell.map { Quoted.text(Value($0).shown) } ?? "")
      }
      return CellFault(
        .exists, "\(entity.name) has a row with \(values.joined(separator: " and ")) already",
        help: ["`--mode upsert --key \(columns.joined(separator: ","))` updates rows that are there"])
    case .missing(let column): return CellFault(.required, "new \(entity.name) need `\(column)`")
    case .reference: return CellFault(.noRelation, "a row that is referred to does not exist")
    case .other(let detail): return CellFault(.value, "the store does not take the row: \(detail)")
    }
  }

  // MARK: Updating

  private func update(_ key: RowKey, foundBy rule: Rule, _ differences: inout DifferenceList) throws -> RowOutcome {
    let given = columns.indices.filter { position in
      !rule.slots.contains(position) && (cells[position] != nil || options.emptyCells == .clear)
    }
    guard let changes = try updater?.changes(of: key, among: given, to: new), !changes.isEmpty else {
      return .unchanged
    }
    for (position, _) in changes {
      if keyColumns.contains(columns[position]) {
        return .rejected(CellFault(.value, "the key of a row cannot be changed"), slot: position)
      }
      if cells[position] == nil, position < layout.slots.count, layout.slots[position].isRequired {
        return .rejected(
          CellFault(.required, "`\(layout.slots[position].target.name)` cannot be cleared"), slot: position)
      }
    }
    if let violation = try updater?.write(changes, to: key, new) {
      return .rejected(fault(violation), slot: slot(of: violation))
    }
    if differences.hasRoom {
      let slots = changes.filter { $0.position < layout.slots.count }
      try differences.addUpdate(key, slots.map { ($0.position, $0.before, Value(new($0.position))) }, layout)
    }
    return .updated
  }

  /// What a row that is written holds in a column.
  private func new(_ position: Int) -> BoundCell {
    if let cell = cells[position] { return cell }
    return position < layout.slots.count ? layout.slots[position].ifEmpty?.cell ?? .missing : .missing
  }
}

extension Value {
  /// As a message shows it.
  var shown: String {
    switch self {
    case .missing: ""
    case .integer(let number): String(number)
    case .float(let number): "\(number)"
    case .text(let text): text
    default: "\(self)"
    }
  }
}
