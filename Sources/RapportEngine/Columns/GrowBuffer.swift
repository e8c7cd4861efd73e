import RapportValues

/// A growing buffer of plain values for inner loops: no bounds checks, no copies on write.
final class GrowBuffer<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 16) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// Makes room for `total` elements.
  func reserve(_ total: Int) {
    guard total > capacity else { return }
    let larger = max(total, capacity * 2)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    moved.initialize(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }

  @inline(__always) func append(_ element: Element) {
    if count == capacity { reserve(count + 1) }
    base[count] = element
    count &+= 1
  }

  func append(contentsOf source: UnsafePointer<Element>, count added: Int) {
    reserve(count + added)
    (base + count).initialize(from: source, count: added)
    count += added
  }

  /// Grows to `total` elements, new ones being `element`.
  func grow(to total: Int, filling element: Element) {
    guard total > count else { return }
    reserve(total)
    (base + count).initialize(repeating: element, count: total - count)
    count = total
  }

  /// The same for many elements; `check` may end it.
  func grow(to total: Int, filling element: Element, check: Check) rethrows {
    reserve(total)
    let start = count
    try inPieces(max(0, total - start), check) { grow(to: start + $0.upperBound, filling: element) }
  }

  func removeAll() { count = 0 }

  /// The first `total` elements, missing ones being `element`. `check` may end it.
  func array(_ total: Int, filling element: Element, check: Check) rethrows -> [Element] {
    try grow(to: total, filling: element, check: check)
    return try mapped(total, check) { base[$0] }
  }
}
