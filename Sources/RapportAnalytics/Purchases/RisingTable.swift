import Glibc

/// Rising factorials of one base for the first whole numbers, as logarithms and derivatives.
struct RisingTable: Sendable {
  /// Entries beyond are computed one by one.
  static let limit = 1 << 14

  let base: Double
  private let logs: [Double]
  private let derivatives: [Double]

  init(_ base: Double, upTo count: Int) {
    self.base = base
    let size = min(count, Self.limit) + 1
    var logs = [0.0]
    var derivatives = [0.0]
    logs.reserveCapacity(size)
    derivatives.reserveCapacity(size)
    for step in 0..<size - 1 {
      let value = base + Double(step)
      logs.append(logs[step] + Glibc.log(value))
      derivatives.append(derivatives[step] + 1 / value)
    }
    self.logs = logs
    self.derivatives = derivatives
  }

  /// ln Γ(base + n) − ln Γ(base).
  func log(_ n: Int) -> Double {
    n < logs.count ? logs[n] : Special.logRising(base, Double(n))
  }

  /// ψ(base + n) − ψ(base).
  func derivative(_ n: Int) -> Double {
    n < derivatives.count ? derivatives[n] : Special.digammaRising(base, Double(n))
  }
}
