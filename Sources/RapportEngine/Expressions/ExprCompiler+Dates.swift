import RapportPlan
import RapportValues

extension ExprCompiler {
  func date(_ operation: Operation, _ operands: Operands, _ type: ValueType) throws -> ExprNode {
    switch operation {
    case .year: return try part(operands, type) { $0.year }
    case .half: return try part(operands, type) { $0.half }
    case .quarter: return try part(operands, type) { $0.quarter }
    case .month: return try part(operands, type) { $0.month }
    case .week: return try part(operands, type) { $0.isoWeek.week }
    case .dayOfMonth: return try part(operands, type) { $0.dayOfMonth }
    case .weekday: return try part(operands, type) { $0.weekday }
    case .periodOf:
      guard case .period(let unit) = type else {
        throw EvaluationError.mismatch("a period was expected, not \(type)")
      }
      let weekStart = context.weekStart
      return try part(operands, type) { Int($0.startOf(unit, weekStart: weekStart).number) }
    case .daysBetween:
      return DaysBetweenNode(type: type, try operands.day(0), try operands.day(1), canFail: false)
    case .addSpan(let span): return try moved(operands, by: span, type)
    case .addDays, .subtractDays:
      let start = try moment(operands)
      let days = try operands[1]
      guard days.type.exactScale == 0 else {
        throw EvaluationError.mismatch("a number of days was expected, not \(days.type)")
      }
      return AddDaysNode(
        type: type, start, days, isDateTime: start.type == .dateTime, isNegative: operation == .subtractDays)
    default: return try operands.day(0)
    }
  }

  private func part(
    _ operands: Operands, _ type: ValueType, _ body: @escaping (Day) -> Int
  ) throws -> ExprNode {
    DayPartNode(type: type, try operands.day(0)) { Int64(body($0)) }
  }

  /// A day or moment as it is.
  private func moment(_ operands: Operands) throws -> ExprNode {
    let node = try operands[0]
    return node.type == .dateTime ? node : try operands.day(0)
  }

  private func moved(_ operands: Operands, by span: CalendarSpan, _ type: ValueType) throws -> ExprNode {
    var start = try moment(operands)
    // A span shorter than a day, or a result with a time, needs the moment.
    if start.type != .dateTime, type == .dateTime { start = MidnightNode(type: .dateTime, start, cost: 1) }
    let moved = AddSpanNode(
      type: start.type == .dateTime ? .dateTime : type, start, span: span,
      isDateTime: start.type == .dateTime)
    return try converted(moved, to: type)
  }
}
