/// A score of an account from several components with weights, such as its health or its loyalty.
///
/// A component that is missing is left out of the weights, never taken as zero; if too much is missing there
/// is no score. Weights are a judgement: the score orders accounts and predicts nothing by itself.
package struct WeightedScore: Equatable, Sendable {
  package struct Component: Equatable, Sendable {
    package var name: String
    /// Relative to the weights of the others.
    package var weight: Double
    /// False for a component of which less is better.
    package var higherIsBetter: Bool

    package init(_ name: String, weight: Double = 1, higherIsBetter: Bool = true) {
      self.name = name
      self.weight = weight
      self.higherIsBetter = higherIsBetter
    }

    /// A value turned so that more is better.
    func goodness(_ value: Double) -> Double { higherIsBetter ? value : 1 - value }
  }

  /// What a component adds to the score of an account.
  package struct Part: Equatable, Sendable {
    package let name: String
    /// The value given; nil if missing.
    package let value: Double?
    /// The share of the component in the weights of those present; 0 if missing.
    package let weight: Double
    /// Points of the score; but for rounding, the points of all parts add up to it.
    package let points: Double
  }

  package struct Result: Equatable, Sendable {
    /// 0 to 1; nil if the coverage is below the minimum.
    package let score: Double?
    /// The share of the weights whose components are present.
    package let coverage: Double
    package let parts: [Part]
    package var missing: [String] { parts.filter { $0.value == nil }.map(\.name) }
  }

  package let components: [Component]
  package let minimumCoverage: Double
  private let totalWeight: Double

  /// - Parameter minimumCoverage: The least share of the weights that must be present, 0 to 1.
  /// - Throws: `empty`, `parameter` if a weight is not above zero.
  package init(_ components: [Component], minimumCoverage: Double = 0.5) throws(MeasureError) {
    try Require.notEmpty(components.count)
    for component in components where !(component.weight > 0 && component.weight <= 1e12) {
      throw .parameter(name: "weight of \(component.name)", allowed: "above 0 and at most 10^12")
    }
    guard (0...1).contains(minimumCoverage) else {
      throw .parameter(name: "minimum coverage", allowed: "0 to 1")
    }
    self.components = components
    self.minimumCoverage = minimumCoverage
    totalWeight = components.reduce(0) { $0 + $1.weight }
  }

  /// The score of one account.
  ///
  /// - Parameter values: One value from 0 to 1 for each component, nil if missing.
  /// - Throws: `unequalLengths`; `outOfRange` with the number of the component.
  package func score(_ values: [Double?]) throws(MeasureError) -> Result {
    try Require.equalLength(components.count, values.count)
    for (place, value) in values.enumerated() {
      guard let value else { continue }
      guard (0...1).contains(value) else { throw .outOfRange(row: place, allowed: "0 to 1") }
    }
    let present = zip(components, values).reduce(0) { $0 + ($1.1 == nil ? 0 : $1.0.weight) }
    let parts = zip(components, values).map { component, value in
      guard let value else { return Part(name: component.name, value: nil, weight: 0, points: 0) }
      let weighted = component.weight * component.goodness(value)
      return Part(
        name: component.name, value: value, weight: component.weight / present, points: weighted / present)
    }
    let coverage = present / totalWeight
    let enough = present > 0 && coverage >= minimumCoverage - 1e-12
    let sum = zip(components, values).reduce(0) { sum, pair in
      sum + (pair.1.map { pair.0.weight * pair.0.goodness($0) } ?? 0)
    }
    let score = min(1, sum / present)
    return Result(score: enough ? score : nil, coverage: coverage, parts: parts)
  }

  /// The six indicators of loyalty with equal weights: repeat and cross purchases, tolerance of incidents and
  /// recommendations speak for it, sensitivity to price and time spent choosing against it.
  package static let loyaltyIndicators = [
    Component("repeat_purchases"), Component("cross_purchases"),
    Component("price_sensitivity", higherIsBetter: false), Component("incident_tolerance"),
    Component("choosing_time", higherIsBetter: false), Component("recommendation"),
  ]
}
