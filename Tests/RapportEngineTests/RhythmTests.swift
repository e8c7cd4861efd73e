import RapportEngine
import RapportPlan
import RapportValues
import Testing

/// `rhythm` against the plain way: sort the days, drop repeated ones, take the middle of the gaps; two days tell none.
@Suite struct RhythmTests {
  /// Days by group from a fixed sequence of numbers; a few are missing.
  private func sample(groups: Int, rows: Int) -> [(group: Int, day: Int64?)] {
    var state: UInt64 = 7
    return (0..<rows).map { row in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Int(truncatingIfNeeded: state >> 33)
      return (number % groups, row % 97 == 0 ? nil : Int64(number / groups % 900) - 200)
    }
  }

  private func plain(_ days: [Int64]) -> Value {
    let sorted = days.sorted()
    let gaps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.filter { $0 > 0 }.sorted()
    guard gaps.count > 1 else { return .missing }
    return .float((Double(gaps[(gaps.count - 1) / 2]) + Double(gaps[gaps.count / 2])) / 2)
  }

  private func check(_ sample: [(group: Int, day: Int64?)], threads: Int) throws {
    let table = Table(
      [.integer, .day],
      sample.map { row -> [Value] in
        [.integer(Int64(row.group)), row.day.map { Value.day(Day(clamping: $0)) } ?? .missing]
      }, batchSize: 1_000)
    let rel = Rel.aggregate(
      table.rel, keys: [Computed(id: ColumnID(80), value: table[0])],
      aggregates: [aggregate(90, .gap(.median), table[1], .float(currency: nil))])
    var days: [Int: [Int64]] = [:]
    for row in sample { days[row.group, default: []] += row.day.map { [$0] } ?? [] }
    let found = try rows(rel, table, threads: threads)
    #expect(found.count == days.count)
    for row in found {
      guard case .integer(let group) = row[0] else { continue }
      #expect(row[1] == plain(days[Int(group)] ?? []), "group \(group)")
    }
  }

  @Test("Few groups with many days, and many groups with few", arguments: [1, 3])
  func groups(threads: Int) throws {
    try check(sample(groups: 3, rows: 4_000), threads: threads)
    try check(sample(groups: 500, rows: 4_000), threads: threads)
    try check(sample(groups: 40_000, rows: 90_000), threads: threads)
  }

  @Test func daysFarApart() throws {
    try check((0..<200).map { (0, Int64($0 * $0 * 40 % 9_001 - 4_000)) }, threads: 1)
    try check((0..<200).map { (0, Int64($0 * 7_919 % 100_003)) }, threads: 1)
  }

  @Test func nothingToMeasure() throws {
    try check([], threads: 1)
    try check([(1, nil), (2, 5), (3, 5), (3, 5)], threads: 1)
  }
}
