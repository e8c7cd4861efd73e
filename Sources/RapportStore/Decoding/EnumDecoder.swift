import CSQLite
import Glibc
import RapportCatalog
import RapportValues

/// Enum values by their names or by what the catalog says they are stored as.
///
/// A stored value that no declaration names is kept under its own text.
final class EnumDecoder: Int64ColumnDecoder {
  private let type: EnumType
  private let texts: StoredTexts
  private let integers: [Int64: Int64]

  init(
    place: CellPlace, capacity: Int, type: EnumType, encoding: StoredColumn.Encoding
  ) {
    self.type = type
    let stored = EnumDecoder.storedValues(type, encoding)
    texts = StoredTexts(stored.texts)
    integers = stored.integers
    super.init(place: place, capacity: capacity)
  }

  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_TEXT:
      guard let text = sqlite3_value_text(cell) else { throw damaged(cell) }
      let count = Int(sqlite3_value_bytes(cell))
      values[row] = try texts.index(text, count) ?? intern(text, count)
    case SQLITE_NULL: setMissing(row)
    case SQLITE_INTEGER:
      values[row] = number(sqlite3_value_int64(cell))
    case SQLITE_FLOAT:
      guard let whole = Int64(exactly: sqlite3_value_double(cell)) else {
        throw damaged(cell)
      }
      values[row] = number(whole)
    default: throw damaged(cell)
    }
  }

  private func number(_ stored: Int64) -> Int64 { integers[stored] ?? type.intern(String(stored)) }

  private func intern(_ text: UnsafePointer<UInt8>, _ count: Int) throws -> Int64 {
    let bytes = UnsafeBufferPointer(start: text, count: count)
    guard UTF8Check.isValid(bytes) else {
      throw place.error("the text " + CellText.quote(String(decoding: bytes.prefix(200), as: UTF8.self)))
    }
    let index = type.intern(String(decoding: bytes, as: UTF8.self))
    texts.add(text, count, index)
    return index
  }

  /// What is stored for each declared value: its mapping, else its own name.
  private static func storedValues(
    _ type: EnumType, _ encoding: StoredColumn.Encoding
  ) -> (texts: [(String, Int64)], integers: [Int64: Int64]) {
    var texts: [(String, Int64)] = []
    var integers: [Int64: Int64] = [:]
    var mapped: Set<Int64> = []
    if case .mapped(let mappings) = encoding {
      for mapping in mappings {
        guard let index = type.index(of: mapping.value) else { continue }
        mapped.insert(index)
        switch mapping.stored {
        case .integer(let number): integers[number] = index
        case .bool(let flag): integers[flag ? 1 : 0] = index
        case .text(let text): texts.append((text, index))
        case .decimal(let number): texts.append((number.description, index))
        case .float(let number): texts.append((number.description, index))
        default: continue
        }
        // A number may also stand in a text column.
        if case .integer(let number) = mapping.stored { texts.append((String(number), index)) }
      }
    }
    for (index, name) in type.names.enumerated() where !mapped.contains(Int64(index)) {
      texts.append((name, Int64(index)))
    }
    return (texts, integers)
  }
}

/// Few texts with the index of each, found by comparing bytes: the last hit first, then all in order of use.
final class StoredTexts {
  private struct Entry {
    var start: UnsafeMutablePointer<UInt8>
    var count: Int
    var index: Int64
  }
  /// Beyond this many, an unknown text costs a look into the enum's own table.
  private static let most = 64
  private let entries: UnsafeMutablePointer<Entry>
  private let count: UnsafeMutablePointer<Int>
  private let last: UnsafeMutablePointer<Int>

  init(_ texts: [(String, Int64)]) {
    entries = .allocate(capacity: max(texts.count, Self.most))
    count = .allocate(capacity: 1)
    count.initialize(to: 0)
    last = .allocate(capacity: 1)
    last.initialize(to: 0)
    for (text, index) in texts {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { insert($0, index) }
    }
  }

  deinit {
    for position in 0..<count.pointee { entries[position].start.deallocate() }
    entries.deallocate()
    count.deallocate()
    last.deallocate()
  }

  func index(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int64? {
    let known = count.pointee
    guard known > 0 else { return nil }
    let recent = last.pointee
    if matches(entries[recent], text, length) { return entries[recent].index }
    for position in 0..<known where matches(entries[position], text, length) {
      last.pointee = position
      return entries[position].index
    }
    return nil
  }

  func add(_ text: UnsafePointer<UInt8>, _ length: Int, _ index: Int64) {
    guard count.pointee < Self.most else { return }
    insert(UnsafeBufferPointer(start: text, count: length), index)
  }

  private func insert(_ text: UnsafeBufferPointer<UInt8>, _ index: Int64) {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(text.count, 1))
    if let start = text.baseAddress { copy.initialize(from: start, count: text.count) }
    (entries + count.pointee).initialize(to: Entry(start: copy, count: text.count, index: index))
    count.pointee += 1
  }

  @inline(__always)
  private func matches(_ entry: Entry, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    entry.count == length && memcmp(entry.start, text, length) == 0
  }
}
