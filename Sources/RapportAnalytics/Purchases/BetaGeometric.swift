import Glibc

/// BG/NBD, MBG/NBD and their regular relatives (M)BG/CNBD-k: while alive, a customer orders at a steady rate; after
/// an order the customer may stop for good.
///
/// Rates differ between customers by a Gamma distribution (shape r, rate α in time units), the probability of
/// stopping by a Beta distribution (a, b). Time between orders is Erlang-k; k = 1 is the Poisson process. Sources:
/// Fader, Hardie, Lee (2005) for BG/NBD; Batislam, Denizel, Filiztekin (2007) for MBG/NBD; Platzer, Reutterer (2016) for k.
///
/// BG/NBD calls everybody alive who has bought only once; do not use it to find lost customers. With k = 1 customers
/// who order regularly are noticed as lost far too late.
package struct BetaGeometric: PurchaseModel, Equatable {
  /// When a customer may stop for good.
  package enum Dropout: Sendable {
    /// After each repeat order: BG.
    case afterRepeat
    /// After every order, the first too: MBG.
    case afterEvery

    /// Chances to stop that come before the first repeat.
    var first: Int { self == .afterEvery ? 1 : 0 }
  }

  package let dropout: Dropout
  /// Shape k of the time between orders; 1 for a Poisson process.
  package let regularity: Int
  package let r: Double
  /// In units of time.
  package let alpha: Double
  package let a: Double
  package let b: Double

  package init(
    _ dropout: Dropout, regularity: Int = 1, r: Double, alpha: Double, a: Double, b: Double
  ) throws(ModelError) {
    try checkParameters(["r": r, "alpha": alpha, "a": a, "b": b, "k": Double(regularity)])
    guard regularity <= 1000 else { throw .impossibleParameter(name: "k", value: Double(regularity)) }
    self.dropout = dropout
    self.regularity = regularity
    self.r = r
    self.alpha = alpha
    self.a = a
    self.b = b
  }

  /// ln odds of having stopped; −∞ where that is impossible.
  func logOddsStopped(_ customer: PurchaseHistory.Cell) -> Double {
    let x = customer.frequency + dropout.first
    guard x > 0 else { return -.infinity }
    let silence = customer.age - customer.recency
    let exponent = r + Double(regularity) * Double(customer.frequency)
    let odds =
      log(a) - log(b + Double(x - 1)) + exponent * log1p(silence / (alpha + customer.recency))
    guard regularity > 1 else { return odds }
    return odds - waiting(exponent, silence / (alpha + customer.age)).logSum
  }

  package func probabilityAlive(_ customer: PurchaseHistory.Cell) -> Double? {
    guard customer.isPossible else { return nil }
    let chances = customer.frequency + dropout.first
    guard chances > 0 else { return 1 }
    let exponent = r + Double(customer.frequency)
    if regularity == 1, exponent < 1000 {
      // The last digit of the logarithm counts a thousand times at most.
      let power = exponent * log((alpha + customer.age) / (alpha + customer.recency))
      // Beyond, only logarithms stay in the range of numbers.
      if power < 300 {
        let stay = b + Double(chances - 1)
        return stay / (stay + a * exp(power))
      }
    }
    return Special.logistic(-logOddsStopped(customer))
  }

  package func logLikelihood(_ customer: PurchaseHistory.Cell) -> Double? {
    guard customer.isPossible else { return nil }
    let x = Double(customer.frequency)
    let orders = x * Double(regularity)
    let chances = Double(customer.frequency + dropout.first)
    let timing =
      Special.logRising(r, orders) - r * log1p(customer.age / alpha) - orders * log(alpha + customer.age)
    let staying = logStaying(chances)
    let wait = waiting(r + orders, (customer.age - customer.recency) / (alpha + customer.age)).logSum
    return timing + staying + wait + Special.softplus(logOddsStopped(customer))
  }

  /// ln B(a, b + n) / B(a, b): the chance of staying n times.
  private func logStaying(_ n: Double) -> Double {
    if n <= 32 {
      var sum = 0.0
      for step in 0..<Int(n) { sum -= log1p(a / (b + Double(step))) }
      return sum
    }
    // The rising factorials that stay apart: whichever of a and n is the smaller step.
    return a < n
      ? Special.logRising(b, a) - Special.logRising(b + n, a)
      : Special.logRising(b, n) - Special.logRising(a + b, n)
  }

  /// The phases of an Erlang wait that fit a silence, by weight.
  struct Waiting {
    var weights: [Double]
    var logSum: Double
  }

  /// Σ (R)ⱼ/j! qʲ for j < k, with each term's share.
  func waiting(_ exponent: Double, _ q: Double) -> Waiting {
    guard regularity > 1 else { return Waiting(weights: [1], logSum: 0) }
    var logs = [0.0]
    for j in 1..<regularity {
      logs.append(q > 0 ? logs[j - 1] + log((exponent + Double(j - 1)) / Double(j) * q) : -.infinity)
    }
    let high = logs.reduce(0) { max($0, $1) }
    let sum = logs.reduce(0) { $0 + exp($1 - high) }
    return Waiting(weights: logs.map { exp($0 - high) / sum }, logSum: high + log(sum))
  }
}
