extension Concentration {
  /// What the cuts between tiers are shares of.
  package enum Basis: String, CaseIterable, Sendable {
    /// Of the total amount: the first tier holds, say, 80 % of sales.
    case amount
    /// Of the number of accounts: the first tier is, say, the top 1 % of accounts.
    case accounts
  }

  /// What happens at a cut to accounts with equal amounts.
  package enum TierTies: String, CaseIterable, Sendable {
    /// They are taken one by one in the order of their rows, so a cut may pass between them.
    case inOrder = "in_order"
    /// They join the tier of the first of them, so the result does not depend on the order of rows.
    case together
  }

  /// The tier of each account in the order of the rows: 0 the upper tier, `cuts.count` the lowest.
  ///
  /// From the largest account down, an account belongs to the first tier whose cut the accounts before it
  /// have not reached: the account that crosses a cut joins the upper tier. Sums closer than 10⁻¹² of the
  /// total are equal.
  ///
  /// - Parameter cuts: Shares above 0 and at most 1, ascending.
  /// - Throws: `parameter`; `nothingToShare` by amount if all amounts are zero.
  package func tiers(
    _ cuts: [Double], of basis: Basis, ties: TierTies = .inOrder
  ) throws(MeasureError) -> [Int] {
    guard cuts.allSatisfy({ $0 > 0 && $0 <= 1 }), zip(cuts, cuts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .parameter(name: "cuts", allowed: "shares above 0 and at most 1, ascending")
    }
    let total = basis == .amount ? try divisor() : Double(count)
    var tier = 0
    var result: [Int] = []
    result.reserveCapacity(count)
    for place in order.indices {
      let before = basis == .amount ? (place > 0 ? cumulative[place - 1] : 0) : Double(place)
      let tied = ties == .together && place > 0 && amounts[place] == amounts[place - 1]
      while !tied, tier < cuts.count, before / total >= cuts[tier] - 1e-12 { tier += 1 }
      result.append(tier)
    }
    return byRow(result)
  }

  /// What a tier holds.
  package struct TierSummary: Equatable, Sendable {
    package let tier: Int
    package var accounts = 0
    package var amount = 0.0
    package var shareOfAccounts = 0.0
    /// Share of the total amount; 0 where all amounts are zero.
    package var shareOfAmount = 0.0
  }

  /// One row for each of `count` tiers, given the tier of each row as a number from 0.
  ///
  /// - Throws: `unequalLengths`, `outOfRange`.
  package func summary(_ tiers: [Int], count tierCount: Int) throws(MeasureError) -> [TierSummary] {
    try Require.equalLength(count, tiers.count)
    var rows = (0..<max(0, tierCount)).map { TierSummary(tier: $0) }
    for (place, row) in order.enumerated() {
      guard rows.indices.contains(tiers[row]) else { throw .outOfRange(row: row, allowed: "the tiers") }
      rows[tiers[row]].accounts += 1
      rows[tiers[row]].amount += amounts[place]
    }
    for tier in rows.indices {
      rows[tier].shareOfAccounts = Double(rows[tier].accounts) / Double(count)
      rows[tier].shareOfAmount = total > 0 ? rows[tier].amount / total : 0
    }
    return rows
  }
}
