import Glibc

/// A unit of time a model counts in.
package struct TimeUnit: Hashable, Sendable {
  package let name: String
  /// How many there are in a year.
  package let perYear: Double

  package init(name: String, perYear: Double) {
    self.name = name
    self.perYear = perYear
  }

  package static let day = TimeUnit(name: "day", perYear: 365)
  package static let week = TimeUnit(name: "week", perYear: 52)
  package static let month = TimeUnit(name: "month", perYear: 12)
  package static let year = TimeUnit(name: "year", perYear: 1)
}

/// What a payment a year later is worth less: the effective rate of a year, such as 0.15 for 15 %.
package struct DiscountRate: Hashable, Sendable {
  package let annual: Double

  /// Nil unless the rate is a number of 0 or more.
  package init?(annual: Double) {
    guard annual >= 0, annual <= 1e6 else { return nil }
    self.annual = annual
  }

  /// The rate of continuous discounting for one unit: ln(1 + annual) / units in a year.
  package func continuous(per unit: TimeUnit) -> Double { log1p(annual) / unit.perYear }

  /// What 1 is worth that is paid after a time in a unit.
  package func factor(after time: Double, _ unit: TimeUnit) -> Double { exp(-continuous(per: unit) * time) }
}
