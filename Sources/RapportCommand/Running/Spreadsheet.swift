import CSpreadsheet
import Rapport

/// An Excel workbook being written: a sheet per result, cells with the types of their columns.
final class Spreadsheet {
  private let path: String
  /// Where it is written.
  private let file: String
  private var book: OpaquePointer?
  private var sheets = 0
  /// Names of sheets as Excel compares them.
  private var names: Set<String> = []
  /// Rows of a sheet, the header among them.
  private static let mostRows = 1_048_576
  private static let mostColumns = 16_384

  /// - Parameter name: what messages call the file.
  init(at file: String, named name: String) throws(DiagnosticsError) {
    path = name
    self.file = file
    var problem: UnsafePointer<CChar>?
    book = rapport_workbook_open(file, &problem)
    if book == nil { try check(problem) }
  }

  deinit { if let book { SpreadsheetClosing.drop(book, at: file) } }

  /// Writes all rows on a sheet of their own and gives their number.
  func write(_ rows: Rows, title: String?) throws(DiagnosticsError) -> Int {
    guard let book else { return 0 }
    sheets += 1
    try check(rapport_workbook_add_sheet(book, sheetName(title)))
    guard rows.columns.count <= Self.mostColumns else {
      throw failure(
        "a sheet has at most \(Self.mostColumns) columns", help: ["choose fewer with `select`, or write CSV"])
    }
    for (index, column) in rows.columns.enumerated() {
      rapport_workbook_set_width(book, UInt16(index), Self.width(of: column))
      try check(rapport_workbook_text(book, 0, UInt16(index), column.name, RAPPORT_CELL_HEADER))
    }
    var next = 1
    while let batch = try rows.next() {
      guard next + batch.count <= Self.mostRows else {
        throw failure("a sheet has at most \(Self.mostRows) rows", help: ["write CSV, or ask for fewer with `take`"])
      }
      let cells = batch.columns.map { SpreadsheetCells($0, of: book) }
      for row in 0..<batch.count {
        if row & 0xFF == 0 { try Interruption.check() }
        for (column, cells) in cells.enumerated() {
          guard let problem = cells.write(row, to: UInt32(next + row), UInt16(column)) else { continue }
          throw failure(problem, inRow: next + row, of: rows.columns[column].name)
        }
      }
      next += batch.count
    }
    return next - 1
  }

  /// Completes the file.
  func finish() throws(DiagnosticsError) {
    guard let book else { return }
    self.book = nil
    // A workbook without a sheet is one that no program opens.
    let problem = sheets == 0 ? rapport_workbook_add_sheet(book, "Sheet1") : nil
    let closing = try SpreadsheetClosing.close(book, at: file)
    try check(problem)
    if let closing { throw failure(closing) }
  }

  private func check(_ problem: UnsafePointer<CChar>?) throws(DiagnosticsError) {
    if let problem { throw failure(String(cString: problem)) }
  }

  private func failure(_ problem: String, help: [String] = []) -> DiagnosticsError {
    DiagnosticsError(.data, Diagnostic(code: "R0504", "cannot write `\(path)`: \(problem)", at: nil, help: help))
  }

  /// - Parameter row: counted from 1 without the header.
  private func failure(_ problem: String, inRow row: Int, of column: String) -> DiagnosticsError {
    failure(
      "row \(row), column `\(column)`: \(problem)", help: ["leave the column out, or write CSV, which takes any text"])
  }

  /// At most 31 characters, none that Excel refuses, and no name twice whatever the case of its letters.
  private func sheetName(_ title: String?) -> String {
    let allowed = (title ?? "").map { "[]:*?/\\'".contains($0) || $0.isNewline ? "-" : $0 }
    let wanted = allowed.isEmpty ? "Sheet\(sheets)" : String(allowed)
    var name = Self.beginning(of: wanted, units: 31)
    var number = 1
    while !names.insert(name.lowercased()).inserted {
      number += 1
      name = Self.beginning(of: wanted, units: 31 - " \(number)".utf16.count) + " \(number)"
    }
    return name
  }

  /// As many characters as have so many units of UTF-16.
  private static func beginning(of text: String, units: Int) -> String {
    var left = units
    return String(
      text.prefix { character in
        left -= character.utf16.count
        return left >= 0
      })
  }

  private static func width(of column: ResultColumn) -> Double {
    let content: Int =
      switch column.type {
      case .text, .list: 28
      case .dateTime: 17
      case .code, .enumeration, .decimal, .float: 14
      case .bool, .integer, .day, .days, .period: 11
      }
    return Double(max(content, min(displayWidth(column.name) + 2, 40)))
  }
}

