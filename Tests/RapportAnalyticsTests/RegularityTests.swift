import Glibc
import RapportAnalytics
import Testing

@Suite struct RegularityTests {
  /// Customers with own rates and gaps of a Gamma distribution of shape k.
  private func simulated(_ k: Double, customers: Int = 40_000) -> Regularity {
    var random = SplitMix(UInt64(k * 8))
    var regularity = Regularity()
    for _ in 0..<customers {
      let scale = random.gamma(0.8) + 0.01
      regularity.add(random.gamma(k) * scale, random.gamma(k) * scale)
    }
    return regularity
  }

  @Test(arguments: [0.25, 1, 2, 16.0]) func simulatedShapesComeBack(_ k: Double) {
    guard case .shape(let shape, let error?) = simulated(k).estimate else {
      Issue.record("no estimate")
      return
    }
    #expect(abs(shape - k) < 3 * error && error < 0.03 * k, "\(shape) ± \(error)")
  }

  @Test func spreadOfThePoissonProcessIsOneTwelfth() {
    // M even over (0, 1): the mean of (M − ½)² is 1/12, and k is 1.
    var regularity = Regularity()
    for step in 0..<1000 { regularity.add(Double(step) + 0.5, 999.5 - Double(step)) }
    #expect(isClose(regularity.spread, 1.0 / 12, 1e-5))
    #expect(isClose(regularity.shape, 1, 1e-5))
    let summed = Regularity(customers: 12, squares: 1, fourths: 12.0 / 80)
    guard case .shape(let shape, let error?) = summed.estimate else {
      Issue.record("no estimate")
      return
    }
    #expect(
      isClose(shape, 1, 1e-14) && isClose(error, ((1.0 / 80 - 1.0 / 144) / 12).squareRoot() * 18, 1e-14))
  }

  @Test func endsOfTheRange() {
    var regularity = Regularity()
    #expect(regularity.estimate == .unknown && regularity.shape == nil && regularity.spread == nil)
    regularity.add(0, 0)
    regularity.add(-1, 3)
    regularity.add(.nan, 3)
    regularity.add(.infinity, 3)
    #expect(regularity.customers == 0)
    regularity.add(30, 30)
    #expect(regularity.estimate == .perfect && regularity.shape == Regularity.highest)
    var bursts = Regularity()
    bursts.add(0, 30)
    bursts.add(30, 0)
    #expect(bursts.estimate == .bursts && bursts.shape == Regularity.lowest)
    #expect(
      Regularity(customers: 1, squares: 0.05, fourths: 0.0025).estimate == .shape(2, standardError: nil))
    #expect(Regularity(customers: 1, squares: .nan, fourths: 0).estimate == .unknown)
    #expect(Regularity(customers: 1, squares: 7, fourths: 0).estimate == .bursts)
  }

  /// The walkthrough of BTYDplus calls its estimate for these customers close to 2, over the whole two years.
  @Test func groceryCustomersAreRegular() {
    guard
      let orders = Reference.orders(
        "data/cdnow/grocery_orders.csv", customer: 0, date: 1, amount: nil, until: "2007-12-31")
    else { return }
    var regularity = Regularity()
    for days in orders where days.count > 2 {
      let last = days.suffix(3).map { Double($0.day) }
      regularity.add(last[2] - last[1], last[1] - last[0])
    }
    #expect(regularity.customers > 500)
    #expect(abs((regularity.shape ?? 0) - 2) < 0.25, "\(regularity.estimate)")
  }

  @Test func overdueAgainstTheOwnRhythm() {
    // At the median gap one half whatever k is; surer the more regular, on either side of it.
    for k in [0.5, 1, 2, 16, 300] {
      #expect(isClose(Overdue.probability(silence: 30, rhythm: 30, regularity: k), 0.5, 1e-9))
      var last = -1.0
      for silence in stride(from: 0.0, through: 300, by: 5) {
        let chance = Overdue.probability(silence: silence, rhythm: 30, regularity: k) ?? -2
        #expect(chance >= last && chance <= 1)
        last = chance
      }
    }
    // k = 1 is the exponential distribution: 1 − 2^(−silence/rhythm).
    #expect(isClose(Overdue.probability(silence: 60, rhythm: 30, regularity: 1), 0.75, 1e-12))
    // scipy 1.10.1: gamma.cdf(1.5 · gamma.ppf(0.5, 16), 16).
    #expect(isClose(Overdue.probability(silence: 45, rhythm: 30, regularity: 16), 0.9576269317525639, 1e-12))
    #expect(Overdue.probability(silence: -1, rhythm: 30, regularity: 1) == nil)
    #expect(Overdue.probability(silence: 3, rhythm: 0, regularity: 1) == nil)
    #expect(Overdue.probability(silence: 3, rhythm: 1, regularity: 0) == nil)
  }
}
