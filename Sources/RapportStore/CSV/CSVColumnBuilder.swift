import RapportValues

/// Collects one column of a CSV file.
struct CSVColumnBuilder {
  let type: ValueType
  private let position: Int
  private let name: String
  private var integers: [Int64] = []
  private var floats: [Double] = []
  private var texts = TextStorage()
  private var missing: [Bool] = []
  private var hasMissing = false

  init(type: ValueType, position: Int, name: String) {
    self.type = type
    self.position = position
    self.name = name
  }

  mutating func append(from reader: CSVReader) throws {
    let field = reader.fields[position]
    let isMissing = field.start == field.end && !(field.isQuoted && isText)
    missing.append(isMissing)
    if isMissing {
      hasMissing = true
      appendMissing()
      return
    }
    let fits = reader.record.withUnsafeBufferPointer {
      append(UnsafeBufferPointer(rebasing: $0[field.start..<field.end]))
    }
    guard fits else {
      throw reader.error(
        "`\(name)` holds \(CellText.quote(reader.text(position))) where "
          + "\(ColumnDecoder.expectation(type)) is expected")
    }
  }

  /// The rows collected, and room for the next.
  mutating func take() -> Column {
    defer {
      integers.removeAll(keepingCapacity: true)
      floats.removeAll(keepingCapacity: true)
      texts = TextStorage()
      missing.removeAll(keepingCapacity: true)
      hasMissing = false
    }
    let storage: Column.Storage =
      switch type {
      case .text, .code: .text(texts)
      case .float: .float(floats)
      default: .int64(integers)
      }
    return Column(type: type, storage: storage, missing: hasMissing ? missing : nil)
  }

  private var isText: Bool {
    switch type {
    case .text, .code: true
    default: false
    }
  }

  private mutating func appendMissing() {
    switch type {
    case .text, .code: texts.offsets.append(texts.bytes.count)
    case .float: floats.append(0)
    default: integers.append(0)
    }
  }

  /// Adds a value; false if the bytes are none of the type.
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch type {
    case .text, .code:
      texts.bytes.append(contentsOf: bytes)
      texts.offsets.append(texts.bytes.count)
      return true
    case .float:
      guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return false }
      floats.append(value)
      return true
    default:
      guard let value = integer(bytes) else { return false }
      integers.append(value)
      return true
    }
  }

  private func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    switch type {
    case .integer, .days: return Int64(String(decoding: bytes, as: UTF8.self))
    case .decimal(let scale, _): return Decimal.parse(bytes)?.stored(scale: scale)
    case .day, .period: return Day.parse(bytes).map { Int64($0.number) }
    case .dateTime: return DateTime.parse(bytes)?.seconds
    case .enumeration(let type): return type.intern(String(decoding: bytes, as: UTF8.self))
    case .bool:
      switch String(decoding: bytes, as: UTF8.self) {
      case "1", "true", "TRUE", "True": return 1
      case "0", "false", "FALSE", "False": return 0
      default: return nil
      }
    case .text, .code, .float, .list: return nil
    }
  }
}
