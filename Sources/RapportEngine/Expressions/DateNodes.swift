import RapportValues

private let secondsPerDay: Int64 = 86_400

/// The day number of a moment.
@inline(__always)
func dayNumber(ofSeconds seconds: Int64) -> Int64 {
  let quotient = seconds / secondsPerDay
  return seconds % secondsPerDay < 0 ? quotient - 1 : quotient
}

/// The day a moment lies in.
final class DayOfNode: UnaryNode {
  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let values = try operand.integers(count).map(count) { dayNumber(ofSeconds: $0) }
    return Column(type: type, storage: .int64(values), missing: missing)
  }
}

/// A function of a day that gives an integer or a day. Neighbouring rows often have the same day, so the last
/// result is kept.
final class DayPartNode: UnaryNode {
  private let body: (Day) -> Int64

  init(type: ValueType, _ operand: ExprNode, _ body: @escaping (Day) -> Int64) {
    self.body = body
    super.init(type: type, operand, cost: 8)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lane = try operand.integers(count)
    let values = table(lane, count) ?? lane.map(count) { body(Day(clamping: $0)) }
    return Column(type: type, storage: .int64(values), missing: missing)
  }

  /// Looks results up in a table of all days between the first and the last, if they are fewer than the rows.
  private func table(_ lane: Lane<Int64>, _ count: Int) -> [Int64]? {
    guard !lane.isConstant, count >= 64 else { return nil }
    let (low, high) = lane.values.withUnsafeBufferPointer { values in
      var (low, high) = (values[0], values[0])
      for row in 1..<count {
        low = min(low, values[row])
        high = max(high, values[row])
      }
      return (low, high)
    }
    guard low > -1_000_000, high < 4_000_000, high - low < Int64(count) else { return nil }
    let results = (low...high).map { body(Day(clamping: $0)) }
    return results.withUnsafeBufferPointer { results in
      lane.map(count) { results[Int($0 &- low)] }
    }
  }
}

/// Days from the second operand to the first.
final class DaysBetweenNode: BinaryNode {
  override func compute(
    _ left: Operand, _ right: Operand, _ count: Int, missing: MissingFlags
  ) throws -> Column {
    let values = zipLanes(try left.integers(count), try right.integers(count), count) { $0 &- $1 }
    return Column(type: type, storage: .int64(values), missing: missing)
  }
}

/// A day or moment moved by a constant span; missing outside the calendar.
final class AddSpanNode: UnaryNode {
  private let move: (Int64) -> Int64?

  init(type: ValueType, _ operand: ExprNode, span: CalendarSpan, isDateTime: Bool) {
    if isDateTime {
      move = { span.added(to: DateTime(seconds: $0))?.seconds }
    } else {
      move = { span.added(to: Day(clamping: $0)).map { Int64($0.number) } }
    }
    super.init(type: type, operand, cost: 12)
  }

  override func compute(_ operand: Operand, _ count: Int, missing: MissingFlags) throws -> Column {
    let lane = try operand.integers(count)
    let move = move
    let moved = lane.values.prefix(lane.isConstant ? 1 : count).map(move)
    let outside = normalized(moved.map { $0 == nil })
    return Column(
      type: type, storage: .int64(moved.map { $0 ?? 0 }), missing: union(missing, outside))
  }
}

/// A day or moment moved by a number of days computed per row; missing outside the calendar.
final class AddDaysNode: BinaryNode {
  private let isDateTime: Bool
  private let isNegative: Bool

  init(type: ValueType, _ left: ExprNode, _ days: ExprNode, isDateTime: Bool, isNegative: Bool) {
    self.isDateTime = isDateTime
    self.isNegative = isNegative
    super.init(type: type, left, days, canFail: false, cost: 4)
  }

  override func compute(
    _ left: Operand, _ right: Operand, _ count: Int, missing: MissingFlags
  ) throws -> Column {
    let (isDateTime, isNegative) = (isDateTime, isNegative)
    let (low, high) = AddDaysNode.bounds(isDateTime: isDateTime)
    // The smallest number is outside every calendar, so it can stand for a result that is not there.
    let moved = zipLanes(try left.integers(count), try right.integers(count), count) { start, days in
      let (step, tooLarge) = isDateTime ? days.multipliedReportingOverflow(by: secondsPerDay) : (days, false)
      let (sum, overflow) =
        isNegative ? start.subtractingReportingOverflow(step) : start.addingReportingOverflow(step)
      return tooLarge || overflow || sum < low || sum > high ? Int64.min : sum
    }
    guard moved.contains(Int64.min) else {
      return Column(type: type, storage: .int64(moved), missing: missing)
    }
    return Column(
      type: type, storage: .int64(moved.map { $0 == Int64.min ? 0 : $0 }),
      missing: union(missing, moved.map { $0 == Int64.min }))
  }

  private static func bounds(isDateTime: Bool) -> (low: Int64, high: Int64) {
    guard isDateTime else { return (Int64(Day.earliest.number), Int64(Day.latest.number)) }
    return (Day.earliest.midnight.seconds, Day.latest.midnight.seconds + secondsPerDay - 1)
  }
}
