import Glibc

/// A small symmetric matrix, as second derivatives are.
struct SymmetricMatrix: Sendable {
  let size: Int
  var rows: [SIMD4<Double>]

  init(size: Int, rows: [SIMD4<Double>]) {
    self.size = size
    self.rows = rows
  }

  static func identity(_ size: Int) -> SymmetricMatrix {
    SymmetricMatrix(
      size: size,
      rows: (0..<size).map { index in
        var row = SIMD4<Double>.zero
        row[index] = 1
        return row
      })
  }

  func times(_ vector: SIMD4<Double>) -> SIMD4<Double> {
    var result = SIMD4<Double>.zero
    for index in 0..<size { result[index] = (rows[index] * vector).sum() }
    return result
  }

  /// The inverse by Cholesky's factors; nil unless the matrix is positive definite.
  func inverse() -> SymmetricMatrix? {
    var lower = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for i in 0..<size {
      for j in 0...i {
        var sum = rows[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          guard sum > abs(rows[i][i]) * 1e-12, sum.isFinite else { return nil }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    var inverse = SymmetricMatrix.identity(size)
    for column in 0..<size {
      var x = [Double](repeating: 0, count: size)
      for i in 0..<size {
        var sum = i == column ? 1.0 : 0
        for k in 0..<i { sum -= lower[i][k] * x[k] }
        x[i] = sum / lower[i][i]
      }
      for i in (0..<size).reversed() {
        var sum = x[i]
        for k in i + 1..<size { sum -= lower[k][i] * x[k] }
        x[i] = sum / lower[i][i]
      }
      for i in 0..<size { inverse.rows[i][column] = x[i] }
    }
    return inverse
  }
}
