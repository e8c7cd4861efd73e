// Rounding lives in the C library.
import Glibc

/// What the largest accounts hold.
package struct ParetoShare: Equatable, Sendable {
  /// How many accounts are meant.
  package let accounts: Int
  /// Their share of all accounts.
  package let shareOfAccounts: Double
  /// Their share of the total amount.
  package let shareOfAmount: Double
}

extension Concentration {
  /// The share of the amount that the top share of accounts holds: "20 % of customers make 80 % of sales" as
  /// a figure of these accounts.
  ///
  /// The number of accounts is rounded up, and is at least one: 20 % of 7 accounts are 2.
  ///
  /// - Parameter top: Share of accounts above 0 and at most 1.
  /// - Throws: `parameter`, `nothingToShare`.
  package func pareto(top: Double) throws(MeasureError) -> ParetoShare {
    guard top > 0, top <= 1 else { throw .parameter(name: "top", allowed: "above 0 and at most 1") }
    let accounts = min(count, max(1, Int((top * Double(count) - 1e-9).rounded(.up))))
    return try share(ofLargest: accounts)
  }

  /// The fewest accounts that together hold a share of the amount.
  ///
  /// - Throws: `parameter`, `nothingToShare`.
  package func fewest(holding share: Double) throws(MeasureError) -> ParetoShare {
    guard share > 0, share <= 1 else { throw .parameter(name: "share", allowed: "above 0 and at most 1") }
    let total = try divisor()
    let place = cumulative.firstIndex { $0 / total >= share - 1e-12 } ?? count - 1
    return try self.share(ofLargest: place + 1)
  }

  private func share(ofLargest accounts: Int) throws(MeasureError) -> ParetoShare {
    ParetoShare(
      accounts: accounts, shareOfAccounts: Double(accounts) / Double(count),
      shareOfAmount: cumulative[accounts - 1] / (try divisor()))
  }
}
