import RapportAnalytics
import Testing

/// Whatever numbers come in, every measure throws a typed error or gives finite values.
@Suite struct HostileInputTests {
  private static let odd: [Double] = [
    0, -0.0, 1, -1, 1e-300, -1e-300, 1e300, -1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    .leastNonzeroMagnitude, .infinity, -.infinity, .nan, 0.1, 3, 1e15, 1e16,
  ]

  private func column(_ random: inout SplitMix, _ rows: Int) -> [Double] {
    // Few columns hold values that are refused at once, or all would be.
    let last = [6, 8, 11, Self.odd.count][random.below(4)]
    return (0..<rows).map { _ in Self.odd[random.below(last)] }
  }

  @Test(arguments: 0..<20) func measuresStayFinite(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    for _ in 0..<25 {
      let rows = random.below(9)
      let (a, b, c) = (column(&random, rows), column(&random, rows), column(&random, rows))
      let flags = a.map { _ in random.below(2) == 0 }
      for ties in TieRule.allCases {
        if let scores = try? RFMScores(daysSinceLast: a, orders: b, amounts: c, ties: ties) {
          #expect(scores.codes.allSatisfy { (111...555).contains($0) })
        }
      }
      for policy in Concentration.Negatives.allCases {
        if let spread = try? Concentration(a, negatives: policy) { checkConcentration(spread) }
      }
      if let kept = try? Retention(start: a, end: b) {
        let ratios = [kept.logoChurn, kept.revenueChurn, kept.grossRetention]
        #expect(ratios.allSatisfy { (0...1).contains($0) })
        #expect(kept.netRetention.map { $0.isFinite && $0 >= 0 } != false)
      }
      checkSurvival(a.map(abs), flags)
      checkClusters([a, b.map(abs)], random.below(2) == 0)
    }
  }

  private func checkConcentration(_ spread: Concentration) {
    guard let shares = try? spread.shares() else { return }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect((try? spread.gini()).map { (0...1).contains($0) } == true)
    #expect((try? spread.hhi()).map { $0 > 0 && $0 <= 1 } == true)
    #expect((try? spread.abc())?.count == spread.count)
    #expect((try? spread.lorenz())?.allSatisfy { (0...1).contains($0.amount) } == true)
    #expect((try? spread.pareto(top: 0.2)).map { $0.shareOfAmount > 0 && $0.shareOfAmount <= 1 } == true)
  }

  private func checkSurvival(_ times: [Double], _ ended: [Bool]) {
    if let curve = try? KaplanMeier(times: times, ended: ended) {
      for step in curve.steps {
        #expect((0...1).contains(step.survival))
        #expect(step.standardError?.isFinite != false)
        #expect(step.log.map { $0.lower.isFinite && $0.upper <= 1 } != false)
        #expect(step.logLog.map { $0.lower.isFinite && $0.upper <= 1 } != false)
      }
    }
    let groups = times.indices.map { $0 % 3 }
    if let test = try? LogRank(times: times, ended: ended, group: groups, groupCount: 3) {
      #expect(test.chiSquare.isFinite && (0...1).contains(test.pValue))
    }
  }

  private func checkClusters(_ columns: [[Double]], _ standardise: Bool) {
    guard let features = try? ClusterFeatures(columns, standardise: standardise) else { return }
    for start in [KMeans.Start.firstRows, .plusPlus(seed: 2, runs: 2)] {
      guard let groups = try? KMeans(features, clusters: 2, start: start) else { continue }
      #expect(groups.inertia.isFinite && groups.centers.joined().allSatisfy(\.isFinite))
      #expect(groups.centers.allSatisfy { features.original($0).allSatisfy(\.isFinite) })
      #expect(groups.sizes.reduce(0, +) == features.count)
    }
  }
}
