import RapportStore
import RapportValues

/// How far the making of a demonstration store is.
public struct DemoProgress: Sendable, Hashable {
  /// `rows`, `indexes` or `statistics`, in this order.
  public var step: String
  /// Accounts or indexes made so far, and in all.
  public var done: Int
  public var total: Int
}

/// Makes a store of invented customers, with about ten orders each; the same arguments make the same store.
///
/// - Parameters:
///   - path: the file to make; it must not be there.
///   - accounts: how many customers, 1 to 10,000,000.
///   - seed: another number gives other customers.
///   - today: the day the history ends; nil is today.
///   - shouldStop: asked now and then; with true nothing is made, and an error of kind `interrupted` is thrown.
///   - progress: told now and then how far it is.
/// - Returns: a line that says what the store holds.
public func makeDemo(
  at path: String, accounts: Int = 1_000, seed: UInt64 = 1, today: Day? = nil,
  shouldStop: () -> Bool = { false }, progress: (DemoProgress) -> Void = { _ in }
) throws(DiagnosticsError) -> String {
  try Failure.wrapping {
    let summary = try makeDemoStore(
      path: path, accounts: accounts, seed: seed, today: today ?? LocalClock.today()
    ) { step in
      if shouldStop() { throw StoreError(.cancelled, "interrupted; no store was made") }
      progress(DemoProgress(step: step.step.rawValue, done: step.done, total: step.total))
    }
    return [
      "\(summary.accounts) accounts", "\(summary.contacts) contacts", "\(summary.orders) orders",
      "\(summary.invoices) invoices", "\(summary.payments) payments", "\(summary.visits) visits",
    ].joined(separator: ", ")
  }
}
