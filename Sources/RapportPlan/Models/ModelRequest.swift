package import RapportAnalytics
package import RapportValues

/// What times of a model are counted in.
package typealias ModelUnit = RapportAnalytics.TimeUnit

/// A model to be fitted, or found where it was kept.
package struct ModelRequest: Sendable {
  package let kind: ModelKind
  package let unit: ModelUnit
  /// The day of observation.
  package let asOf: Day
  /// Whose orders: `accounts`, or the name and text of a population.
  package let population: String
  /// `orders where status = sold`
  package let events: String
  /// For a model of purchases, in days or, where it counts periods, in periods:
  /// rows of (repeat days, days from the first order to the last, days observed, customers with these numbers), with the
  /// sum over them of the mean logarithm of gaps where k is wanted; for a model of spending of (repeat days, their mean
  /// amount) of each customer; for the regularity one row (Σ V, Σ V², customers with V, all).
  package let summary: Rel
}

/// What `explain` says of a model that a statement uses.
package struct ModelCard: Hashable, Sendable {
  package let model: FittedModel
  package let asOf: Day
  package let population: String
  package let events: String
}

/// The calibration and what came after it.
package struct HoldOutRequest: Sendable {
  package let kinds: [ModelKind]
  package let unit: ModelUnit
  /// In days.
  package let duration: Int
  /// Days of silence after which the plain rule calls a customer gone.
  package let silence: Int
  /// As the summary of a model with k, with a column of days with orders after the calibration before the count.
  package let summary: Rel
}

/// How the rules did.
package struct HoldOutResult: Sendable {
  package struct Rule: Sendable {
    package let name: String
    package let score: HoldOut.Score
    /// Mean orders per customer of those with as many repeat orders; the last line holds those with more too.
    package let byFrequency: [(frequency: Int, customers: Int, predicted: Double, actual: Double)]

    package init(
      name: String, score: HoldOut.Score,
      byFrequency: [(frequency: Int, customers: Int, predicted: Double, actual: Double)]
    ) {
      self.name = name
      self.score = score
      self.byFrequency = byFrequency
    }
  }

  /// The models, then the rule of silence.
  package let rules: [Rule]
  /// Models that could not be fitted, in words.
  package let problems: [String]

  package init(rules: [Rule], problems: [String]) {
    self.rules = rules
    self.problems = problems
  }
}
