import RapportStore
import RapportValues

/// The cells of one JSON object whose values are texts, numbers, booleans or null.
struct JSONCells {
  private(set) var names: [String]
  private(set) var bytes: [UInt8] = []
  private(set) var ranges: [CSVReader.FieldRange] = []
  private var positions: [String: Int]
  private var isPresent: [Bool] = []

  private var text: [UInt8] = []
  private var position = 0

  init(names: [String]) {
    self.names = names
    positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads one line; gives why it cannot be read.
  mutating func read(_ line: [UInt8], addingNames: Bool) -> CellFault? {
    text = line
    position = 0
    bytes.removeAll(keepingCapacity: true)
    ranges = Array(repeating: CSVReader.FieldRange(start: 0, end: 0, isQuoted: false), count: names.count)
    isPresent = Array(repeating: false, count: names.count)
    do throws(CellFault) {
      try readObject(addingNames)
      return nil
    } catch {
      return error
    }
  }

  private mutating func readObject(_ addingNames: Bool) throws(CellFault) {
    try expect(UInt8(ascii: "{"), "an object `{…}`")
    if skip(UInt8(ascii: "}")) { return try expectEnd() }
    repeat {
      blanks()
      guard current == UInt8(ascii: "\"") else { throw fault("a name in double quotes is expected") }
      let start = bytes.count
      try readString()
      let name = String(decoding: bytes[start...], as: UTF8.self)
      bytes.removeSubrange(start...)
      try expect(UInt8(ascii: ":"), "`:`")
      let column = try self.column(name, addingNames)
      let from = bytes.count
      let isQuoted = try readValue(of: name)
      ranges[column] = CSVReader.FieldRange(start: from, end: bytes.count, isQuoted: isQuoted)
    } while skip(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"), "`,` or `}`")
    try expectEnd()
  }

  private mutating func column(_ name: String, _ addingNames: Bool) throws(CellFault) -> Int {
    if let known = positions[name] {
      if isPresent[known] { throw fault("\(Quoted.text(name)) stands twice in the object") }
      isPresent[known] = true
      return known
    }
    guard addingNames else { throw fault("\(Quoted.text(name)) is no column") }
    positions[name] = names.count
    names.append(name)
    isPresent.append(true)
    ranges.append(CSVReader.FieldRange(start: 0, end: 0, isQuoted: false))
    return names.count - 1
  }

  /// True for a text.
  private mutating func readValue(of name: String) throws(CellFault) -> Bool {
    blanks()
    switch current {
    case UInt8(ascii: "\""):
      try readString()
      return true
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      throw fault("\(Quoted.text(name)) holds a list or an object, and a cell is one value")
    default:
      let start = position
      while let byte = current,
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
          || byte &- UInt8(ascii: "0") < 10
          || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      { position += 1 }
      let word = text[start..<position]
      let isNumber = word.last.map { $0 &- UInt8(ascii: "0") < 10 } ?? false
      switch String(decoding: word, as: UTF8.self) {
      case "null": break
      case "true", "false": bytes.append(contentsOf: word)
      default:
        guard isNumber else { throw fault("a value is expected for \(Quoted.text(name))") }
        bytes.append(contentsOf: word)
      }
      return false
    }
  }

  private mutating func readString() throws(CellFault) {
    position += 1
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "\\"): try readEscape()
      case 0..<0x20: throw fault("a control character stands in a text")
      default: bytes.append(byte)
      }
    }
    throw fault("a text is never closed")
  }

  private mutating func readEscape() throws(CellFault) {
    guard let byte = current else { throw fault("a text is never closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "u"): try readUnicode()
    default: throw fault("`\\` is followed by nothing that JSON knows")
    }
  }

  /// `\u4E2D`, or two of them for a character beyond U+FFFF.
  private mutating func readUnicode() throws(CellFault) {
    var scalar = try readHex()
    if scalar >= 0xD800, scalar < 0xDC00, current == UInt8(ascii: "\\"), position + 1 < text.count,
      text[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let low = try readHex()
      guard low >= 0xDC00, low < 0xE000 else { throw fault("half a character: `\\u` without its partner") }
      scalar = 0x1_0000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
    }
    guard Unicode.Scalar(scalar) != nil else { throw fault("half a character: `\\u` without its partner") }
    UTF8Scan.append(scalar, to: &bytes)
  }

  private mutating func readHex() throws(CellFault) -> UInt32 {
    guard position + 4 <= text.count, text[position] != UInt8(ascii: "+"),
      text[position] != UInt8(ascii: "-"),
      let value = UInt32(String(decoding: text[position..<(position + 4)], as: UTF8.self), radix: 16)
    else { throw fault("`\\u` needs four hexadecimal digits") }
    position += 4
    return value
  }

  // MARK: Signs

  private var current: UInt8? { position < text.count ? text[position] : nil }

  private mutating func blanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0D { position += 1 }
  }

  private mutating func skip(_ sign: UInt8) -> Bool {
    blanks()
    guard current == sign else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ sign: UInt8, _ what: String) throws(CellFault) {
    if !skip(sign) { throw fault("\(what) is expected") }
  }

  private mutating func expectEnd() throws(CellFault) {
    blanks()
    if current != nil { throw fault("there is text behind the object") }
  }

  private func fault(_ message: String) -> CellFault {
    CellFault(.malformed, "character \(position + 1): \(message)", help: ["every line holds one JSON object"])
  }
}
