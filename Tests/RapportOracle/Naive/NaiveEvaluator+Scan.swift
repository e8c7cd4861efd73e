import RapportCatalog
import RapportPlan
import RapportValues

extension NaiveEvaluator {
  /// The rows of an entity; each column walks its to-one steps by searching the next table.
  func scan(_ scan: Scan) throws -> [NaiveRow] {
    let rows = try store.rows(of: scan.entity.table).filter { row in
      try scan.fixed.allSatisfy { try raw(row, $0.column, scan.entity.table) == .text($0.text) }
    }
    return try rows.map { start in
      var row: NaiveRow = [:]
      for column in scan.columns {
        let (reached, table) = try follow(column.path, from: start, table: scan.entity.table)
        guard let reached else {
          row[column.id] = .missing
          continue
        }
        let stored = try raw(reached, column.column.name, table)
        guard let value = try NaiveDecode.value(stored, column.column, column.type) else {
          throw NaiveError.damaged(table: table, column: column.column.name)
        }
        row[column.id] = value
      }
      return row
    }
  }

  private func follow(
    _ path: [ToOneStep], from start: NaiveStore.StoredRow, table: String
  ) throws -> (NaiveStore.StoredRow?, String) {
    var row = start
    var table = table
    for step in path {
      let wanted = try step.columns.map { try raw(row, $0, table) }
      table = step.table
      let found = try store.rows(of: step.table).first { candidate in
        try zip(step.keyColumns, wanted).allSatisfy { column, value in
          try NaiveValue.isAlike(raw(candidate, column, step.table), value)
        }
      }
      guard let found else { return (nil, table) }
      row = found
    }
    return (row, table)
  }

  private func raw(_ row: NaiveStore.StoredRow, _ column: String, _ table: String) throws -> Value {
    guard let value = row[column] else { throw NaiveError.unsupported("no column \(table).\(column)") }
    return value
  }

  /// Rows of a CSV file; an empty cell is missing unless the column holds text.
  func file(_ file: FileScan) throws -> [NaiveRow] {
    guard case .csv(let path) = file.origin, let records = store.files[path] else {
      throw NaiveError.unsupported("no file \(file.origin)")
    }
    return try records.map { record in
      var row: NaiveRow = [:]
      for column in file.columns {
        let text = record.indices.contains(column.position) ? record[column.position] : ""
        row[column.id] = try parse(text, column.type)
      }
      return row
    }
  }

  private func parse(_ text: String, _ type: ValueType) throws -> Value {
    if text.isEmpty { return .missing }
    let value: Value? =
      switch type {
      case .text, .code, .enumeration: .text(text)
      case .integer: Int64(text).map { .integer($0) }
      case .float: Double(text).map { .float($0) }
      case .decimal(let scale, _):
        try Double(text).map { .decimal(try NaiveNumber.nearest($0, scale: scale)) }
      case .day: NaiveDecode.day(text).map { .day($0) }
      case .dateTime: NaiveDecode.moment(text).map { .dateTime($0) }
      case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
      default: nil
      }
    guard let value else { throw NaiveError.damaged(table: "file", column: text) }
    return value
  }
}
