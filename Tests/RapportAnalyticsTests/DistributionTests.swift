import Testing

@testable import RapportAnalytics

@Suite struct DistributionTests {
  /// Upper tails as SciPy's `stats.chi2.sf` gives them.
  @Test(arguments: [
    (0.5, 1, 0.47950012218695337), (3.84, 1, 0.05004352124870519), (10, 5, 0.07523524614651217),
    (1e-8, 2, 0.999999995), (250, 99, 4.844312411385307e-15), (40, 99, 0.9999999801305904),
    (700, 3, 2.0991308534204487e-151),
  ])
  func chiSquareTails(_ value: Double, _ degrees: Int, _ tail: Double) {
    #expect(abs(ChiSquare.upperTail(value, degreesOfFreedom: degrees) / tail - 1) < 1e-12)
  }

  @Test func extremesOfTheTail() {
    #expect(ChiSquare.upperTail(0, degreesOfFreedom: 3) == 1)
    #expect(ChiSquare.upperTail(1e300, degreesOfFreedom: 3) == 0)
    #expect(ChiSquare.upperTail(.infinity, degreesOfFreedom: 3) == 0)
    #expect(abs(Normal.twoSided(0.95) - 1.959963984540054) < 1e-12)
    #expect(abs(Normal.twoSided(0.99) - 2.5758293035489004) < 1e-12)
  }

  /// Both ways of sorting, against the order by value and row.
  @Test(arguments: [0, 1, 50, 5000]) func orderIsStable(_ rows: Int) {
    var random = SplitMix(4)
    let signed = [-1.0, 1, -0.0, 1e300, -1e-300]
    let values = (0..<rows).map { _ in Double(random.below(200)) * signed[random.below(signed.count)] }
    let expected = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    #expect(StableOrder.ascending(values) == expected)
    let falling = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
    #expect(StableOrder.descending(values) == falling)
  }

  @Test func quantilesOfTheSeventhKind() {
    #expect(Quantile.type7([1, 2, 3, 4], part: 1, of: 4) == 1.75)
    #expect(Quantile.type7([1, 2, 3, 4, 5], part: 1, of: 2) == 3)
    #expect(Quantile.type7([9], part: 3, of: 5) == 9)
    #expect(Quantile.median([]) == nil)
  }
}
