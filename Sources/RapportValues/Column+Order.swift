/// Comparing rows of a column.
extension Column {
  /// −1, 0 or 1 for two rows; both must be known, missing rows are the caller's to place. Texts compare by
  /// their bytes, which is the order of their scalars; lists element by element, then by length.
  package func compare(_ left: Int, _ right: Int) -> Int { compare(left, self, right) }

  /// As `compare(_:_:)`, with the right row from another column of the same type.
  package func compare(_ left: Int, _ other: Column, _ right: Int) -> Int {
    switch (storage, other.storage) {
    case (.int64(let a), .int64(let b)): Column.order(a[left], b[right])
    case (.float(let a), .float(let b)): Column.order(a[left], b[right])
    case (.text(let a), .text(let b)):
      a.withBytes(left) { x in b.withBytes(right) { y in Column.order(x, y) } }
    case (.list(let a), .list(let b)): Column.compare(a, left, b, right)
    default: 0
    }
  }

  private static func compare(_ a: ListStorage, _ left: Int, _ b: ListStorage, _ right: Int) -> Int {
    let (x, y) = (a.range(of: left), b.range(of: right))
    let (xs, ys) = (a.elements, b.elements)
    for (i, j) in zip(x, y) {
      switch (xs.isMissing(i), ys.isMissing(j)) {
      case (true, true): continue
      case (true, false): return 1
      case (false, true): return -1
      case (false, false):
        let result = xs.compare(i, ys, j)
        if result != 0 { return result }
      }
    }
    return order(x.count, y.count)
  }

  @inline(__always) static func order<Element: Comparable>(_ left: Element, _ right: Element) -> Int {
    left < right ? -1 : (left == right ? 0 : 1)
  }

  /// Not-a-number comes last and equals itself, so that sorting stays sound.
  @inline(__always) static func order(_ left: Double, _ right: Double) -> Int {
    if left < right { return -1 }
    if left > right { return 1 }
    return left == right ? 0 : order(left.isNaN ? 1 : 0, right.isNaN ? 1 : 0)
  }

  package static func order(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let shared = min(left.count, right.count)
    var position = 0
    while position < shared {
      if left[position] != right[position] { return left[position] < right[position] ? -1 : 1 }
      position &+= 1
    }
    return order(left.count, right.count)
  }

  /// Whether two rows hold the same value exactly; missing equals missing.
  package func isEqual(_ left: Int, _ other: Column, _ right: Int) -> Bool {
    let isLeftMissing = isMissing(left)
    guard isLeftMissing == other.isMissing(right) else { return false }
    return isLeftMissing || compare(left, other, right) == 0
  }
}
