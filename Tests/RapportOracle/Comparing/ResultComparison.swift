package import RapportValues

/// Compares rows of two evaluators.
package enum ResultComparison {
  /// The first difference in words; nil if both have the same rows in the same order. Floats may differ by
  /// 1e-12 of their size, and by 1e-9 near zero, where sums cancel.
  package static func difference(_ expected: [[Value]], _ actual: [[Value]]) -> String? {
    for (position, pair) in zip(expected, actual).enumerated() where !same(pair.0, pair.1) {
      let hint = sameUnordered(expected, actual) ? " (the rows are the same in another order)" : ""
      return "row \(position): expected \(show(pair.0)), got \(show(pair.1))\(hint)"
    }
    if expected.count == actual.count { return nil }
    let extra = expected.count > actual.count ? expected[actual.count] : actual[expected.count]
    return "expected \(expected.count) rows, got \(actual.count); the first beyond is \(show(extra))"
  }

  static func sameUnordered(_ left: [[Value]], _ right: [[Value]]) -> Bool {
    guard left.count == right.count else { return false }
    var rest = right
    for row in left {
      guard let position = rest.firstIndex(where: { same(row, $0) }) else { return false }
      rest.remove(at: position)
    }
    return true
  }

  private static func same(_ left: [Value], _ right: [Value]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { same($0, $1) }
  }

  private static func same(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.float(let a), .float(let b)):
      let distance = abs(a - b)
      return distance <= 1e-9 || distance <= 1e-12 * max(abs(a), abs(b))
    case (.text(let a), .text(let b)): return Array(a.utf8) == Array(b.utf8)
    case (.list(let a), .list(let b)): return same(a, b)
    default: return left == right
    }
  }

  private static func show(_ row: [Value]) -> String { row.map(show).joined(separator: " | ") }

  /// A value as a person would write it, short.
  package static func show(_ value: Value) -> String {
    switch value {
    case .missing: "∅"
    case .bool(let flag): "\(flag)"
    case .integer(let integer): "\(integer)"
    case .decimal(let decimal): "\(decimal.unscaled)e-\(decimal.scale)"
    case .float(let double): "\(double)"
    case .text(let text): "\"\(text)\""
    case .day(let day): "\(day)"
    case .dateTime(let moment): "\(moment)"
    case .days(let count): "\(count) days"
    case .period(let unit, let start): "\(unit.rawValue) of \(start)"
    case .list(let values): "(" + values.map(show).joined(separator: ", ") + ")"
    }
  }
}
