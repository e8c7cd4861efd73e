import RapportAnalytics
import Testing

/// Weeks in remission of 42 children with leukaemia on 6-mercaptopurine or placebo: Freireich et al. (1963),
/// as printed by Kalbfleisch and Prentice (1980).
private enum Leukaemia {
  static let treated: [Double] = [
    6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35,
  ]
  static let treatedEnded = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0].map { $0 == 1 }
  static let placebo: [Double] = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
  static let placeboEnded = [Bool](repeating: true, count: 21)
}

@Suite struct SurvivalTests {
  private func near(_ a: Double?, _ b: Double, _ tolerance: Double) -> Bool {
    a.map { abs($0 - b) <= tolerance } ?? false
  }

  /// Survival and Greenwood errors as in Kleinbaum and Klein, Survival Analysis, chapter 2.
  @Test func publishedRemissions() throws {
    let curve = try KaplanMeier(times: Leukaemia.treated, ended: Leukaemia.treatedEnded)
    let steps = curve.steps.filter { $0.events > 0 }
    #expect(steps.map(\.time) == [6, 7, 10, 13, 16, 22, 23])
    #expect(steps.map(\.atRisk) == [21, 17, 15, 12, 11, 7, 6])
    let survival = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    let errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    for (step, (value, error)) in zip(steps, zip(survival, errors)) {
      #expect(near(step.survival, value, 5e-5) && near(step.standardError, error, 5e-5))
    }
    #expect(curve.median().time == 23 && curve.median().lower == 16 && curve.median().upper == nil)
    #expect(curve.survival(at: 0) == 1 && curve.survival(at: 36) == nil)
  }

  /// Log–log intervals and medians computed with lifelines 0.30.3.
  @Test func logLogIntervals() throws {
    let curve = try KaplanMeier(times: Leukaemia.treated, ended: Leukaemia.treatedEnded)
    let at10 = try #require(curve.steps.first { $0.time == 10 })
    #expect(near(at10.logLog?.lower, 0.503200, 5e-7) && near(at10.logLog?.upper, 0.889362, 5e-7))
    let at23 = try #require(curve.steps.first { $0.time == 23 })
    #expect(near(at23.logLog?.lower, 0.188052, 5e-7) && near(at23.logLog?.upper, 0.680143, 5e-7))
    #expect(curve.median(.logLog).lower == 13 && curve.median(.logLog).upper == nil)
    let placebo = try KaplanMeier(times: Leukaemia.placebo, ended: Leukaemia.placeboEnded)
    #expect(placebo.median(.logLog).time == 8)
    #expect(placebo.median(.logLog).lower == 4 && placebo.median(.logLog).upper == 11)
    // R's survfit, whose default is the log interval, prints 4 and 12.
    #expect(placebo.median().lower == 4 && placebo.median().upper == 12)
    #expect(placebo.steps.last?.survival == 0 && placebo.steps.last?.log == nil)
    #expect(placebo.survival(at: 100) == 0)
  }

  /// Log interval by hand at the first step: S = 18/21, V = 3/(21·18).
  @Test func logInterval() throws {
    let curve = try KaplanMeier(times: Leukaemia.treated, ended: Leukaemia.treatedEnded)
    let first = try #require(curve.steps.first)
    #expect(near(first.log?.lower, 0.719817, 1e-6) && first.log?.upper == 1)
  }

  /// Observed and expected as R's survdiff prints them; statistic and p-value to 15 digits by lifelines
  /// 0.30.3.
  @Test func logRankOfTwoGroups() throws {
    let test = try LogRank(
      times: Leukaemia.treated + Leukaemia.placebo, ended: Leukaemia.treatedEnded + Leukaemia.placeboEnded,
      group: [Int](repeating: 0, count: 21) + [Int](repeating: 1, count: 21), groupCount: 2)
    #expect(test.groups.map(\.observed) == [9, 21])
    #expect(near(test.groups[0].expected, 19.25, 0.005) && near(test.groups[1].expected, 10.75, 0.005))
    #expect(near(test.chiSquare, 16.792940989216547, 1e-12))
    #expect(test.degreesOfFreedom == 1)
    #expect(near(test.pValue, 4.168809109334511e-05, 1e-17))
  }

  /// Three groups against lifelines 0.30.3; a fourth without rows changes nothing.
  @Test(arguments: [3, 4]) func logRankOfThreeGroups(_ groups: Int) throws {
    let times: [Double] = [
      20, 24, 6, 24, 14, 20, 19, 9, 34, 2, 9, 17, 17, 12, 9, 2, 1, 7, 5, 29, 11, 19, 22, 12, 9, 13, 13, 29, 6,
      32, 24, 25, 9, 12, 19, 20, 20, 20, 25, 2, 28, 22, 27, 8, 16,
    ]
    let ended = [
      1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1,
      1, 0, 0, 1, 1, 0, 0, 0, 0, 1,
    ].map { $0 == 1 }
    let test = try LogRank(
      times: times, ended: ended, group: times.indices.map { $0 % 3 }, groupCount: groups)
    #expect(near(test.chiSquare, 0.10275807132679793, 1e-13))
    #expect(test.degreesOfFreedom == 2)
    #expect(near(test.pValue, 0.9499185492798382, 1e-13))
  }