/// The cells of one column of a batch.
struct SpreadsheetCells {
  private let column: Column
  private let book: OpaquePointer
  private let numberStyle: Int32
  /// What a stored decimal is divided by.
  private let divisor: Double
  /// Beyond fifteen digits a spreadsheet's numbers are not exact; such numbers are texts.
  private static let mostExact: Int64 = 1_000_000_000_000_000

  init(_ column: Column, of book: OpaquePointer) {
    self.column = column
    self.book = book
    divisor =
      if case .decimal(let scale, _) = column.type { Double(PowersOfTen.int64(scale) ?? 1) } else { 1 }
    numberStyle = Self.numberFormat(column.type).map { rapport_workbook_number_style(book, $0) } ?? -1
  }

  /// What went wrong, if anything.
  func write(_ row: Int, to line: UInt32, _ place: UInt16) -> String? {
    if column.isMissing(row) { return nil }
    switch column.storage {
    case .text(let values): return text(values[row], line, place)
    case .float(let values): return Self.problem(rapport_workbook_number(book, line, place, values[row], numberStyle))
    case .list: return text(Self.text(of: column.value(at: row)), line, place)
    case .int64(let values): return write(stored: values[row], row, line, place)
    }
  }

  private func write(stored: Int64, _ row: Int, _ line: UInt32, _ place: UInt16) -> String? {
    switch column.type {
    case .bool: return Self.problem(rapport_workbook_boolean(book, line, place, stored == 0 ? 0 : 1))
    case .day where stored >= Self.firstSafeDay:
      let day = Int64(Day(clamping: stored).number)
      return moment(Double(day - Self.dayZero), RAPPORT_CELL_DATE, line, place)
    case .dateTime where stored >= Self.firstSafeDay * 86_400:
      return moment(Double(stored) / 86_400 - Double(Self.dayZero), RAPPORT_CELL_DATE_TIME, line, place)
    case .integer where stored.magnitude < Self.mostExact.magnitude,
      .days where stored.magnitude < Self.mostExact.magnitude:
      return Self.problem(rapport_workbook_number(book, line, place, Double(stored), numberStyle))
    case .decimal where stored.magnitude < Self.mostExact.magnitude:
      return Self.problem(rapport_workbook_number(book, line, place, Double(stored) / divisor, numberStyle))
    default: return text(Self.text(of: column.value(at: row)), line, place)
    }
  }

  private func moment(
    _ days: Double, _ style: rapport_cell_style, _ line: UInt32, _ place: UInt16
  ) -> String? {
    Self.problem(rapport_workbook_moment(book, line, place, days, style))
  }

  private func text(_ text: String, _ line: UInt32, _ place: UInt16) -> String? {
    if text.isEmpty { return nil }
    if text.utf8.contains(0) { return "a text holds a NUL character, which Excel does not allow" }
    let style = column.type == .code ? RAPPORT_CELL_CODE : RAPPORT_CELL_PLAIN
    return Self.problem(rapport_workbook_text(book, line, place, text, style))
  }

  /// The library's sentence as a part of ours.
  private static func problem(_ text: UnsafePointer<CChar>?) -> String? {
    guard let sentence = text.map({ String(cString: $0) }) else { return nil }
    let clause = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    return clause.prefix(1).lowercased() + clause.dropFirst()
  }

  /// Money with its currency's digits.
  private static func numberFormat(_ type: ValueType) -> String? {
    let digits: Int? =
      switch type {
      case .decimal(_, let currency?), .float(let currency?): currency.minorDigits
      case .integer, .days: 0
      default: nil
      }
    guard let digits else { return nil }
    if type == .integer || type == .days { return "0" }
    return digits == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: digits)
  }

  /// Excel counts days from here, and believes that 1900 was a leap year: earlier days would be off by one.
  private static let dayZero = Int64(Day(year: 1899, month: 12, day: 30)?.number ?? 0)
  private static let firstSafeDay = Int64(Day(year: 1900, month: 3, day: 1)?.number ?? 0)

  private static func text(of value: Value) -> String {
    switch value {
    case .missing: ""
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number), .days(let number): String(number)
    case .decimal(let number): number.description
    case .float(let number): number.description
    case .text(let text): text
    case .day(let day): day.description
    case .dateTime(let moment): moment.description
    case .period(let unit, let start): Period.name(of: unit, start: start)
    case .list(let values): values.map { text(of: $0) }.joined(separator: "; ")
    }
  }
}
