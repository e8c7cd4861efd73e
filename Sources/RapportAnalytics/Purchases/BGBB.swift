import Glibc

/// BG/BB: orders that can only come once a period, such as donations by year; in each period a customer first
/// may stop for good and, if not, orders or does not.
///
/// The chance to order differs between customers by a Beta distribution (α, β), that to stop by another (γ,
/// δ). Source: Fader, Hardie, Shang (2010). Times of a customer are whole numbers of periods: `frequency` is
/// the periods with an order after the first order, `recency` the number of the last of them and `age` how
/// many there have been.
///
/// It is for orders that have their season. Where customers order whenever they like, several orders of a
/// period count as one; use a model of continuous time there.
package struct BGBB: PurchaseModel, Equatable {
  package let alpha: Double
  package let beta: Double
  package let gamma: Double
  package let delta: Double

  package init(alpha: Double, beta: Double, gamma: Double, delta: Double) throws(ModelError) {
    try checkParameters(["alpha": alpha, "beta": beta, "gamma": gamma, "delta": delta])
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
    self.delta = delta
  }

  /// A customer's numbers where they are whole.
  struct Opportunities {
    /// Periods with an order.
    let orders: Int
    /// The last of them.
    let last: Int
    let periods: Int

    static let most = 1 << 20

    init?(_ customer: PurchaseHistory.Cell) {
      guard customer.isPossible, customer.age <= Double(Self.most), let last = Int(exactly: customer.recency),
        let periods = Int(exactly: customer.age), customer.frequency <= last,
        customer.frequency > 0 || last == 0,
        customer.frequency == 0 || last > 0
      else { return nil }
      (orders, self.last, self.periods) = (customer.frequency, last, periods)
    }
  }

  /// ln odds of having stopped: Σ over the periods in which it may have been, against none of them.
  private func logOddsStopped(_ customer: Opportunities) -> Double {
    let (x, n) = (Double(customer.orders), Double(customer.periods))
    var sum = -Double.infinity
    guard customer.last < customer.periods else { return sum }
    // From the last period back: the later the stop, the closer it is to none.
    var term = log(gamma) - log(delta + (n - 1)) + log1p((alpha + x) / (beta + (n - 1 - x)))
    var before = n - 1
    while true {
      sum = Special.logSumExp(sum, term)
      if before <= Double(customer.last) { return sum }
      before -= 1
      term += log1p((alpha + x) / (beta + (before - x))) + log1p((gamma + 1) / (delta + before))
    }
  }

  package func probabilityAlive(_ customer: PurchaseHistory.Cell) -> Double? {
    probabilityAlive(customer, after: 0)
  }

  /// The probability of being a customer still in a period to come; the literature prints that of the next
  /// one, 1.
  package func probabilityAlive(_ customer: PurchaseHistory.Cell, after periods: Int) -> Double? {
    guard periods >= 0, let known = Opportunities(customer) else { return nil }
    let now = delta + customer.age
    let staying = Special.logRising(now, Double(periods)) - Special.logRising(gamma + now, Double(periods))
    return Special.logistic(-logOddsStopped(known)) * min(1, exp(staying))
  }

  package func logLikelihood(_ customer: PurchaseHistory.Cell) -> Double? {
    guard let known = Opportunities(customer) else { return nil }
    let (x, n) = (Double(known.orders), Double(known.periods))
    // x of n periods with an order, and n stays, each as Π of shares so that none of their factors is huge.
    let orders =
      Special.logRising(alpha, x) + Special.logRising(beta, n - x) - Special.logRising(alpha + beta, n)
    let stays = Special.logRising(delta, n) - Special.logRising(gamma + delta, n)
    return min(0, orders) + min(0, stays) + Special.softplus(logOddsStopped(known))
  }

  /// Periods with an order to expect in the next `time` periods; a period that is not over counts as none.
  ///
  /// (α + x)/(α + β + n) · P(alive) · Σ (δ + n)ⱼ/(γ + δ + n)ⱼ for j from 1, whose closed form (eq. 13 of the
  /// source) has γ = 1 as a removable singularity.
  package func expectedOrders(in time: Double, _ customer: PurchaseHistory.Cell) -> Double? {
    guard time >= 0, time <= 1e12, let alive = probabilityAlive(customer) else { return nil }
    let periods = time.rounded(.down)
    return alive * rate(customer) * min(periods, stays(periods, delta + customer.age))
  }

  /// Discounted expected residual transactions: all orders to come, the first of them a period from now (eq.
  /// 14).
  ///
  /// Nil for a rate of 0, where the sum may be infinite.
  package func discountedOrders(
    _ customer: PurchaseHistory.Cell, rate discount: DiscountRate, unit: TimeUnit
  ) -> Double? {
    let continuous = discount.continuous(per: unit)
    guard continuous >= 1e-12, let alive = probabilityAlive(customer) else { return nil }
    return alive * rate(customer)
      * discountedStays(exp(-continuous), -expm1(-continuous), delta + customer.age)
  }

  private func rate(_ customer: PurchaseHistory.Cell) -> Double {
    (alpha + Double(customer.frequency)) / (alpha + beta + customer.age)
  }

  /// Σ (δ)ⱼ/(γ + δ)ⱼ for j = 1 … count.
  private func stays(_ count: Double, _ delta: Double) -> Double {
    if count <= 512 {
      var (term, sum, j) = (1.0, 0.0, 0.0)
      while j < count {
        term *= (delta + j) / (gamma + delta + j)
        sum += term
        j += 1
      }
      return sum
    }
    let excess = gamma - 1
    // Near γ = 1 the slope between the ends is that in the middle.
    let fall =
      abs(excess) < 1e-5
      ? Special.digammaRising(delta + 1 + excess / 2, count)
      : (Special.logRising(gamma + delta, count) - Special.logRising(delta + 1, count)) / excess
    return delta * Special.expm1Ratio(-excess, fall)
  }

  /// Σ (δ)ⱼ/(γ + δ)ⱼ vʲ, which is the mean of v·q/(1 − v·q) over q of a Beta distribution (δ, γ).
  private func discountedStays(_ v: Double, _ loss: Double, _ delta: Double) -> Double {
    var (term, sum, j) = (1.0, 0.0, 0.0)
    while j < 50_000 {
      term *= (delta + j) / (gamma + delta + j) * v
      sum += term
      j += 1
      if term <= sum * 1e-17 * loss { return sum }
    }
    let density = -Special.logBeta(gamma, delta)
    let total = DoubleExponential.integrate { p, q in
      let weight = exp(density + (gamma - 1) * log(p) + (delta - 1) * log(q))
      return SIMD8(weight * v * q / (loss + v * p), weight, 0, 0, 0, 0, 0, 0)
    }
    let mean = total[0] / (total[1] > 0 ? total[1] : 1)
    return mean.isFinite ? min(v / loss, max(sum, mean)) : sum
  }
}
