import CSQLite
import RapportValues

/// Texts and codes; numbers are shown as text, whole ones without a point.
final class TextDecoder: ColumnDecoder {
  /// End of each row's text.
  fileprivate let ends: UnsafeMutablePointer<Int>
  private let buffer: UnsafeMutablePointer<GrowingBytes>

  override init(place: CellPlace, capacity: Int) {
    ends = .allocate(capacity: capacity)
    buffer = .allocate(capacity: 1)
    buffer.initialize(to: GrowingBytes(capacity: capacity * 8))
    super.init(place: place, capacity: capacity)
  }

  deinit {
    ends.deallocate()
    buffer.pointee.deallocate()
    buffer.deallocate()
  }

  override func read(_ cell: OpaquePointer, _ row: Int) throws {
    switch sqlite3_value_type(cell) {
    case SQLITE_TEXT, SQLITE_INTEGER: try append(cell)
    case SQLITE_NULL: markMissing(row)
    case SQLITE_FLOAT:
      if let whole = Int64(exactly: sqlite3_value_double(cell)) {
        append(String(whole))
      } else {
        try append(cell)
      }
    default: throw damaged(cell)
    }
    ends[row] = buffer.pointee.count
  }

  @inline(__always) private func append(_ cell: OpaquePointer) throws {
    guard let text = sqlite3_value_text(cell) else {
      throw StoreError(.inputOutput, "there is not enough memory to read a text")
    }
    buffer.pointee.append(text, Int(sqlite3_value_bytes(cell)))
  }

  private func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      buffer.pointee.append(start, bytes.count)
    }
  }

  override func finish(_ count: Int) throws -> Column.Storage {
    try validate(count)
    var storage = TextStorage()
    storage.offsets.reserveCapacity(count + 1)
    storage.offsets.append(contentsOf: UnsafeBufferPointer(start: ends, count: count))
    storage.bytes = Array(buffer.pointee.bytes)
    buffer.pointee.count = 0
    return .text(storage)
  }

  /// Texts must be UTF-8; replacing what is not would lose it silently.
  private func validate(_ count: Int) throws {
    let bytes = buffer.pointee.bytes
    if UTF8Scan.isASCII(bytes) || isValidInOneGo(bytes, count) { return }
    var start = 0
    for row in 0..<count {
      let text = UnsafeBufferPointer(rebasing: bytes[start..<ends[row]])
      guard UTF8Check.isValid(text) else {
        var place = place
        place.expected = "UTF-8 text"
        throw place.error("the text " + CellText.quote(String(decoding: text.prefix(200), as: UTF8.self)))
      }
      start = ends[row]
    }
  }
}

extension TextDecoder {
  /// All texts at once: they are valid if the whole is and none begins inside a character.
  fileprivate func isValidInOneGo(_ bytes: UnsafeBufferPointer<UInt8>, _ count: Int) -> Bool {
    guard UTF8Check.isValid(bytes) else { return false }
    return (0..<count).allSatisfy { ends[$0] >= bytes.count || bytes[ends[$0]] & 0xC0 != 0x80 }
  }
}

/// Bytes end to end in memory that grows by doubling.
struct GrowingBytes {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  func deallocate() { start.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  @inline(__always) mutating func append(_ source: UnsafePointer<UInt8>, _ length: Int) {
    if capacity &- count < length { grow(by: length) }
    (start + count).update(from: source, count: length)
    count &+= length
  }

  private mutating func grow(by length: Int) {
    let larger = max(capacity * 2, count + length)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memory.update(from: start, count: count)
    start.deallocate()
    start = memory
    capacity = larger
  }
}

/// Whether bytes are well-formed UTF-8.
enum UTF8Check {
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    while position < bytes.count {
      if bytes[position] < 0x80 {
        position &+= 1
        continue
      }
      // Most of what is not ASCII is Chinese: U+4000 … U+9FFF, any two continuation bytes.
      if bytes[position] &- 0xE4 < 6, position &+ 2 < bytes.count, bytes[position &+ 1] & 0xC0 == 0x80,
        bytes[position &+ 2] & 0xC0 == 0x80
      {
        position &+= 3
        continue
      }
      let step = UTF8Scan.step(bytes, position)
      guard step.scalar != nil else { return false }
      position &+= step.length
    }
    return true
  }
}
