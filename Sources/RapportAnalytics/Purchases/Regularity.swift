import Glibc

/// How regularly customers order: the shape k of the Gamma distribution of the times between their orders,
/// the same for all.
///
/// Estimator of Wheat and Morrison (1990): of each customer with three orders or more, M is the share that a
/// gap has of itself and the next. It has a Beta distribution (k, k) however often a customer orders, so that
/// k = (1 − 4V)/(8V) with V the mean of (M − ½)². The square makes the order of the two gaps indifferent;
/// nothing is drawn by chance. 1 is a Poisson process, where gaps vary as much as chance makes them; more is
/// more regular, below 1 orders come in bursts.
package struct Regularity: Hashable, Sendable {
  package enum Estimate: Hashable, Sendable {
    /// No customer has two gaps.
    case unknown
    /// With its standard error by the delta method; nil of a single customer.
    case shape(Double, standardError: Double?)
    /// Gaps that do not differ, or less than days can show: k is beyond `highest`, which takes its place.
    case perfect
    /// One gap of each customer is nothing beside the other: k is 0.
    case bursts
  }

  /// The largest k that is told apart from perfect regularity; gaps of a month would vary by a day.
  package static let highest = 1000.0
  /// The smallest.
  package static let lowest = 1e-3

  package private(set) var customers = 0
  private var squares = 0.0
  private var fourths = 0.0

  package init() {}

  /// The same from sums that somebody else made.
  ///
  /// - Parameters:
  ///   - customers: Those with two gaps or more.
  ///   - squares: Σ (M − ½)².
  ///   - fourths: Σ (M − ½)⁴; only the standard error needs it.
  package init(customers: Int, squares: Double, fourths: Double) {
    self.customers = max(0, customers)
    self.squares = squares
    self.fourths = fourths
  }

  /// Adds a customer by the last two times between orders, in any unit; two of 0 tell nothing and are left
  /// out.
  package mutating func add(_ last: Double, _ before: Double) {
    let sum = last + before
    guard last >= 0, before >= 0, sum > 0, sum.isFinite else { return }
    let distance = last / sum - 0.5
    customers += 1
    squares += distance * distance
    fourths += distance * distance * distance * distance
  }

  /// V, 0 to ¼; nil without customers.
  package var spread: Double? {
    guard customers > 0, squares >= 0, squares.isFinite else { return nil }
    return min(0.25, squares / Double(customers))
  }

  package var estimate: Estimate {
    guard let spread else { return .unknown }
    guard let shape = Self.shape(spread: spread), shape < Self.highest else { return .perfect }
    guard shape > Self.lowest else { return .bursts }
    let variance = max(0, fourths / Double(customers) - spread * spread) / Double(customers)
    return .shape(shape, standardError: customers > 1 ? variance.squareRoot() / (8 * spread * spread) : nil)
  }

  /// k within `lowest` and `highest`; nil without customers.
  package var shape: Double? {
    switch estimate {
    case .unknown: nil
    case .shape(let shape, _): shape
    case .perfect: Self.highest
    case .bursts: Self.lowest
    }
  }

  /// (1 − 4V)/(8V) of a spread V from 0 to ¼; nil for 0, where it is infinite.
  static func shape(spread: Double) -> Double? {
    spread > 1e-12 ? max(0, 1 - 4 * spread) / (8 * spread) : nil
  }
}
