/// The order in which to develop customers, by credit, size and loyalty, each high or low.
package struct PriorityMatrix: Equatable, Sendable {
  /// One of the eight combinations.
  package struct Class: Hashable, Sendable {
    package var highCredit: Bool
    package var large: Bool
    package var loyal: Bool

    package init(highCredit: Bool, large: Bool, loyal: Bool) {
      self.highCredit = highCredit
      self.large = large
      self.loyal = loyal
    }
  }

  /// What the matrices of two measures advise.
  package enum Advice: String, CaseIterable, Sendable {
    /// First choice for development.
    case first
    /// The place in the order is hard to determine.
    case uncertain
    /// Choose a suitable moment and send a good team.
    case suitableMoment = "suitable_moment"
    case last

    init(strong: Bool, loyal: Bool) {
      self = strong ? (loyal ? .first : .uncertain) : (loyal ? .suitableMoment : .last)
    }
  }

  package struct Placement: Equatable, Sendable {
    package let kind: Class
    /// 1 for the class to develop first, 8 for the last.
    package let rank: Int
    package let bySizeAndLoyalty: Advice
    package let byCreditAndLoyalty: Advice
    /// Whether the two matrices advise differently, so that the rank is a decision and no finding.
    package var disagrees: Bool { bySizeAndLoyalty != byCreditAndLoyalty }
  }

  /// The eight classes from the first to the last.
  package let order: [Class]

  /// - Throws: `parameter` unless each of the eight classes is there once.
  package init(order: [Class]) throws(MeasureError) {
    guard order.count == 8, Set(order).count == 8 else {
      throw .parameter(name: "order", allowed: "each of the eight classes once")
    }
    self.order = order
  }

  private init(listed order: [Class]) { self.order = order }

  /// Credit before size before loyalty: the only order of this kind that both matrices of two measures allow.
  package static let standard = PriorityMatrix(
    listed: [true, false].flatMap { credit in
      [true, false].flatMap { large in
        [true, false].map { Class(highCredit: credit, large: large, loyal: $0) }
      }
    })

  /// The place of a customer; nil if a measure is missing, for missing is not low.
  package func place(highCredit: Bool?, large: Bool?, loyal: Bool?) -> Placement? {
    guard let highCredit, let large, let loyal else { return nil }
    let kind = Class(highCredit: highCredit, large: large, loyal: loyal)
    guard let place = order.firstIndex(of: kind) else { return nil }
    return Placement(
      kind: kind, rank: place + 1, bySizeAndLoyalty: Advice(strong: large, loyal: loyal),
      byCreditAndLoyalty: Advice(strong: highCredit, loyal: loyal))
  }
}
