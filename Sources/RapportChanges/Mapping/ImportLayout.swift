import RapportCatalog
import RapportStore
import RapportSyntax
import RapportValues

/// What becomes of the columns of one file.
struct ImportLayout {
  /// A value of a row to be written.
  struct Slot {
    var target: ImportTarget
    var column: String
    var converter: CellConverter
    /// Column of the file; nil: `constant`.
    var source: Int?
    /// The column's name in the file.
    var header: String
    var constant: StoredText?
    /// Column with the folded copy.
    var foldedColumn: String?
    /// What an empty cell of a new row becomes.
    var ifEmpty: StoredText?
    var isRequired: Bool
  }

  var slots: [Slot] = []
  /// For the report.
  var columns: [ImportedFile.Column] = []

  /// The slot that holds a field, for rules that find rows.
  func slot(of target: ImportTarget) -> Int? { slots.firstIndex { $0.column == target.column } }
}

/// Decides where each column of a file goes.
struct LayoutBuilder {
  let entity: Entity
  let catalog: Catalog
  let connection: Connection
  let schema: DatabaseSchema
  let options: ImportOptions
  let map: ImportMap?
  let names: HeaderNames
  let defaults: ColumnDefaults

  private var problems: [Diagnostic] = []
  private var mapProblems: [Diagnostic] = []

  init(
    _ entity: Entity, catalog: Catalog, connection: Connection, options: ImportOptions, map: ImportMap?
  ) throws {
    self.entity = entity
    self.catalog = catalog
    self.connection = connection
    self.options = options
    self.map = map
    schema = try DatabaseSchema.read(connection)
    names = HeaderNames(entity, in: catalog)
    defaults = try ColumnDefaults(of: entity.table, connection)
  }

