/// Integrals over (0, 1) by the 16 nodes of Gauss and Legendre: exact for polynomials up to degree 31.
enum GaussLegendre {
  /// Places in the upper half and their weights; those in the lower half mirror them.
  private static let nodes = [
    (0.54750625491881872, 0.0947253052275342481), (0.640801775389629457, 0.0913017075224617944),
    (0.729008388828613693, 0.0845782596975012691), (0.808938122201321874, 0.074797994408288366),
    (0.877702204177501517, 0.062314485627766936), (0.932815601193915872, 0.0475792558412463924),
    (0.972287511536616288, 0.0311267619693239464), (0.994700467495824966, 0.0135762297058770474),
  ]

  /// ∫₀¹ f; nil where f is nil.
  static func integrate(_ f: (Double) -> Double?) -> Double? {
    var sum = 0.0
    for (place, weight) in nodes {
      guard let upper = f(place), let lower = f(1 - place) else { return nil }
      sum += weight * (upper + lower)
    }
    return sum
  }
}
