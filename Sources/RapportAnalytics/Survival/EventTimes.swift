/// The distinct times of rows in ascending order, with who was at risk and who left.
struct EventTimes: Sequence {
  struct Moment: Equatable {
    let time: Double
    /// Rows watched up to this time or longer.
    let atRisk: Int
    /// Rows that ended at this time.
    let events: Int
    /// Rows that ended at this time or were seen last.
    var leaving: Int { rows.count }
    /// The rows of this time.
    let rows: ArraySlice<Int>
  }

  private let times: [Double]
  private let ended: [Bool]
  private let order: [Int]

  init(times: [Double], ended: [Bool]) {
    self.times = times
    self.ended = ended
    order = StableOrder.ascending(times)
  }

  func makeIterator() -> AnyIterator<Moment> {
    var start = 0
    return AnyIterator {
      guard start < order.count else { return nil }
      let time = times[order[start]]
      var end = start
      while end < order.count, times[order[end]] == time { end += 1 }
      let rows = order[start..<end]
      defer { start = end }
      return Moment(
        time: time, atRisk: order.count - start, events: rows.count { ended[$0] }, rows: rows)
    }
  }
}
