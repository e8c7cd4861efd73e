import Glibc

/// Integrals over (0, 1) by the double exponential rule of Takahasi and Mori (1974): ends may be singular.
///
/// The step is halved until two results agree, so an integral that is easy is also cheap.
package enum DoubleExponential {
  /// A place in (0, 1) with its distance from either end, neither of which is rounded away.
  struct Node: Sendable {
    let fromStart: Double
    let fromEnd: Double
    let weight: Double
  }

  private static let levels = 7
  private static let reach = 6.0

  /// Nodes that each level adds to those before it; weights without the step.
  private static let nodes: [[Node]] = (0..<levels).map { level in
    let step = 0.25 / Double(1 << level)
    let count = Int(reach / step)
    return (-count...count).filter { level == 0 || $0 % 2 != 0 }.map { node(Double($0) * step) }
  }

  private static func node(_ t: Double) -> Node {
    let exponent = Double.pi * sinh(t)
    let small = 1 / (1 + exp(abs(exponent)))
    let large = 1 - small
    return Node(
      fromStart: exponent < 0 ? small : large, fromEnd: exponent < 0 ? large : small,
      weight: Double.pi * cosh(t) * small * large)
  }

  /// ∫₀¹ f for a vector of integrands; the first decides when the result is good enough.
  static func integrate(_ f: (_ fromStart: Double, _ fromEnd: Double) -> SIMD8<Double>) -> SIMD8<Double> {
    var sum = SIMD8<Double>.zero
    var last = SIMD8<Double>.zero
    for (level, added) in nodes.enumerated() {
      for node in added where node.weight > 0 { sum += node.weight * f(node.fromStart, node.fromEnd) }
      let value = sum * (0.25 / Double(1 << level))
      if level > 1, abs(value[0] - last[0]) <= 1e-13 * abs(value[0]) { return value }
      last = value
    }
    return last
  }
}
