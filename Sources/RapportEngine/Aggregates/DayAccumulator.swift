import RapportPlan
import RapportThreads
import RapportValues

/// Measures of different days and the gaps between them: `rhythm`, `regularity`, `log_gap`, `count(distinct date)`.
final class DayAccumulator: Accumulator {
  private let measure: DayMeasure
  private let type: ValueType
  private let perDay: Int64
  private let days = GroupedWords()

  init(_ measure: DayMeasure, type: ValueType, argumentType: ValueType) {
    self.measure = measure
    self.type = type
    perDay = argumentType == .dateTime ? Int64(DateTime.secondsPerDay) : 1
  }

  override func add(_ rows: GroupedRows, _ argument: Column?, order: [Column]) throws {
    let argument = try required(argument, rows.count)
    guard case .int64(let moments) = argument.storage else {
      throw EvaluationError.mismatch("a column of dates was expected, not \(argument.type)")
    }
    try checkRoom(rows.count)
    let missing = argument.missing
    moments.withUnsafeBufferPointer { moments in
      for row in 0..<rows.count where missing?[row] != true {
        days.append(rows.groups[row], day(of: moments[row]))
      }
    }
  }

  @inline(__always) private func day(of moment: Int64) -> Int32 {
    if perDay == 1 { return Int32(clamping: moment) }
    return Int32(clamping: (moment - (moment % perDay + perDay) % perDay) / perDay)
  }

  override func absorb(_ other: Accumulator, mapping: [Int32]) throws {
    guard let other = other as? DayAccumulator else { return try super.absorb(other, mapping: mapping) }
    try checkRoom(other.days.count)
    try days.absorb(other.days, mapping: mapping, check)
  }

  private func checkRoom(_ added: Int) throws {
    guard days.count + added < rowLimit else {
      throw EvaluationError.tooMany("values in one aggregate", limit: rowLimit)
    }
  }

  override func finish(groups: Int) throws -> Column {
    let results = GroupMeasures(measure, groups: groups)
    let ranges = (groups + GroupedWords.groupsPerRange - 1) / GroupedWords.groupsPerRange
    try results.fill(from: days, ranges: ranges, check)
    days.removeAll()
    if measure == .count {
      let counts = try mapped(groups, check) { results.values[$0].isNaN ? 0 : Int64(results.values[$0]) }
      return Column(type: type, storage: .int64(counts))
    }
    let missing = try mapped(groups, check) { results.values[$0].isNaN }
    let values = try mapped(groups, check) { missing[$0] ? 0 : results.values[$0] }
    return Column(type: type, storage: .float(values), missing: normalized(missing))
  }
}

/// The measure of each group's days, not a number without one; each range of groups is written by one thread.
private final class GroupMeasures: @unchecked Sendable {
  private let measure: DayMeasure
  let values: UnsafeMutablePointer<Double>
  private let groups: Int

  init(_ measure: DayMeasure, groups: Int) {
    self.measure = measure
    self.groups = groups
    values = .allocate(capacity: max(groups, 1))
    values.initialize(repeating: .nan, count: max(groups, 1))
  }

  deinit { values.deallocate() }

  /// What the threads share: only read, but for the request to stop.
  private struct Shared: @unchecked Sendable {
    let words: GroupedWords
    let check: Check
  }

  func fill(from words: GroupedWords, ranges: Int, _ check: @escaping Check) throws {
    let threads = max(1, min(Threads.processors, ranges / 4))
    let shared = Shared(words: words, check: check)
    let outcomes = (0..<threads).map { _ in Outcome() }
    Threads.concurrently(threads) { [self] thread in
      var order = DayOrder()
      do {
        for range in stride(from: thread, to: ranges, by: threads) {
          try shared.check()
          try fill(range, shared.words.words(in: range), &order, shared.check)
        }
      } catch {
        outcomes[thread].failure = error
      }
    }
    if let failure = outcomes.lazy.compactMap(\.failure).first { throw failure }
  }

  private final class Outcome: @unchecked Sendable { var failure: (any Error)? }

  private func fill(
    _ range: Int, _ words: UnsafeBufferPointer<UInt64>, _ order: inout DayOrder, _ check: Check
  ) throws {
    let first = range * GroupedWords.groupsPerRange
    let count = min(GroupedWords.groupsPerRange, groups - first)
    guard !words.isEmpty, count > 0 else { return }
    order.arrange(words, groups: count)
    for group in 0..<count where order.hasDays(group) {
      if let value = measure.value(of: try order.gaps(of: group, check)) { values[first + group] = value }
    }
  }
}

/// The days of one range's groups, one group after the other, each in order.
private struct DayOrder {
  private var starts: [Int] = []
  private var cursors: [Int] = []
  private var days: [Int32] = []
  /// Of the group asked for last.
  private var gaps: [Int32] = []

  mutating func arrange(_ words: UnsafeBufferPointer<UInt64>, groups: Int) {
    starts = [Int](repeating: 0, count: groups + 1)
    for word in words { starts[Int(word >> 32) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    cursors = starts
    if days.count < words.count { days = [Int32](repeating: 0, count: words.count) }
    for word in words {
      let group = Int(word >> 32)
      days[cursors[group]] = Int32(bitPattern: UInt32(truncatingIfNeeded: word))
      cursors[group] += 1
    }
  }

  /// Groups of up to this many days are put in order by insertion, which costs nothing where rows come by date.
  private static let few = 64

  func hasDays(_ group: Int) -> Bool { starts[group + 1] > starts[group] }

  /// Days from each different day of a group to the next, in order.
  mutating func gaps(of group: Int, _ check: Check) throws -> ArraySlice<Int32> {
    gaps.removeAll(keepingCapacity: true)
    let (start, end) = (starts[group], starts[group + 1])
    guard end - start > 1 else { return [] }
    if end - start <= Self.few {
      sortFew(start, end)
    } else {
      try check()
      if markedGaps(start, end) { return gaps[...] }
      days[start..<end].sort()
    }
    for place in (start + 1)..<end where days[place] != days[place - 1] {
      gaps.append(days[place] &- days[place - 1])
    }
    return gaps[...]
  }

  /// The gaps of many days that lie close together, found without sorting; false if they do not.
  private mutating func markedGaps(_ start: Int, _ end: Int) -> Bool {
    guard let low = days[start..<end].min(), let high = days[start..<end].max() else { return false }
    let span = Int(high) - Int(low) + 1
    guard span <= 4 * (end - start) else { return false }
    var isThere = [Bool](repeating: false, count: span)
    for day in days[start..<end] { isThere[Int(day) - Int(low)] = true }
    var last = 0
    for place in 1..<max(span, 1) where isThere[place] {
      gaps.append(Int32(truncatingIfNeeded: place - last))
      last = place
    }
    return true
  }

  private mutating func sortFew(_ start: Int, _ end: Int) {
    for place in (start + 1)..<end {
      let day = days[place]
      var hole = place
      while hole > start, days[hole - 1] > day {
        days[hole] = days[hole - 1]
        hole -= 1
      }
      days[hole] = day
    }
  }
}
