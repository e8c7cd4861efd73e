import Glibc

/// The share of customers still there after a time, where some have not been watched to their end.
///
/// Kaplan and Meier (1958): S(t) = Π (1 − d/n) over the times at which something ended, d endings among n at
/// risk. Variance by Greenwood (1926). Who was watched up to time t without an ending is at risk at t. The
/// estimate assumes that customers who are still there would leave no differently from those watched longer;
/// where few are at risk, the curve's tail says little.
package struct KaplanMeier: Equatable, Sendable {
  /// A confidence interval; both ends within 0 to 1.
  package struct Interval: Equatable, Sendable {
    package let lower: Double
    package let upper: Double

    package init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// The estimate at a time at which somebody left or was seen last.
  package struct Step: Equatable, Sendable {
    /// In the unit of the times given.
    package let time: Double
    package let atRisk: Int
    /// Endings at this time.
    package let events: Int
    /// Customers seen last at this time without an ending.
    package let censored: Int
    package let survival: Double
    /// Greenwood's standard error of the survival; nil once survival is zero.
    package let standardError: Double?
    /// S·exp(±z·√V), cut at 1; the default of R's survfit. Nil once survival is zero.
    package let log: Interval?
    /// S^exp(±z·√V / ln S); better in small groups. Nil once survival is zero.
    package let logLog: Interval?

    package func interval(_ kind: IntervalKind) -> Interval? {
      kind == .log ? log : logLog
    }
  }

  /// The scale on which an interval is symmetric.
  package enum IntervalKind: String, CaseIterable, Sendable {
    case log
    case logLog = "log_log"
  }

  /// A time with its interval; an end is nil where the curve does not reach it.
  package struct Quantile: Equatable, Sendable {
    package let time: Double?
    package let lower: Double?
    package let upper: Double?
  }

  /// In ascending order of time.
  package let steps: [Step]
  package let rows: Int
  package let confidence: Double

  /// - Parameters:
  ///   - times: How long each customer was watched, in one unit; 0 or more.
  ///   - ended: Whether the customer left at that time; if not, the customer was still there.
  ///   - confidence: Level of the intervals, between 0 and 1.
  /// - Throws: `empty`, `unequalLengths`, `notFinite`, `negative`, `parameter`.
  package init(times: [Double], ended: [Bool], confidence: Double = 0.95) throws(MeasureError) {
    guard confidence > 0, confidence < 1 else {
      throw .parameter(name: "confidence", allowed: "between 0 and 1")
    }
    try Require.notEmpty(times.count)
    try Require.equalLength(times.count, ended.count)
    try Require.notNegative(times)
    self.confidence = confidence
    rows = times.count
    let z = Normal.twoSided(confidence)
    var (survival, variance) = (1.0, 0.0)
    steps = EventTimes(times: times, ended: ended).map { moment in
      let (events, atRisk) = (Double(moment.events), Double(moment.atRisk))
      if moment.events == moment.atRisk {
        survival = 0
      } else {
        survival *= 1 - events / atRisk
        variance += events / (atRisk * (atRisk - events))
      }
      return Self.step(moment, survival, variance, z)
    }
  }

  private static func step(
    _ moment: EventTimes.Moment, _ survival: Double, _ variance: Double, _ z: Double
  ) -> Step {
    let width = z * variance.squareRoot()
    let alive = survival > 0
    return Step(
      time: moment.time, atRisk: moment.atRisk, events: moment.events,
      censored: moment.leaving - moment.events, survival: survival,
      standardError: alive ? survival * variance.squareRoot() : nil,
      log: alive ? Interval(lower: survival * exp(-width), upper: min(1, survival * exp(width))) : nil,
      logLog: alive ? logLog(survival, width) : nil)
  }

  private static func logLog(_ survival: Double, _ width: Double) -> Interval {
    guard survival < 1 else { return Interval(lower: 1, upper: 1) }
    let stretch = exp(width / -Glibc.log(survival))
    return Interval(lower: pow(survival, stretch), upper: pow(survival, 1 / stretch))
  }

  /// Survival at a time; 1 before the first ending. Nil after the last time watched, unless nobody was left.
  package func survival(at time: Double) -> Double? {
    guard let last = steps.last, time <= last.time || last.survival == 0 else { return nil }
    return steps.last { $0.time <= time }?.survival ?? 1
  }

  /// The first time at which half or fewer are left, with the times at which the interval's ends fall to a
  /// half (Brookmeyer and Crowley 1982). Nil: more than half were left when last seen.
  package func median(_ kind: IntervalKind = .log) -> Quantile {
    let half = 0.5 + 1e-12
    return Quantile(
      time: steps.first { $0.survival <= half }?.time,
      lower: steps.first { ($0.interval(kind)?.lower ?? 0) <= half }?.time,
      upper: steps.first { ($0.interval(kind)?.upper ?? 1) <= half }?.time)
  }
}
