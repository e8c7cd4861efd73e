/// Builds a column row by row. Each append adds exactly one row.
package struct ColumnBuilder: Sendable {
  package let type: ValueType
  private let kind: ValueType.StorageKind
  private var integers: [Int64] = []
  private var floats: [Double] = []
  private var texts = TextStorage()
  private var listOffsets: [Int] = [0]
  /// One builder for the elements of a list column, none for others.
  private var elements: [ColumnBuilder] = []
  private var missing: [Bool] = []
  private var hasMissing = false
  package private(set) var count = 0

  package init(type: ValueType, capacity: Int = 0) {
    self.type = type
    self.kind = type.storageKind
    switch kind {
    case .int64: integers.reserveCapacity(capacity)
    case .float: floats.reserveCapacity(capacity)
    case .text: texts.offsets.reserveCapacity(capacity + 1)
    case .list(let element): elements = [ColumnBuilder(type: element)]
    }
  }

  /// A stored integer, as `Column.Storage.int64` describes it. In a float column its value; missing
  /// elsewhere.
  package mutating func append(_ value: Int64) {
    switch kind {
    case .int64: integers.append(value)
    case .float: floats.append(Double(value))
    case .text, .list: return appendMissing()
    }
    didAppend()
  }

  /// Missing in columns that hold no floating-point numbers.
  package mutating func append(_ value: Double) {
    guard case .float = kind else { return appendMissing() }
    floats.append(value)
    didAppend()
  }

  package mutating func append(_ value: Bool) { append(value ? 1 as Int64 : 0) }

  package mutating func append(_ value: Day) { append(Int64(value.number)) }

  /// UTF-8 of a text or code; in an enum column the value's name. Missing in other columns.
  package mutating func append(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    if case .text = kind {
      texts.append(bytes)
      didAppend()
    } else {
      append(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// A text or code; in an enum column the value's name, interned if it is not declared. Missing in other
  /// columns.
  package mutating func append(_ value: String) {
    if case .text = kind {
      texts.append(value)
      didAppend()
    } else if case .enumeration(let names) = type {
      append(names.intern(value))
    } else {
      appendMissing()
    }
  }

  package mutating func appendMissing() {
    if !hasMissing {
      hasMissing = true
      missing = [Bool](repeating: false, count: count)
    }
    switch kind {
    case .int64: integers.append(0)
    case .float: floats.append(0)
    case .text: texts.appendEmpty()
    case .list: listOffsets.append(elements.first?.count ?? 0)
    }
    missing.append(true)
    count += 1
  }

  /// A list row whose elements `fill` appends to the element builder; missing in columns that hold no lists.
  package mutating func appendList(_ fill: (inout ColumnBuilder) -> Void) {
    guard !elements.isEmpty else { return appendMissing() }
    fill(&elements[0])
    listOffsets.append(elements[0].count)
    didAppend()
  }

  /// A boxed value. A value that does not fit the type adds a missing row and returns false.
  @discardableResult
  package mutating func append(_ value: Value) -> Bool {
    switch (kind, value) {
    case (_, .missing): appendMissing()
    case (.float, .float(let number)): append(number)
    case (.float, .integer(let number)): append(Double(number))
    case (.float, .decimal(let number)): append(number.toDouble())
    case (.text, .text(let text)): append(text)
    case (.list, .list(let values)):
      var isFitting = true
      appendList { elements in
        for value in values where !elements.append(value) { isFitting = false }
      }
      return isFitting
    case (.int64, .text(let name)):
      guard case .enumeration = type else { return refuse() }
      append(name)
    case (.int64, _):
      guard let stored = type.stored(value) else { return refuse() }
      append(stored)
    default: return refuse()
    }
    return true
  }

  private mutating func refuse() -> Bool {
    appendMissing()
    return false
  }

  @inline(__always) private mutating func didAppend() {
    if hasMissing { missing.append(false) }
    count &+= 1
  }

  /// The column of all rows so far.
  package func finish() -> Column {
    let flags = hasMissing ? missing : nil
    switch kind {
    case .int64: return Column(type: type, storage: .int64(integers), missing: flags)
    case .float: return Column(type: type, storage: .float(floats), missing: flags)
    case .text: return Column(type: type, storage: .text(texts), missing: flags)
    case .list(let element):
      let column = elements.first?.finish() ?? Column(type: element, storage: .int64([]))
      return Column(
        type: type, storage: .list(ListStorage(offsets: listOffsets, elements: column)), missing: flags)
    }
  }

  /// Back to no rows, keeping memory for the next batch.
  package mutating func removeAll() {
    integers.removeAll(keepingCapacity: true)
    floats.removeAll(keepingCapacity: true)
    texts.offsets.removeLast(texts.offsets.count - 1)
    texts.bytes.removeAll(keepingCapacity: true)
    listOffsets.removeLast(listOffsets.count - 1)
    for index in elements.indices { elements[index].removeAll() }
    missing.removeAll(keepingCapacity: true)
    hasMissing = false
    count = 0
  }
}
