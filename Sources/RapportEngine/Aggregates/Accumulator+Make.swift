import RapportAnalytics
import RapportPlan
import RapportValues

/// The type an aggregate's argument is brought to, and the accumulator for it.
struct AccumulatorPlan {
  let function: Aggregate.Function
  let isDistinct: Bool
  let type: ValueType
  let argumentType: ValueType?
  let order: [(type: ValueType, descending: Bool)]

  /// What the accumulator reads; differs from the argument's own type where the result asks for another.
  var readType: ValueType? {
    guard let argumentType else { return nil }
    switch function {
    case .sum, .initial: return type
    case .min, .max, .first, .last: return argumentType
    default: return argumentType
    }
  }

  /// - Parameter check: may end what takes long with many groups.
  func make(check: @escaping Check) throws -> Accumulator {
    if isDistinct, function == .count, argumentType == .day {
      let days = DayAccumulator(.count, type: type, argumentType: .day)
      days.check = check
      return days
    }
    let inner = try makePlain()
    inner.check = check
    guard isDistinct, let argument = readType, !ignoresRepeats else { return inner }
    return try DistinctAccumulator(
      inner, argumentType: argument, orderTypes: order.map(\.type), check: check)
  }

  /// Functions whose result repeated values do not change.
  private var ignoresRepeats: Bool {
    switch function {
    case .min, .max, .any, .every: true
    default: false
    }
  }

  private func makePlain() throws -> Accumulator {
    switch function {
    case .count: return CountAccumulator()
    case .any: return LogicAccumulator(isEvery: false)
    case .every: return LogicAccumulator(isEvery: true)
    case .sum: return type.isFloat ? FloatSumAccumulator(type: type) : IntegerSumAccumulator(type: type)
    case .avg: return AverageAccumulator(type: type, scale: try scale())
    case .stddev: return DeviationAccumulator(type: type, scale: try scale())
    case .min: return try extreme(isLargest: false)
    case .max: return try extreme(isLargest: true)
    case .median: return QuantileAccumulator(type: type, argumentType: try argument(), probability: 0.5)
    case .gap(let measure): return DayAccumulator(.gaps(measure), type: type, argumentType: try argument())
    case .gini: return ConcentrationAccumulator(type: type, argumentType: try argument()) { spread throws(MeasureError) in
        try spread.gini()
      }
    case .hhi: return ConcentrationAccumulator(type: type, argumentType: try argument()) { spread throws(MeasureError) in
        try spread.hhi()
      }
    case .pareto(let top):
      return ConcentrationAccumulator(type: type, argumentType: try argument()) { spread throws(MeasureError) in
        try spread.pareto(top: top).shareOfAmount
      }
    case .percentile(let probability):
      return QuantileAccumulator(type: type, argumentType: try argument(), probability: probability)
    case .initial: return InitialAccumulator(type: type)
    case .first where order.isEmpty: return FirstAccumulator(type: try argument())
    case .first: return OrderedAccumulator(.first, type: type, argumentType: try argument(), order: order)
    case .last: return OrderedAccumulator(.last, type: type, argumentType: try argument(), order: order)
    case .list: return OrderedAccumulator(.list, type: type, argumentType: try argument(), order: order)
    }
  }

  private func extreme(isLargest: Bool) throws -> Accumulator {
    let argument = try argument()
    switch argument.storageKind {
    case .int64: return IntegerExtremeAccumulator(type: argument, isLargest: isLargest)
    case .float: return FloatExtremeAccumulator(type: argument, isLargest: isLargest)
    case .text, .list: return GeneralExtremeAccumulator(type: argument, isLargest: isLargest)
    }
  }

  private func argument() throws -> ValueType {
    guard let argumentType else { throw EvaluationError.mismatch("`\(function)` needs an argument") }
    return argumentType
  }

  /// Digits after the point of an exact argument, nil for a float.
  private func scale() throws -> Int? {
    let argument = try argument()
    if argument.isFloat { return nil }
    guard let scale = argument.exactScale else {
      throw EvaluationError.mismatch("`\(function)` needs numbers, not \(argument)")
    }
    return scale
  }
}
