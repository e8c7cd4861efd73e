import RapportValues

final class TextCells<Encoding: CellEncoding>: CellWriter {
  private let offsets: [Int]
  private let bytes: [UInt8]

  init(_ values: TextStorage, _ column: Column) {
    offsets = values.offsets
    bytes = values.bytes
    super.init(missing: column.missing, missingText: Encoding.missing)
  }

  override func write(_ row: Int, to out: inout OutputBuffer) {
    let range = offsets[row]..<offsets[row &+ 1]
    bytes.withUnsafeBufferPointer { Encoding.write(UnsafeBufferPointer(rebasing: $0[range]), to: &out) }
  }
}

/// Enum values by name, each encoded once per batch.
final class EnumCells<Encoding: CellEncoding>: CellWriter {
  private let values: [Int64]
  private let names: EnumType
  /// The encoded declared names, one after the other.
  private let offsets: [Int]
  private let encoded: [UInt8]

  init(_ values: [Int64], _ column: Column, names: EnumType) {
    self.values = values
    self.names = names
    var all = OutputBuffer(capacity: 256)
    var offsets = [0]
    for name in names.names {
      EnumCells.encode(name, to: &all)
      offsets.append(all.count)
    }
    self.offsets = offsets
    encoded = Array(all.contents)
    super.init(missing: column.missing, missingText: Encoding.missing)
  }

  override func write(_ row: Int, to out: inout OutputBuffer) {
    let value = values[row]
    guard value >= 0, value < Int64(offsets.count &- 1) else {
      return EnumCells.encode(names.text(at: value), to: &out)
    }
    let range = offsets[Int(value)]..<offsets[Int(value) &+ 1]
    encoded.withUnsafeBufferPointer { out.append(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private static func encode(_ name: String, to out: inout OutputBuffer) {
    var name = name
    name.withUTF8 { Encoding.write($0, to: &out) }
  }
}

/// Lists as one text: the elements with `; ` between them.
final class JoinedListCells<Encoding: CellEncoding>: CellWriter {
  private let values: ListStorage
  private let elements: CellWriter
  private var joined = OutputBuffer(capacity: 256)

  init(_ values: ListStorage, _ column: Column) {
    self.values = values
    elements = CellWriter.make(values.elements, RawEncoding.self)
    super.init(missing: column.missing, missingText: Encoding.missing)
  }

  override func write(_ row: Int, to out: inout OutputBuffer) {
    joined.removeAll()
    var isFirst = true
    for position in values.range(of: row) {
      if !isFirst { joined.append("; ") }
      isFirst = false
      elements.append(position, to: &joined)
    }
    Encoding.write(joined.contents, to: &out)
  }
}

/// Lists as JSON arrays.
final class JSONListCells: CellWriter {
  private let values: ListStorage
  private let elements: CellWriter

  init<Encoding: CellEncoding>(
    _ values: ListStorage, _ elements: CellWriter, _ column: Column, _ encoding: Encoding.Type
  ) {
    self.values = values
    self.elements = elements
    super.init(missing: column.missing, missingText: encoding.missing)
  }

  override func write(_ row: Int, to out: inout OutputBuffer) {
    out.append(UInt8(ascii: "["))
    var isFirst = true
    for position in values.range(of: row) {
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      elements.append(position, to: &out)
    }
    out.append(UInt8(ascii: "]"))
  }
}
