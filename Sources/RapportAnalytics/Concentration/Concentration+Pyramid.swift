/// Level of the customer pyramid of Zeithaml, Rust and Lemon (2001).
package enum PyramidLevel: Int, CaseIterable, Sendable {
  case platinum, gold, iron, lead
}

/// Where the levels of the pyramid end, as cumulative shares from the largest account down.
package struct PyramidCuts: Equatable, Sendable {
  package var platinum: Double
  package var gold: Double
  package var iron: Double
  package var basis: Concentration.Basis

  package init(platinum: Double, gold: Double, iron: Double, of basis: Concentration.Basis) {
    self.platinum = platinum
    self.gold = gold
    self.iron = iron
    self.basis = basis
  }

  /// The top 1 % of accounts, the next 4 %, the next 15 % and the rest: cuts of ours. The four
  /// levels have no fixed cuts of their own: state which were used.
  package static let standard = PyramidCuts(platinum: 0.01, gold: 0.05, iron: 0.20, of: .accounts)
}

extension Concentration {
  /// The pyramid level of each account in the order of the rows; the account that crosses a cut joins the
  /// upper level, so the largest account is always platinum.
  ///
  /// - Throws: `parameter`; `nothingToShare` if the cuts are of the amount and all amounts are zero.
  package func pyramid(
    _ cuts: PyramidCuts = .standard, ties: TierTies = .inOrder
  ) throws(MeasureError) -> [PyramidLevel] {
    try tiers([cuts.platinum, cuts.gold, cuts.iron], of: cuts.basis, ties: ties).map {
      PyramidLevel(rawValue: $0) ?? .lead
    }
  }
}
