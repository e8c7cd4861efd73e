import RapportValues

/// Reads the records of a CSV file (RFC 4180) piece by piece.
///
/// Accepts a byte order mark, all three line ends, and `;` or a tab instead of the comma if the first line
/// has more of them. Empty lines are skipped. A quote inside an unquoted field is part of it.
package struct CSVReader {
  /// One field of the current record: its bytes in `record`, and whether it was quoted.
  package struct FieldRange {
    package var start: Int
    package var end: Int
    package var isQuoted: Bool

    package init(start: Int, end: Int, isQuoted: Bool) {
      self.start = start
      self.end = end
      self.isQuoted = isQuoted
    }
  }

  /// A record that is not well formed; `skipLine` goes on behind it.
  package struct Fault: Error {
    package var message: String
    package var help: [String] = []
  }

  package let path: String
  package private(set) var record: [UInt8] = []
  package private(set) var fields: [FieldRange] = []
  /// Line on which the current record starts, from 1.
  package private(set) var line = 1
  package private(set) var separator = UInt8(ascii: ",")

  /// Bytes that were read so far.
  private(set) var bytesRead = 0
  private let file: any ByteSource
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private var position = 0
  private var filled = 0
  private var isAtEnd = false
  private var currentLine = 1
  private var isInsideQuotes = false

  static let longestRecord = 64_000_000
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Reads a file from its beginning.
  init(_ path: String) throws { try self.init(InputFile(path), of: path) }

  init(_ file: InputFile, of path: String) throws {
    try self.init(path, from: file)
    try skipMark()
    separator = likelySeparator()
  }

  /// Reads text that somebody has decoded already; without a separator it is found in the first line.
  package init(_ path: String, decoded source: any ByteSource, separator: UInt8?) throws {
    try self.init(path, from: source)
    self.separator = separator ?? likelySeparator()
  }

  private init(_ path: String, from source: any ByteSource) throws {
    self.path = path
    file = source
    try fill()
  }

  /// Moves to the next record; false at the end of the file.
  mutating func next() throws -> Bool {
    do {
      guard try nextRecord() else { return false }
    } catch let fault as Fault {
      throw error(fault.message, help: fault.help)
    }
    try checkEncoding()
    return true
  }

  /// As `next`, without looking whether the text is UTF-8; a malformed record throws a `Fault`.
  package mutating func nextRecord() throws -> Bool {
    repeat {
      record.removeAll(keepingCapacity: true)
      fields.removeAll(keepingCapacity: true)
      line = currentLine
      isInsideQuotes = false
      guard try peek() != nil else { return false }
      try readRecord()
    } while fields.count == 1 && fields[0].start == fields[0].end && !fields[0].isQuoted
    return true
  }

  /// Takes the rest of a malformed record's line into `record`, up to a limit.
  package mutating func skipLine() throws {
    while let byte = try peek() {
      position += 1
      if byte == Self.lineFeed || byte == Self.carriageReturn {
        if byte == Self.carriageReturn, try peek() == Self.lineFeed { position += 1 }
        currentLine += 1
        return
      }
      if record.count < Self.longestRecord { record.append(byte) }
    }
  }

  /// The current record as it stands in the file, a malformed one as far as it was read.
  package func original() -> [UInt8] {
    var text: [UInt8] = []
    for (position, field) in fields.enumerated() {
      if position > 0 { text.append(separator) }
      if field.isQuoted { text.append(Self.quote) }
      for byte in record[field.start..<field.end] {
        if field.isQuoted, byte == Self.quote { text.append(byte) }
        text.append(byte)
      }
      if field.isQuoted { text.append(Self.quote) }
    }
    let end = fields.last?.end ?? 0
    if end < record.count {
      if isInsideQuotes { text += fields.isEmpty ? [Self.quote] : [separator, Self.quote] }
      text += record[end...]
    }
    return text
  }

  package func text(_ field: Int) -> String {
    String(decoding: record[fields[field].start..<fields[field].end], as: UTF8.self)
  }

  func error(_ message: String, help: [String] = []) -> StoreError {
    StoreError(.csv, "`\(path)` line \(line): \(message)", help: help)
  }

  /// An error if the record has more or fewer fields than the header.
  func checkWidth(_ width: Int) throws {
    guard fields.count != width else { return }
    throw error(
      "it has \(fields.count) fields, the first line has \(width)",
      help: ["put fields that hold the separator or line ends in double quotes"])
  }

  private mutating func readRecord() throws {
    while true {
      let ended: Bool
      if try peek() == Self.quote {
        ended = try readQuoted()
      } else {
        ended = try readPlain()
      }
      if ended { return }
    }
  }

  /// Reads an unquoted field and what ends it; true at the record's end.
  private mutating func readPlain() throws -> Bool {
    let start = record.count
    while true {
      guard try peek() != nil else {
        fields.append(FieldRange(start: start, end: record.count, isQuoted: false))
        return true
      }
      let stop = endOfPlainRun()
      record.append(contentsOf: buffer[position..<stop])
      position = stop
      try checkLength()
      guard position < filled else { continue }
      fields.append(FieldRange(start: start, end: record.count, isQuoted: false))
      return try readEnd()
    }
  }

  /// Position of the next separator or line end in the buffer, or the buffer's end.
  private func endOfPlainRun() -> Int {
    buffer.withUnsafeBufferPointer { bytes in
      var index = position
      while index < filled {
        let byte = bytes[index]
        if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { break }
        index &+= 1
      }
      return index
    }
  }

  /// Reads a quoted field and what ends it; true at the record's end.
  private mutating func readQuoted() throws -> Bool {
    let start = record.count
    position += 1
    isInsideQuotes = true
    while true {
      guard let byte = try peek() else {
        throw Fault(
          message: "a quoted field is never closed", help: ["a `\"` inside a quoted field is written twice"])
      }
      position += 1
      if byte == Self.quote {
        guard try peek() == Self.quote else { break }
        position += 1
      } else if byte == Self.lineFeed {
        currentLine += 1
      }
      record.append(byte)
      try checkLength()
    }
    isInsideQuotes = false
    fields.append(FieldRange(start: start, end: record.count, isQuoted: true))
    guard let byte = try peek() else { return true }
    guard byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn else {
      throw Fault(
        message: "there is text after the closing quote of field \(fields.count)",
        help: ["a `\"` inside a quoted field is written twice"])
    }
    return try readEnd()
  }

  /// Takes a separator or a line end; true for a line end.
  private mutating func readEnd() throws -> Bool {
    let byte = buffer[position]
    position += 1
    if byte == separator { return false }
    currentLine += 1
    if byte == Self.carriageReturn, try peek() == Self.lineFeed { position += 1 }
    return true
  }

  private func checkLength() throws {
    if record.count > Self.longestRecord { throw Fault(message: "a record is longer than 64 MB") }
  }

  /// The next byte, or nil at the end of the file.
  private mutating func peek() throws -> UInt8? {
    if position == filled {
      if isAtEnd { return nil }
      try fill()
      if filled == 0 { return nil }
    }
    return buffer[position]
  }

  private mutating func fill() throws {
    position = 0
    filled = try file.read(into: &buffer)
    bytesRead += filled
    isAtEnd = filled == 0
  }

  private mutating func skipMark() throws {
    let start = Array(buffer.prefix(min(filled, 3)))
    if start == [0xEF, 0xBB, 0xBF] { position = 3 }
    if start.prefix(2) == [0xFF, 0xFE] || start.prefix(2) == [0xFE, 0xFF] {
      throw StoreError(
        .csv, "`\(path)` is UTF-16, not UTF-8",
        help: ["convert it: `iconv -f UTF-16 -t UTF-8 old.csv > new.csv`"])
    }
  }

  /// Which of the three separators the first line has most of, outside quotes.
  private func likelySeparator() -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in buffer[position..<filled] {
      if byte == Self.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == Self.lineFeed || byte == Self.carriageReturn { break }
      counts[byte, default: 0] += 1
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return candidates.reduce(candidates[0]) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
  }

  private func checkEncoding() throws {
    let isValid = record.withUnsafeBufferPointer { UTF8Scan.isASCII($0) || UTF8Check.isValid($0) }
    guard !isValid else { return }
    throw error(
      "the text is not UTF-8",
      help: ["convert the file first, for example `iconv -f GB18030 -t UTF-8 old.csv > new.csv`"])
  }
}