  mutating func layout(_ header: [String], file: String) throws -> ImportLayout {
    problems = []
    mapProblems = []
    var layout = ImportLayout()
    let mapped = mappedColumns(header, file)
    let ignored = Set((options.ignoredColumns + (map?.ignored.map(\.text) ?? [])).map(HeaderNames.plain))
    for (position, name) in header.enumerated() {
      if let entry = mapped[position] {
        add(entry, from: position, name, to: &layout)
      } else if name.isEmpty || ignored.contains(HeaderNames.plain(name)) {
        layout.columns.append(ImportedFile.Column(name: name, field: nil))
      } else if let target = names.target(name) {
        add(target, entry: nil, from: position, name, to: &layout)
      } else {
        reportUnknown(name, file)
      }
    }
    for entry in map?.entries ?? [] { addConstant(entry, to: &layout) }
    checkComplete(layout, file)
    if !mapProblems.isEmpty, let text = options.map {
      mapProblems.sort { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
      throw ImportError(.query, mapProblems, source: text)
    }
    if !problems.isEmpty { throw ImportError(.data, problems) }
    return layout
  }

  // MARK: Columns

  /// Entries of the map by the position of their column.
  private mutating func mappedColumns(_ header: [String], _ file: String) -> [Int: ImportMap.Entry] {
    var result: [Int: ImportMap.Entry] = [:]
    for entry in map?.entries ?? [] {
      guard case .column(let name) = entry.source else { continue }
      guard
        let position = header.firstIndex(where: { $0 == name.text })
          ?? header.firstIndex(where: { HeaderNames.plain($0) == HeaderNames.plain(name.text) })
      else {
        mapProblems.append(
          Diagnostic(
            code: ImportCode.map.rawValue, "`\(file)` has no column \(Quoted.text(name.text))", at: name.span,
            help: ["its columns: " + header.map { Quoted.text($0) }.joined(separator: ", ")]))
        continue
      }
      result[position] = entry
    }
    return result
  }

  private mutating func add(
    _ entry: ImportMap.Entry, from position: Int, _ name: String, to layout: inout ImportLayout
  ) {
    guard let target = target(of: entry) else { return }
    add(target, entry: entry, from: position, name, to: &layout)
  }

  private mutating func target(of entry: ImportMap.Entry) -> ImportTarget? {
    do throws(Diagnostic) {
      return try names.target(of: entry)
    } catch {
      mapProblems.append(error)
      return nil
    }
  }

  private mutating func add(
    _ target: ImportTarget, entry: ImportMap.Entry?, from position: Int, _ name: String,
    to layout: inout ImportLayout
  ) {
    guard let column = target.column else {
      return report(
        "column \(Quoted.text(name)): `\(target.name)` is computed from other data and cannot be imported",
        help: ["`--ignore \"\(name)\"` leaves the column out"])
    }
    if let other = layout.slots.first(where: { $0.column == column }) {
      return report(
        "columns \(Quoted.text(other.header)) and \(Quoted.text(name)) both hold `\(target.name)`",
        help: [
          HeaderNames.plain(other.header) == HeaderNames.plain(name)
            ? "give one of them another name in the first line of the file"
            : "`--ignore \"\(name)\"` leaves one of them out"
        ])
    }
    guard let converter = converter(for: target, entry) else { return }
    var slot = ImportLayout.Slot(
      target: target, column: column, converter: converter, source: position, header: name, isRequired: false)
    complete(&slot)
    layout.slots.append(slot)
    layout.columns.append(ImportedFile.Column(name: name, field: target.name))
  }

  private mutating func addConstant(_ entry: ImportMap.Entry, to layout: inout ImportLayout) {
    guard case .constant(let text, let span) = entry.source, let target = target(of: entry),
      let column = target.column,
      let converter = converter(for: target, entry)
    else { return }
    if layout.slots.contains(where: { $0.column == column }) {
      mapProblems.append(
        Diagnostic(
          code: ImportCode.map.rawValue, "`\(target.name)` has a column of the file already",
          at: entry.field.span))
      return
    }
    var slot = ImportLayout.Slot(
      target: target, column: column, converter: converter, source: nil, header: target.name,
      isRequired: false)
    do throws(CellFault) {
      slot.constant = try converter.constant(text)
    } catch {
      mapProblems.append(Diagnostic(code: error.code.rawValue, error.message, at: span, help: error.help))
      return
    }
    complete(&slot)
    layout.slots.append(slot)
  }

  private func complete(_ slot: inout ImportLayout.Slot) {
    if case .field(_, let column) = slot.target.kind { slot.foldedColumn = column.foldedColumn }
    let standard = defaults[slot.column]
    slot.ifEmpty = standard?.value.map { StoredText($0) }
    slot.isRequired =
      standard?.isNotNull == true && standard?.value == nil
      && !(entity.key.count == 1 && entity.key.first?.column == slot.column)
  }

  // MARK: Converters

  private mutating func converter(for target: ImportTarget, _ entry: ImportMap.Entry?) -> CellConverter? {
    do {
      return try ConverterFactory(
        catalog: catalog, connection: connection, schema: schema, dateOrder: options.dateOrder
      ).converter(for: target, entry)
    } catch let problem as FieldConverters.Problem {
      mapProblems.append(
        Diagnostic(code: ImportCode.map.rawValue, problem.message, at: problem.span, help: problem.help))
    } catch {
      report("`\(target.name)` cannot be read: \(error)", help: [])
    }
    return nil
  }

  // MARK: Problems

  private mutating func reportUnknown(_ name: String, _ file: String) {
    let near = Suggestions.closest(to: name, in: names.known)
    report(
      "column \(Quoted.text(name)) of `\(file)` is no field of \(entity.name)",
      help: (near.map { ["did you mean `\($0)`?"] } ?? [])
        + ["`--ignore \"\(name)\"` leaves it out; a map says where it goes: `FIELD from \"\(name)\"`"])
  }

  private mutating func checkComplete(_ layout: ImportLayout, _ file: String) {
    if layout.slots.isEmpty, problems.isEmpty {
      report("`\(file)` has no column that can be imported", help: [])
    }
    guard options.mode != .update else { return }
    for (column, standard) in defaults.all where standard.isNotNull && standard.value == nil {
      let isHeld = layout.slots.contains { $0.column == column || $0.foldedColumn == column }
      let isRowID = entity.key.count == 1 && entity.key.first?.column == column
      if isHeld || isRowID || column.hasSuffix("_folded") { continue }
      let field = entity.fields.first { $0.storeColumns.contains(column) }?.name ?? column
      report(
        "new \(entity.name) need `\(field)`, and `\(file)` has no column for it",
        help: ["a map gives every row the same value: `\(field) = VALUE`"])
    }
  }

  private mutating func report(_ message: String, help: [String]) {
    problems.append(Diagnostic(code: ImportCode.columns.rawValue, message, at: nil, help: help))
  }
}

extension Field {
  /// The columns of the entity's own table that it stands in.
  var storeColumns: [String] {
    switch kind {
    case .stored(let column): [column.name]
    case .toOne(_, let columns): columns
    case .toMany, .derived, .rule: []
    }
  }
}

extension Value {
  init(_ cell: BoundCell) {
    switch cell {
    case .missing: self = .missing
    case .integer(let number): self = .integer(number)
    case .float(let number): self = .float(number)
    case .text(let bytes): self = .text(bytes.string)
    }
  }
}

/// What the schema says about columns that a row does not mention.
struct ColumnDefaults {
  struct Standard {
    var isNotNull: Bool
    var value: Value?
  }
  private(set) var all: [(column: String, standard: Standard)] = []

  init(of table: String, _ connection: Connection) throws {
    let statement = try connection.prepare("PRAGMA table_xinfo(\(SQLName.quoted(table)))")
    while try statement.step() {
      let expression = statement.text(4)
      var value: Value?
      if let expression {
        let evaluated = try connection.prepare("SELECT \(expression)")
        if try evaluated.step() { value = evaluated.value(0) }
      }
      let isNotNull = statement.integer(3) != 0 || statement.integer(5) != 0
      all.append((statement.text(1) ?? "", Standard(isNotNull: isNotNull, value: value)))
    }
  }

  subscript(_ column: String) -> Standard? { all.first { $0.column == column }?.standard }
}
