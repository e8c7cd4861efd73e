/// How long a customer was watched until the first silence that counts as leaving.
///
/// What ends is the time from the first order to the first day on which the rule of silence says "lost": nothing
/// for more than the window. That day is known when it comes and needs no look at later orders, so customers who
/// are not silent so long are censored at the as-of date without bias. Counting the days up to the last order
/// instead, and censoring at the as-of date, would count recent customers as staying who may have left already.
/// A customer who came back later had left all the same.
package struct FirstSilence: Equatable, Sendable {
  /// Days from the first order to the end or to the as-of date.
  package let days: Int
  package let ended: Bool

  /// - Parameters:
  ///   - orders: Numbers of days with an order, in any order; those after the as-of date do not count.
  ///   - window: Days of silence that are not yet leaving.
  ///   - asOf: The number of the as-of date.
  /// - Returns: nil without an order up to the as-of date.
  package init?(orders: [Int], window: Int, asOf: Int) {
    let sorted = orders.sorted()
    guard let first = sorted.first, first <= asOf else { return nil }
    var last = first
    for day in sorted where day <= asOf && day - last <= window { last = day }
    ended = asOf - last > window
    days = ended ? last + window + 1 - first : asOf - first
  }
}
