import RapportStore
import RapportValues

/// Records of a file, one after another; each has a cell for every column of the header.
class RecordSource {
  /// Where a cell stands in the bytes of its record.
  typealias Cell = CSVReader.FieldRange

  let header: [String]
  /// Why the current record cannot be read, if so.
  fileprivate(set) var fault: CellFault?
  private let text: DecodedFile

  fileprivate init(header: [String], text: DecodedFile) {
    self.header = header
    self.text = text
  }

  var bytesRead: Int { text.bytesRead }
  var delimiter: String? { nil }
  var line: Int { 0 }
  func next() throws -> Bool { false }
  func withRecord<Result>(
    _ body: (Bytes, UnsafeBufferPointer<Cell>) throws -> Result
  ) rethrows -> Result {
    try body(Bytes(start: nil, count: 0), UnsafeBufferPointer(start: nil, count: 0))
  }
  /// The record as it stands in the file.
  func original() -> [UInt8] { [] }

  static func open(_ input: Input, delimiter: Character?) throws -> RecordSource {
    switch input.type {
    case .csv: try CSVRecords(input, separator: delimiter.flatMap(\.asciiValue))
    case .tsv: try CSVRecords(input, separator: delimiter?.asciiValue ?? UInt8(ascii: "\t"))
    case .ndjson: try JSONRecords(input)
    }
  }

  fileprivate static func emptyFile(_ input: Input) -> ImportError {
    ImportError(
      .data, .columns, "`\(input.name)` is empty", help: ["its first line must hold the names of the columns"])
  }
}

/// Records of a file with separators between cells.
private final class CSVRecords: RecordSource {
  private var reader: CSVReader

  init(_ input: Input, separator: UInt8?) throws {
    let text = try DecodedFile(input)
    var reader = try CSVReader(input.name, decoded: text, separator: separator)
    do {
      guard try reader.nextRecord() else { throw Self.emptyFile(input) }
    } catch let fault as CSVReader.Fault {
      throw ImportError(.data, .malformed, "`\(input.name)` line 1: \(fault.message)", help: fault.help)
    }
    let record = reader.record
    let isWhole = record.withUnsafeBufferPointer { RecordText.fault($0) }
    if let isWhole {
      throw ImportError(.data, isWhole.code, "`\(input.name)` line 1: \(isWhole.message)", help: isWhole.help)
    }
    let names = reader.fields.map { field in
      record[field.start..<field.end].withUnsafeBufferPointer { $0.withoutBlanks.string }
    }
    self.reader = reader
    super.init(header: names, text: text)
  }

  override var line: Int { reader.line }

  override var delimiter: String? {
    switch reader.separator {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case let other: "`\(Character(Unicode.Scalar(other)))`"
    }
  }

  override func next() throws -> Bool {
    fault = nil
    do {
      guard try reader.nextRecord() else { return false }
    } catch let found as CSVReader.Fault {
      fault = CellFault(.malformed, found.message, help: found.help)
      try reader.skipLine()
      return true
    }
    if reader.fields.count != header.count {
      fault = CellFault(
        .malformed,
        "it has \(reader.fields.count) \(reader.fields.count == 1 ? "cell" : "cells"), the first line has "
          + "\(header.count)", help: ["put cells that hold the separator or line ends in double quotes"])
    }
    return true
  }

  override func withRecord<Result>(
    _ body: (Bytes, UnsafeBufferPointer<Cell>) throws -> Result
  ) rethrows -> Result {
    try reader.record.withUnsafeBufferPointer { bytes in
      try reader.fields.withUnsafeBufferPointer { try body(bytes, $0) }
    }
  }

  override func original() -> [UInt8] { reader.original() }
}

/// Records of a file with a JSON object on every line; its columns are the names of all objects.
private final class JSONRecords: RecordSource {
  private var lines: LineReader
  private var cells: JSONCells

  init(_ input: Input) throws {
    let names = try Self.names(input)
    if names.isEmpty { throw Self.emptyFile(input) }
    let text = try DecodedFile(input)
    lines = LineReader(text, name: input.name)
    cells = JSONCells(names: names)
    super.init(header: names, text: text)
  }

  /// The names of all objects, in the order of their first use.
  private static func names(_ input: Input) throws -> [String] {
    var lines = LineReader(try DecodedFile(input), name: input.name)
    var cells = JSONCells(names: [])
    while try lines.next() { _ = cells.read(lines.text, addingNames: true) }
    return cells.names
  }

  override var line: Int { lines.line }

  override func next() throws -> Bool {
    guard try lines.next() else { return false }
    fault = cells.read(lines.text, addingNames: false)
    return true
  }

  override func withRecord<Result>(
    _ body: (Bytes, UnsafeBufferPointer<Cell>) throws -> Result
  ) rethrows -> Result {
    try cells.bytes.withUnsafeBufferPointer { bytes in
      try cells.ranges.withUnsafeBufferPointer { try body(bytes, $0) }
    }
  }

  override func original() -> [UInt8] { lines.text }
}

/// Whether a record is text that may be stored.
enum RecordText {
  /// Why it is not: bytes that are no character, the mark of a lost character, or NUL.
  static func fault(_ bytes: Bytes) -> CellFault? {
    if UTF8Scan.isASCII(bytes) {
      return bytes.contains(0) ? zero : nil
    }
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x80 {
        if byte == 0 { return zero }
        position &+= 1
        continue
      }
      let step = UTF8Scan.step(bytes, position)
      guard let scalar = step.scalar else { return broken }
      if scalar == 0xFFFD { return lost }
      position &+= step.length
    }
    return nil
  }

  private static let broken = CellFault(
    .encoding, "it holds a broken character",
    help: ["the file was cut, or is in another encoding: `--encoding NAME`"])
  private static let lost = CellFault(
    .encoding, "it holds U+FFFD, the mark of a character that was lost in an earlier conversion",
    help: ["export the file again from where it came"])
  private static let zero = CellFault(
    .encoding, "it holds a NUL character", help: ["UTF-16 without a byte order mark? `--encoding utf-16le`"])
}
