import Glibc

extension BetaGeometric {
  /// P(alive) times the orders of a customer who is: a negative binomial number of chances, each of which needs all
  /// stays before it. Every term is positive, so a = 1 and whole-numbered differences are no special case.
  ///
  /// The published form with ₂F₁ (Fader, Hardie, Lee 2005, eq. 10) is this sum where k = 1.
  package func expectedOrders(in time: Double, _ customer: PurchaseHistory.Cell) -> Double? {
    guard customer.isPossible, time >= 0, time <= 1e100 else { return nil }
    guard time > 0 else { return 0 }
    let alive = Special.logistic(-logOddsStopped(customer))
    let size = r + Double(regularity) * Double(customer.frequency)
    let rest = alpha + customer.age
    let stays = b + Double(customer.frequency + dropout.first)
    if regularity == 1 { return alive * orders(size: size, odds: time / rest, stays: stays) }
    let phases = waiting(size, (customer.age - customer.recency) / rest).weights
    var placed = PlacedOrders(a: a, stays: stays)
    var sum = 0.0
    for (phase, weight) in phases.enumerated() where weight > 1e-18 {
      sum += weight * regularOrders(size: size + Double(phase), odds: time / rest, phase, &placed)
    }
    return alive * sum
  }

  /// Orders of a customer who is alive and orders by a Poisson process: size and odds of the negative binomial number.
  private func orders(size: Double, odds: Double, stays: Double) -> Double {
    let mean = size * odds
    let none = size * log1p(odds)
    let terms = mean + 40 * (mean * (1 + odds)).squareRoot() + 40 * (1 + odds)
    if none < 600, terms < 4000 { return series(size: size, odds: odds, none: none, stays: stays) }
    return quadrature(size: size, odds: odds, stays: stays)
  }

  private func series(size: Double, odds: Double, none: Double, stays: Double) -> Double {
    let share = odds / (1 + odds)
    var probability = exp(-none) * size * share
    // Orders placed of n that would be without stopping, and the chance that the last of them is.
    var placed = 1.0
    var staying = stays / (a + stays)
    var sum = probability
    var n = 1.0
    while n < 20_000 {
      let growth = (size + n) / (n + 1) * share
      probability *= growth
      placed += staying
      staying *= (stays + n) / (a + stays + n)
      let term = probability * placed
      sum += term
      n += 1
      if growth < 1, term <= sum * 1e-17 * (1 - growth) { break }
    }
    return sum
  }

  /// E (1 − (1 + p·z)^−R) / p over p of a Beta distribution (a, stays).
  private func quadrature(size: Double, odds: Double, stays: Double) -> Double {
    func value(_ p: Double) -> Double { -expm1(-size * log1p(p * odds)) / p }
    let highest = size * odds
    // Where a Beta distribution heaps up at an end, what a line through both ends misses is smooth.
    let heaped = a < 0.1 || stays < 0.1
    let atOne = heaped ? value(1) : 0
    let atZero = heaped ? highest : 0
    let density = -Special.logBeta(a, stays)
    // The centre of large exponents is found by a Beta distribution's own scale.
    let total = DoubleExponential.integrate { p, q in
      let weight = exp(density + (a - 1) * log(p) + (stays - 1) * log(q))
      let rest = value(p) - atZero * q - atOne * p
      return SIMD8(weight * rest, weight, 0, 0, 0, 0, 0, 0)
    }
    let line = (atZero * stays + atOne * a) / (a + stays)
    let mean = heaped ? total[0] + line : total[0] / (total[1] > 0 ? total[1] : 1)
    return mean.isFinite ? min(highest, max(0, mean)) : value(a / (a + stays))
  }

  /// As `orders` where only every k-th event is an order and `phase` events of the current one have happened.
  private func regularOrders(size: Double, odds: Double, _ phase: Int, _ placed: inout PlacedOrders) -> Double {
    let mean = size * odds
    let terms = mean + 40 * (mean * (1 + odds)).squareRoot() + 40 * (1 + odds)
    guard terms < 1e6 else {
      // So many events that what is left of one order no longer matters.
      return orders(size: size, odds: odds / Double(regularity), stays: placed.stays)
    }
    let share = odds / (1 + odds)
    var (probability, mass, sum) = (1.0, 1.0, 0.0)
    var (untilOrder, orders, worth) = (regularity - phase, 0, 0.0)
    var n = 0.0
    while n < 2e6 {
      let growth = (size + n) / (n + 1) * share
      probability *= growth
      n += 1
      untilOrder -= 1
      if untilOrder == 0 {
        untilOrder = regularity
        orders += 1
        worth = placed[orders]
      }
      mass += probability
      sum += probability * worth
      if probability > 1e250 {
        probability *= 1e-250
        mass *= 1e-250
        sum *= 1e-250
      }
      if growth < 1, probability * (1 + worth) <= mass * 1e-17 * (1 - growth) { break }
    }
    return sum / mass
  }
}

/// How many of n orders are placed by a customer who may stop after each: Σ of the chances to stay for i of them, i < n.
private struct PlacedOrders {
  let a: Double
  let stays: Double
  private var placed = [0.0]
  private var staying = 1.0

  init(a: Double, stays: Double) {
    self.a = a
    self.stays = stays
    placed.reserveCapacity(64)
  }

  subscript(_ orders: Int) -> Double {
    mutating get {
      while placed.count <= orders {
        let before = Double(placed.count) - 1
        placed.append(placed[placed.count - 1] + staying)
        staying *= (stays + before) / (a + stays + before)
      }
      return placed[orders]
    }
  }
}
