/// Positions by name and alias; the first declaration of a name wins.
///
/// Names are compared byte by byte: hashing a Swift `String` outside ASCII normalises it first, which for a
/// catalog's Chinese names costs more than everything else in loading it.
struct NameIndex: Sendable {
  private var positions: [NameKey: Int] = [:]

  init() {}

  init(_ names: [[String]]) {
    positions.reserveCapacity(names.count * 3)
    for (position, all) in names.enumerated() {
      for name in all { add(name, position) }
    }
  }

  /// The position a name has already, if it has one; else it gets this one.
  @discardableResult
  mutating func add(_ name: String, _ position: Int) -> Int? {
    let key = NameKey(name)
    if let earlier = positions[key] { return earlier }
    positions[key] = position
    return nil
  }

  subscript(_ name: String) -> Int? { positions[NameKey(name)] }
}

/// A text that is hashed and compared as its bytes.
private struct NameKey: Hashable, Sendable {
  private var text: String

  init(_ text: String) {
    self.text = text
    self.text.makeContiguousUTF8()
  }

  static func == (left: NameKey, right: NameKey) -> Bool {
    left.withBytes { left in right.withBytes { right in left.elementsEqual(right) } }
  }

  func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(text.utf8).withUnsafeBufferPointer(body)
  }
}
