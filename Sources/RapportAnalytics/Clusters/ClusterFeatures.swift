import Glibc

/// Measures of customers made comparable before they are grouped by distance.
package struct ClusterFeatures: Equatable, Sendable {
  /// Rows one after the other, each with `width` values.
  private(set) var values: [Double]
  package private(set) var count: Int
  /// Measures of a row.
  package let width: Int
  /// Whether log(1 + x) was taken of every value.
  package let logarithms: Bool
  /// What was subtracted from each measure, after the logarithm.
  package let means: [Double]
  /// What each measure was then divided by; 1 for a measure that is the same for all.
  package let scales: [Double]

  /// - Parameters:
  ///   - columns: One column for each measure.
  ///   - logarithms: Take log(1 + x) first, for amounts that spread over orders of magnitude; values must be
  ///     0 or more.
  ///   - standardise: Subtract the mean and divide by the standard deviation of the rows given (divisor n).
  /// - Throws: `empty`, `unequalLengths`, `notFinite`, `negative` with logarithms, `tooLarge`.
  package init(
    _ columns: [[Double]], logarithms: Bool = false, standardise: Bool = true
  ) throws(MeasureError) {
    guard let first = columns.first else { throw .empty }
    try Require.notEmpty(first.count)
    var values = [Double](repeating: 0, count: first.count * columns.count)
    var (means, scales) = ([Double](), [Double]())
    for (place, column) in columns.enumerated() {
      try Require.equalLength(first.count, column.count)
      try logarithms ? Require.notNegative(column) : Require.finite(column)
      let raw = logarithms ? column.map(log1p) : column
      let (mean, scale) = standardise ? try Self.moments(raw) : (0, 1)
      for (row, value) in raw.enumerated() {
        let scaled = (value - mean) / scale
        // Squares of distances must stay finite.
        guard abs(scaled) < 1e140 else { throw .tooLarge }
        values[row * columns.count + place] = scaled
      }
      means.append(mean)
      scales.append(scale)
    }
    self.values = values
    self.means = means
    self.scales = scales
    self.logarithms = logarithms
    count = first.count
    width = columns.count
  }

  /// Mean and standard deviation with the divisor n; 1 for a column without spread.
  private static func moments(_ column: [Double]) throws(MeasureError) -> (mean: Double, scale: Double) {
    let count = Double(column.count)
    let mean = RunningSum.total(column.lazy.map { $0 / count })
    let largest = column.reduce(0) { max($0, abs($1 - mean)) }
    guard mean.isFinite, largest.isFinite else { throw .tooLarge }
    // Spread that is only rounding of the mean is none.
    guard largest > 1e-14 * abs(mean) else { return (mean, 1) }
    let squares = RunningSum.total(column.lazy.map { ($0 - mean) / largest * (($0 - mean) / largest) })
    let scale = largest * (squares / count).squareRoot()
    return (mean, scale > 0 ? scale : 1)
  }

  /// A centre in the units of the columns given.
  package func original(_ center: [Double]) -> [Double] {
    zip(center, zip(means, scales)).map { value, scaling in
      let plain = value * scaling.1 + scaling.0
      // Rounding may carry a centre at the end of the range beyond it.
      let limit = Double.greatestFiniteMagnitude
      return min(limit, max(-limit, logarithms ? expm1(plain) : plain))
    }
  }
}

extension ClusterFeatures {
  func row(_ row: Int) -> ArraySlice<Double> { values[(row * width)..<((row + 1) * width)] }

  /// The mean over the features of their variances.
  var meanVariance: Double {
    let rows = Double(count)
    var sum = 0.0
    for column in 0..<width {
      let cells = stride(from: column, to: values.count, by: width).lazy.map { values[$0] }
      let mean = cells.reduce(0) { $0 + $1 / rows }
      sum += cells.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / rows }
    }
    return sum / Double(width)
  }

  /// Rows drawn by chance, some of them perhaps twice.
  func sample(_ size: Int, _ random: inout SeededRandom) -> ClusterFeatures {
    var drawn = self
    drawn.count = size
    drawn.values = (0..<size).flatMap { _ in row(random.below(count)) }
    return drawn
  }
}