  @Test func wrongInputIsRefused() throws {
    #expect(throws: MeasureError.empty) { try KaplanMeier(times: [], ended: []) }
    #expect(throws: MeasureError.negative(row: 0)) { try KaplanMeier(times: [-1], ended: [true]) }
    #expect(throws: MeasureError.notFinite(row: 0)) { try KaplanMeier(times: [.nan], ended: [true]) }
    #expect(throws: MeasureError.self) { try KaplanMeier(times: [1], ended: [true], confidence: 1) }
    #expect(throws: MeasureError.noEvents) {
      try LogRank(times: [1, 2], ended: [false, false], group: [0, 1], groupCount: 2)
    }
    #expect(throws: MeasureError.noEvents) {
      try LogRank(times: [1, 2], ended: [true, true], group: [1, 1], groupCount: 2)
    }
    #expect(throws: MeasureError.self) {
      try LogRank(times: [1, 2], ended: [true, true], group: [0, 2], groupCount: 2)
    }
    let one = try KaplanMeier(times: [5], ended: [false])
    #expect(one.steps.first?.survival == 1 && one.median().time == nil)
    #expect(one.steps.first?.logLog?.lower == 1)
  }

  @Test func survivalFallsAndIntervalsHoldIt() throws {
    var random = SplitMix(3)
    let times = (0..<300).map { _ in Double(random.below(60)) }
    let ended = times.map { _ in random.below(3) > 0 }
    let curve = try KaplanMeier(times: times, ended: ended)
    #expect(zip(curve.steps, curve.steps.dropFirst()).allSatisfy { $0.survival >= $1.survival })
    #expect(curve.steps.reduce(0) { $0 + $1.events + $1.censored } == 300)
    for step in curve.steps {
      for interval in [step.log, step.logLog].compactMap({ $0 }) {
        #expect(0 <= interval.lower && interval.lower <= step.survival + 1e-15)
        #expect(step.survival <= interval.upper + 1e-15 && interval.upper <= 1)
      }
    }
    let moved = times.indices.shuffled(using: &random)
    #expect(try KaplanMeier(times: moved.map { times[$0] }, ended: moved.map { ended[$0] }) == curve)
  }
}

@Suite struct FirstSilenceTests {
  @Test func endsOnTheFirstDayThatTheRuleSaysLost() {
    #expect(FirstSilence(orders: [0, 5], window: 10, asOf: 15)?.ended == false)
    #expect(FirstSilence(orders: [0, 5], window: 10, asOf: 15)?.days == 15)
    #expect(FirstSilence(orders: [5, 0], window: 10, asOf: 16)?.ended == true)
    #expect(FirstSilence(orders: [0, 5], window: 10, asOf: 900)?.days == 16)
  }

  /// What comes after a day changes nothing of what was known on it.
  @Test func laterOrdersDoNotMatter() {
    #expect(FirstSilence(orders: [0, 5, 30], window: 10, asOf: 60)?.days == 16)
    #expect(FirstSilence(orders: [0, 5, 30], window: 10, asOf: 20) == FirstSilence(orders: [0, 5], window: 10, asOf: 20))
    #expect(FirstSilence(orders: [30], window: 10, asOf: 20) == nil)
    #expect(FirstSilence(orders: [], window: 10, asOf: 20) == nil)
  }

  /// The last of the days agrees with the rule of silence.
  @Test func agreesWithTheRuleOfSilence() throws {
    for asOf in 0..<40 {
      let silent = try SilenceRule.window(days: 7).isLost(daysSinceLast: Double(asOf), rhythm: nil)
      #expect(FirstSilence(orders: [0], window: 7, asOf: asOf)?.ended == silent)
    }
  }
}

@Suite struct CohortTallyTests {
  /// Customer by customer as from all orders together.
  @Test func agreesWithTheTriangle() throws {
    let orders: [(customer: Int, period: Int)] = [
      (0, 3), (0, 5), (0, 3), (1, 4), (2, 3), (2, 4), (2, 5), (2, 6), (3, 6), (4, 9), (1, 9), (5, 5),
    ]
    let triangle = try CohortTriangle(
      customer: orders.map(\.customer), period: orders.map(\.period), customerCount: 6, last: 6)
    var tally = CohortTally(last: 6)
    for customer in 0..<6 { try tally.add(Array(Set(orders.filter { $0.customer == customer }.map(\.period)))) }
    #expect(tally.cohorts == triangle.cohorts)
  }

  @Test func refusesTooManyPeriods() throws {
    var tally = CohortTally(last: 5_000)
    try tally.add([3_001])
    #expect(throws: MeasureError.self) { try tally.add([3_000]) }
    #expect(throws: MeasureError.self) { try tally.add([.min]) }
    try tally.add([])
    try tally.add([5_001])
    #expect(tally.cohorts.map(\.size) == [1])
  }
}
