import RapportAnalytics
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
      return try picked(arranged) { $0.first }
    case .last:
      return try picked(arranged) { $0.last }
    case .list:
      let elements = try arranged.values.gather(arranged.rows, check: check)
      return Column(type: type, storage: .list(ListStorage(offsets: arranged.starts, elements: elements)))
    }
  }

  private func picked(_ arranged: Arranged, _ choose: (ArraySlice<Int>) -> Int?) throws -> Column {
    let rows = try mapped(arranged.groupCount, check) { choose(arranged.rows(of: $0)) ?? -1 }
    return try arranged.values.gather(rows, check: check)
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
    type.isFloat ? try numbers(arranged) : try values(arranged)
  }

  /// Type 7 of Hyndman and Fan: linear interpolation at (n − 1)p of the sorted values.
  private func numbers(_ arranged: Arranged) throws -> Column {
    let all = try arranged.values.asFloats()
    let divisor = powerOfTen(argumentType.exactScale ?? 0)
    var missing = [Bool](repeating: false, count: arranged.groupCount)
    let results = try mapped(arranged.groupCount, check) { group -> Double in
      let rows = arranged.rows(of: group)
      var values = try mapped(rows.count, check) { all[rows[rows.startIndex + $0]] }
      guard !values.isEmpty else {
        missing[group] = true
        return 0
      }
      let position = Double(values.count - 1) * probability
      let lower = min(Int(position), values.count - 1)
      let (low, high) = try Selection.neighbours(&values, at: lower, check)
      return (low + (high - low) * (position - Double(lower))) / divisor
    }
    return try Column(type: type, storage: .float(results), missing: normalized(missing)).checkingFinite()
  }

  /// What cannot be averaged: the value at the position, the lower one between two.
  private func values(_ arranged: Arranged) throws -> Column {
    let values = arranged.values
    var compared = 0
    let picks = try mapped(arranged.groupCount, check) { group -> Int in
      let sorted = try arranged.rows(of: group).sorted {
        compared &+= 1
        if compared & 0xFFF == 0 { try check() }
        return values.compare($0, $1) < 0
      }
      guard !sorted.isEmpty else { return -1 }
      return sorted[min(Int(Double(sorted.count - 1) * probability), sorted.count - 1)]
    }
    var column = try values.gather(picks, check: check)
    column.type = type
    return column
  }
}
