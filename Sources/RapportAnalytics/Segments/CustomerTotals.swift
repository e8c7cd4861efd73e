/// Last order, number of orders and money of every customer, from columns of orders in one pass.
package struct CustomerTotals: Equatable, Sendable {
  /// The customer of each row of the other columns; customers without an order up to the as-of date are left
  /// out.
  package private(set) var customers: [Int] = []
  /// Days from the last order to the as-of date; 0 or more.
  package private(set) var daysSinceLast: [Double] = []
  package private(set) var orders: [Double] = []
  package private(set) var amounts: [Double] = []
  /// Orders dated after the as-of date, which are not counted.
  package private(set) var laterOrders = 0

  /// - Parameters:
  ///   - customer: The customer of each order, 0 ..< `customerCount`.
  ///   - day: The day of each order, as a day number.
  ///   - amount: The value of each order in one currency; returns below zero lessen the sum.
  ///   - asOf: The day on which to stand.
  /// - Throws: `unequalLengths`, `notFinite`, `outOfRange`, `tooLarge`; `empty` if no order is left.
  package init(
    customer: [Int], day: [Int], amount: [Double], customerCount: Int, asOf: Int
  ) throws(MeasureError) {
    try Require.equalLength(customer.count, day.count)
    try Require.equalLength(customer.count, amount.count)
    try Require.finite(amount)
    let known = 0..<max(0, customerCount)
    if let row = customer.firstIndex(where: { !known.contains($0) }) {
      throw .outOfRange(row: row, allowed: "the customers")
    }
    var last = [Int](repeating: .min, count: known.count)
    var counts = [Int](repeating: 0, count: known.count)
    var sums = [Double](repeating: 0, count: known.count)
    for (row, who) in customer.enumerated() {
      guard day[row] <= asOf else {
        laterOrders += 1
        continue
      }
      last[who] = max(last[who], day[row])
      counts[who] += 1
      sums[who] += amount[row]
    }
    guard sums.allSatisfy(\.isFinite) else { throw .tooLarge }
    customers = known.filter { counts[$0] > 0 }
    guard !customers.isEmpty else { throw .empty }
    daysSinceLast = customers.map { Double(asOf) - Double(last[$0]) }
    orders = customers.map { Double(counts[$0]) }
    amounts = customers.map { sums[$0] }
  }
}
