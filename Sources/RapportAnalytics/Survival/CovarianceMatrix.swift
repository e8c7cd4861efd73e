/// A small covariance matrix: symmetric, without negative eigenvalues.
struct CovarianceMatrix {
  let size: Int
  private var cells: [Double]

  init(size: Int) {
    self.size = size
    cells = [Double](repeating: 0, count: size * size)
  }

  /// The lower triangle is stored; `column` is at most `row`.
  subscript(row: Int, column: Int) -> Double {
    get { cells[row * size + column] }
    set { cells[row * size + column] = newValue }
  }

  /// xᵀ·M⁻·x and the rank of M, for x in its range, by a Cholesky decomposition with pivots.
  ///
  /// Groups that could not differ have no pivot left and drop out of the rank.
  func inverseForm(_ vector: [Double]) -> (value: Double, rank: Int) {
    var full = filled()
    var rest = vector
    var open = Array(0..<size)
    let least = 1e-10 * (open.map { full[$0 * size + $0] }.max() ?? 0)
    var (value, rank) = (0.0, 0)
    while let pivot = open.max(by: { full[$0 * size + $0] < full[$1 * size + $1] }) {
      let diagonal = full[pivot * size + pivot]
      guard diagonal > least else { break }
      open.removeAll { $0 == pivot }
      value += rest[pivot] * rest[pivot] / diagonal
      rank += 1
      for row in open {
        let factor = full[row * size + pivot] / diagonal
        rest[row] -= factor * rest[pivot]
        for column in open { full[row * size + column] -= factor * full[pivot * size + column] }
      }
    }
    return (value, rank)
  }

  private func filled() -> [Double] {
    var full = cells
    for row in 0..<size {
      for column in 0..<row { full[column * size + row] = cells[row * size + column] }
    }
    return full
  }
}
