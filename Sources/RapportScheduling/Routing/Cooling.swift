import Glibc

/// The temperature of simulated annealing over the budget: from hot to cold, once or again and again.
///
/// What is decided while it is hot, as who is seen on which days, is decided anew in each fall: many short falls find what one
/// long fall misses, and the other way round, so that chains of both kinds belong together.
struct Cooling {
  /// Temperatures are in parts of the travel per visit; a colder beginning freezes the days of customers too early.
  private static let hottest = 1.0
  private static let coldest = 0.005
  /// Iterations per visit that a short fall has at least.
  private static let shortestFall = 2_000.0

  /// How often it falls; nil until it is seen how fast the search is.
  private var falls: Double?

  init(fallsOnce: Bool) { falls = fallsOnce ? 1 : nil }

  /// - Parameters:
  ///   - share: the part of the budget that is used, 0 … 1.
  ///   - iterations: done so far.
  mutating func temperature(_ share: Double, iterations: Int, visits: Int) -> Double {
    if falls == nil, share >= 0.01 {
      let all = Double(iterations) / share
      falls = max((all / (Self.shortestFall * Double(max(visits, 1)))).rounded(.down), 1)
    }
    let fallen = min(share, 1) * (falls ?? 1)
    return Self.hottest * pow(Self.coldest / Self.hottest, fallen - fallen.rounded(.down))
  }
}
