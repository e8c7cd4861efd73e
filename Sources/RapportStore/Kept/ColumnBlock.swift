import RapportValues

/// Some rows of a column as bytes: how kept runs store them.
///
/// The number of rows and whether some are missing; a bit per row if so, the lowest first; then the values: discrete
/// ones as the difference from the row before, floating-point numbers in eight bytes, texts as all lengths and then all
/// bytes, enum values as the texts that occur and the position among them, lists as their lengths and one block of
/// all elements. Whole numbers are written seven bits to a byte, the lowest first.
enum ColumnBlock {
  /// Rows in a block of a run.
  static let rows = 4_096

  static func encode(_ column: Column) -> [UInt8] {
    var writer = BlockWriter()
    write(column, to: &writer)
    return writer.bytes
  }

  /// Nil if the bytes are no block of this type.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, type: ValueType) -> Column? {
    var reader = BlockReader(bytes)
    guard let column = read(type, from: &reader, mostRows: rows), reader.isAtEnd else { return nil }
    return column
  }

  // MARK: Writing

  private static func write(_ column: Column, to writer: inout BlockWriter) {
    writer.append(UInt64(column.count))
    writer.append(column.missing == nil ? 0 : 1)
    if let missing = column.missing { writer.append(bits: missing) }
    switch (column.storage, column.type) {
    case (.int64(let values), .enumeration(let type)): write(values, of: type, column.missing, to: &writer)
    case (.int64(let values), _):
      var before: Int64 = 0
      for value in values {
        writer.append(signed: value &- before)
        before = value
      }
    case (.float(let values), _): for value in values { writer.append(word: value.bitPattern) }
    case (.text(let texts), _):
      for row in 0..<texts.count { writer.append(UInt64(texts.offsets[row + 1] - texts.offsets[row])) }
      if let first = texts.offsets.first, let last = texts.offsets.last {
        writer.bytes.append(contentsOf: texts.bytes[first..<last])
      }
    case (.list(let lists), _):
      for row in 0..<lists.count { writer.append(UInt64(lists.offsets[row + 1] - lists.offsets[row])) }
      let (first, last) = (lists.offsets.first ?? 0, lists.offsets.last ?? 0)
      write(lists.elements.slice(first..<last), to: &writer)
    }
  }

  private static func write(
    _ values: [Int64], of type: EnumType, _ missing: [Bool]?, to writer: inout BlockWriter
  ) {
    var codes: [Int64: UInt64] = [:]
    var names: [String] = []
    var coded: [UInt64] = []
    coded.reserveCapacity(values.count)
    for (row, value) in values.enumerated() {
      if let missing, missing[row] {
        coded.append(0)
      } else if let code = codes[value] {
        coded.append(code)
      } else {
        codes[value] = UInt64(names.count)
        coded.append(UInt64(names.count))
        names.append(type.text(at: value))
      }
    }
    writer.append(UInt64(names.count))
    for name in names {
      writer.append(UInt64(name.utf8.count))
      writer.bytes.append(contentsOf: name.utf8)
    }
    for code in coded { writer.append(code) }
  }

  // MARK: Reading

  private static func read(_ type: ValueType, from reader: inout BlockReader, mostRows: Int) -> Column? {
    guard let count = reader.count(atMost: mostRows), let isMissing = reader.count(atMost: 1) else { return nil }
    var missing: [Bool]?
    if isMissing == 1 {
      guard let bits = reader.bits(count) else { return nil }
      missing = bits
    }
    guard let storage = storage(type, count, missing, from: &reader) else { return nil }
    return Column(type: type, storage: storage, missing: missing)
  }

  private static func storage(
    _ type: ValueType, _ count: Int, _ missing: [Bool]?, from reader: inout BlockReader
  ) -> Column.Storage? {
    switch type.storageKind {
    case .int64:
      if case .enumeration(let type) = type { return enumeration(type, count, missing, from: &reader) }
      return discrete(type, count, missing, from: &reader)
    case .float:
      var values: [Double] = []
      for _ in 0..<count {
        guard let word = reader.word() else { return nil }
        values.append(Double(bitPattern: word))
      }
      return .float(values)
    case .text:
      guard let offsets = offsets(count, from: &reader), let bytes = reader.take(offsets.last ?? 0),
        UTF8Check.isValid(bytes)
      else { return nil }
      return .text(TextStorage(offsets: offsets, bytes: Array(bytes)))
    case .list(let element):
      // An element takes a byte at least, but for its missing flag.
      guard let offsets = offsets(count, from: &reader),
        let elements = read(element, from: &reader, mostRows: reader.left), elements.count == offsets.last ?? 0
      else { return nil }
      return .list(ListStorage(offsets: offsets, elements: elements))
    }
  }

  /// Values outside the calendar are damage: arithmetic with days relies on them lying inside.
  private static func discrete(
    _ type: ValueType, _ count: Int, _ missing: [Bool]?, from reader: inout BlockReader
  ) -> Column.Storage? {
    let range = range(of: type)
    var (values, before): ([Int64], Int64) = ([], 0)
    for row in 0..<count {
      guard let step = reader.signed() else { return nil }
      before &+= step
      if range.contains(before) {
        values.append(before)
      } else {
        // What stands where nothing is known was never looked at.
        guard let missing, missing[row] else { return nil }
        values.append(0)
      }
    }
    return .int64(values)
  }

  private static func range(of type: ValueType) -> ClosedRange<Int64> {
    switch type {
    case .bool: 0...1
    case .day, .period: Int64(Day.earliest.number)...Int64(Day.latest.number)
    case .dateTime: Day.earliest.midnight.seconds...Day.latest.midnight.seconds + 86_399
    default: .min ... .max
    }
  }

  private static func offsets(_ count: Int, from reader: inout BlockReader) -> [Int]? {
    var offsets = [0]
    for _ in 0..<count {
      guard let length = reader.count(atMost: reader.left), let last = offsets.last else { return nil }
      offsets.append(last + length)
    }
    return offsets
  }

  private static func enumeration(
    _ type: EnumType, _ count: Int, _ missing: [Bool]?, from reader: inout BlockReader
  ) -> Column.Storage? {
    guard let named = reader.count(atMost: count) else { return nil }
    var indexes: [Int64] = []
    for _ in 0..<named {
      guard let length = reader.count(atMost: reader.left), let bytes = reader.take(length),
        UTF8Check.isValid(bytes)
      else { return nil }
      indexes.append(type.intern(String(decoding: bytes, as: UTF8.self)))
    }
    var values: [Int64] = []
    for row in 0..<count {
      guard let code = reader.count(atMost: max(indexes.count - 1, 0)) else { return nil }
      if indexes.indices.contains(code) {
        values.append(indexes[code])
      } else {
        guard let missing, missing[row] else { return nil }
        values.append(0)
      }
    }
    return .int64(values)
  }
}
