import RapportValues

/// `first`, `last` and `list`, in an order or in that of the input.
final class OrderedAccumulator: BufferedAccumulator {
  enum Kind { case first, last, list }
  private let kind: Kind
  private let type: ValueType
  private let directions: [Bool]

  init(_ kind: Kind, type: ValueType, argumentType: ValueType, order: [(type: ValueType, descending: Bool)]) {
    self.kind = kind
    self.type = type
    directions = order.map(\.descending)
    super.init(argumentType: argumentType, orderTypes: order.map(\.type))
  }

  override var descending: [Bool] { directions }

  override func finish(_ arranged: Arranged) throws -> Column {
    switch kind {
    case .first:
      return picked(arranged) { $0.first }
    case .last:
      return picked(arranged) { $0.last }
    case .list:
      let elements = arranged.values.gather(arranged.rows)
      return Column(type: type, storage: .list(ListStorage(offsets: arranged.starts, elements: elements)))
    }
  }

  private func picked(_ arranged: Arranged, _ choose: (ArraySlice<Int>) -> Int?) -> Column {
    arranged.values.gather((0..<arranged.groupCount).map { choose(arranged.rows(of: $0)) ?? -1 })
  }
}

/// `median` and `percentile`.
final class QuantileAccumulator: BufferedAccumulator {
  private let type: ValueType
  private let probability: Double

  init(type: ValueType, argumentType: ValueType, probability: Double) {
    self.type = type
    self.probability = probability.isFinite ? min(max(probability, 0), 1) : 0
    super.init(argumentType: argumentType)
  }

  override func finish(_ arranged: Arranged) throws -> Column {
    type.isFloat ? try numbers(arranged) : values(arranged)
  }

  /// Type 7 of Hyndman and Fan: linear interpolation at (n − 1)p of the sorted values.
  private func numbers(_ arranged: Arranged) throws -> Column {
    let all = try arranged.values.asFloats()
    let divisor = powerOfTen(argumentType.exactScale ?? 0)
    var missing = [Bool](repeating: false, count: arranged.groupCount)
    let results = (0..<arranged.groupCount).map { group -> Double in
      var values = arranged.rows(of: group).map { all[$0] }
      guard !values.isEmpty else {
        missing[group] = true
        return 0
      }
      let position = Double(values.count - 1) * probability
      let lower = min(Int(position), values.count - 1)
      let (low, high) = Selection.neighbours(&values, at: lower)
      return (low + (high - low) * (position - Double(lower))) / divisor
    }
    return try Column(type: type, storage: .float(results), missing: normalized(missing)).checkingFinite()
  }

  /// What cannot be averaged: the value at the position, the lower one between two.
  private func values(_ arranged: Arranged) -> Column {
    let values = arranged.values
    let picks = (0..<arranged.groupCount).map { group -> Int in
      let sorted = arranged.rows(of: group).sorted { values.compare($0, $1) < 0 }
      guard !sorted.isEmpty else { return -1 }
      return sorted[min(Int(Double(sorted.count - 1) * probability), sorted.count - 1)]
    }
    var column = values.gather(picks)
    column.type = type
    return column
  }
}
