import Glibc
import RapportAnalytics
import RapportPlan

/// What is asked of the days of a group.
enum DayMeasure: Hashable {
  case gaps(GapMeasure)
  /// How many different ones there are.
  case count

  /// The measure of a group with at least one day, from the gaps between different days.
  func value(of gaps: ArraySlice<Int32>) -> Double? {
    switch self {
    case .gaps(let measure): measure.value(of: gaps)
    case .count: Double(gaps.count + 1)
    }
  }
}

extension GapMeasure {
  /// The measure of a group's gaps, which come in order of time; nil where there are too few.
  func value(of gaps: ArraySlice<Int32>) -> Double? {
    switch self {
    case .median: gaps.count >= 2 ? Self.median(gaps) : nil
    case .regularity: Regularity.spread(of: gaps).map(Regularity.shape(of:))
    case .logarithm: gaps.isEmpty ? nil : gaps.reduce(0) { $0 + log(Double($1)) } / Double(gaps.count)
    }
  }

  private static func median(_ gaps: ArraySlice<Int32>) -> Double {
    let sorted = gaps.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? Double(sorted[middle]) : (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2
  }
}
