import RapportCatalog
import RapportStore
import RapportValues

/// Finds the row a cell names and gives its key: by key, by code, or by name.
final class RelationConverter: CellConverter {
  /// One way to find a row.
  struct Way {
    var statement: Statement
    /// Reads the cell as the field it is looked up by.
    var converter: CellConverter
    /// The field's folded copy is searched.
    var isFolded: Bool
  }

  private let entity: Entity
  private let ways: [Way]
  private let shownWays: String
  private let found = SliceTable()
  private var folded: [UInt8] = []

  init(_ entity: Entity, ways: [Way], shownWays: String) {
    self.entity = entity
    self.ways = ways
    self.shownWays = shownWays
  }

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    let hash = SliceTable.hash(bytes)
    if let id = found.value(of: bytes, hash) { return .integer(id) }
    for way in ways {
      guard let id = try find(bytes, by: way) else { continue }
      found.set(bytes, hash, to: id)
      return .integer(id)
    }
    throw CellFault(
      .noRelation, "no \(entity.name) row has \(shownWays) \(Quoted.text(bytes))",
      help: ["import \(entity.name) first, or correct the cell"])
  }

  /// Nil if there is none, or the cell is nothing this way could find.
  private func find(_ bytes: Bytes, by way: Way) throws(CellFault) -> Int64? {
    guard let cell = try? way.converter.convert(bytes) else { return nil }
    do {
      defer { way.statement.rewind() }
      if way.isFolded, case .text(let text) = cell {
        folded.removeAll(keepingCapacity: true)
        TextFold.fold(text, into: &folded)
        return try folded.withUnsafeBufferPointer { try row(way.statement, .text($0), bytes) }
      }
      return try row(way.statement, cell, bytes)
    } catch let fault as CellFault {
      throw fault
    } catch {
      throw CellFault(.noRelation, "\(Quoted.text(bytes)) could not be looked up: \(error)")
    }
  }

  private func row(_ statement: Statement, _ cell: BoundCell, _ bytes: Bytes) throws -> Int64? {
    try statement.bind(cell: cell, at: 1)
    guard try statement.step() else { return nil }
    let id = statement.integer(0)
    if try statement.step() {
      throw CellFault(
        .severalRows, "several \(entity.name) rows are called \(Quoted.text(bytes))",
        help: ["name the row by its key or code"])
    }
    return id
  }
}

/// Numbers by byte strings: open addressing, emptied when it is full so that memory stays bounded.
final class SliceTable {
  private struct Entry {
    var hash: UInt64 = 0
    var start = 0
    var count = -1
    var value: Int64 = 0
  }

  private static let capacity = 1 << 18
  private var entries = [Entry](repeating: Entry(), count: 1 << 10)
  private var bytes: [UInt8] = []
  private var count = 0

  static func hash(_ bytes: Bytes) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash ^ hash >> 29
  }

  func value(of key: Bytes, _ hash: UInt64) -> Int64? {
    let entry = entries[position(of: key, hash)]
    return entry.count < 0 ? nil : entry.value
  }

  func set(_ key: Bytes, _ hash: UInt64, to value: Int64) {
    if count * 2 >= entries.count { grow() }
    let position = position(of: key, hash)
    if entries[position].count < 0 { count += 1 }
    entries[position] = Entry(hash: hash, start: bytes.count, count: key.count, value: value)
    bytes.append(contentsOf: key)
  }

  /// Where a key stands, or the free place where it would.
  private func position(of key: Bytes, _ hash: UInt64) -> Int {
    let mask = entries.count - 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = entries[position]
      if entry.count < 0 || entry.hash == hash && isSame(entry, key) { return position }
      position = (position + 1) & mask
    }
  }

  private func isSame(_ entry: Entry, _ key: Bytes) -> Bool {
    guard entry.count == key.count else { return false }
    return bytes.withUnsafeBufferPointer {
      Bytes(rebasing: $0[entry.start..<(entry.start + entry.count)]).equals(key)
    }
  }

  private func grow() {
    if entries.count >= Self.capacity {
      for position in entries.indices { entries[position].count = -1 }
      bytes.removeAll(keepingCapacity: true)
      count = 0
      return
    }
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 2)
    let mask = entries.count - 1
    for entry in old where entry.count >= 0 {
      var position = Int(truncatingIfNeeded: entry.hash) & mask
      while entries[position].count >= 0 { position = (position + 1) & mask }
      entries[position] = entry
    }
  }
}
