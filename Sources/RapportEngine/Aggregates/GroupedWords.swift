import RapportValues

/// Words of many groups, kept apart by ranges of groups, so that each range can be put in order where the processor has
/// it at hand, and by several threads at once.
///
/// A word is the group within its range (upper half) and a number of 32 bits (lower half).
final class GroupedWords {
  /// One range's words.
  private struct Range {
    var base: UnsafeMutablePointer<UInt64>
    var count = 0
    var capacity: Int
  }

  static let groupsPerRange = 1 << 12
  private static let shift: Int32 = 12
  private static let mask: Int32 = 0xFFF

  private var ranges: UnsafeMutablePointer<Range>
  private(set) var rangeCount = 0
  private var rangeCapacity = 16
  private(set) var count = 0

  init() { ranges = .allocate(capacity: rangeCapacity) }

  deinit {
    for range in 0..<rangeCount { ranges[range].base.deallocate() }
    ranges.deallocate()
  }

  func append(_ group: Int32, _ number: Int32) {
    let range = Int(group >> Self.shift)
    if range >= rangeCount { addRanges(through: range) }
    let place = ranges + range
    if place.pointee.count == place.pointee.capacity { Self.grow(place) }
    place.pointee.base[place.pointee.count] =
      UInt64(UInt32(bitPattern: group & Self.mask)) << 32 | UInt64(UInt32(bitPattern: number))
    place.pointee.count &+= 1
    count &+= 1
  }

  func words(in range: Int) -> UnsafeBufferPointer<UInt64> {
    range < rangeCount
      ? UnsafeBufferPointer(start: ranges[range].base, count: ranges[range].count)
      : UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Takes over another's words, whose group i is group `mapping[i]` here.
  func absorb(_ other: GroupedWords, mapping: [Int32], _ check: Check) throws {
    for range in 0..<other.rangeCount {
      try check()
      let first = range * Self.groupsPerRange
      for word in other.words(in: range) {
        append(mapping[first + Int(word >> 32)], Int32(bitPattern: UInt32(truncatingIfNeeded: word)))
      }
      // What was taken over is needed no more.
      other.empty(range)
    }
  }

  func removeAll() { for range in 0..<rangeCount { empty(range) } }

  private func empty(_ range: Int) {
    ranges[range].base.deallocate()
    ranges[range] = Range(base: .allocate(capacity: 1), capacity: 1)
  }

  private func addRanges(through last: Int) {
    if last >= rangeCapacity {
      let larger = max(last + 1, rangeCapacity * 2)
      let moved = UnsafeMutablePointer<Range>.allocate(capacity: larger)
      moved.moveInitialize(from: ranges, count: rangeCount)
      ranges.deallocate()
      (ranges, rangeCapacity) = (moved, larger)
    }
    while rangeCount <= last {
      (ranges + rangeCount).initialize(to: Range(base: .allocate(capacity: 64), capacity: 64))
      rangeCount += 1
    }
  }

  private static func grow(_ place: UnsafeMutablePointer<Range>) {
    let larger = place.pointee.capacity * 2
    let moved = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    moved.initialize(from: place.pointee.base, count: place.pointee.count)
    place.pointee.base.deallocate()
    (place.pointee.base, place.pointee.capacity) = (moved, larger)
  }
}
