/// The days on which each customer ordered, ascending and each once.
package struct OrderDays: Equatable, Sendable {
  /// The days of all customers, one customer after the other.
  package private(set) var days: [Int] = []
  /// Where the days of each customer start in `days`; one more than there are customers.
  package private(set) var starts: [Int] = [0]
  /// Orders after the as-of day, which are left out.
  package private(set) var laterOrders = 0

  /// Customers, also those without an order.
  package var customers: Int { starts.count - 1 }

  /// The days of a customer, 0 ..< `customers`; none for any other number.
  package func days(of customer: Int) -> ArraySlice<Int> {
    guard (0..<customers).contains(customer) else { return [] }
    return days[starts[customer]..<starts[customer + 1]]
  }

  /// - Parameters:
  ///   - customer: The customer of each order, 0 ..< `customerCount`.
  ///   - day: The day number of each order.
  /// - Throws: `unequalLengths`, `outOfRange`.
  package init(customer: [Int], day: [Int], customerCount: Int, asOf: Int) throws(MeasureError) {
    try Require.equalLength(customer.count, day.count)
    let known = 0..<max(0, customerCount)
    if let row = customer.firstIndex(where: { !known.contains($0) }) {
      throw .outOfRange(row: row, allowed: "the customers")
    }
    var next = Self.offsets(customer, day, known.count, asOf)
    let bounds = next
    var grouped = [Int](repeating: 0, count: bounds.last ?? 0)
    for (row, who) in customer.enumerated() where day[row] <= asOf {
      grouped[next[who]] = day[row]
      next[who] += 1
    }
    laterOrders = customer.count - grouped.count
    days.reserveCapacity(grouped.count)
    starts.reserveCapacity(bounds.count)
    for who in known { append(&grouped, bounds[who]..<bounds[who + 1]) }
  }

  /// Where the orders of each customer start.
  private static func offsets(_ customer: [Int], _ day: [Int], _ customers: Int, _ asOf: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: customers + 1)
    for (row, who) in customer.enumerated() where day[row] <= asOf { counts[who + 1] += 1 }
    for who in 0..<customers { counts[who + 1] += counts[who] }
    return counts
  }

  /// Sorts a customer's days and takes each once.
  private mutating func append(_ grouped: inout [Int], _ range: Range<Int>) {
    grouped.withUnsafeMutableBufferPointer { all in
      var own = UnsafeMutableBufferPointer(rebasing: all[range])
      own.sort()
    }
    var last: Int?
    for day in grouped[range] where day != last {
      days.append(day)
      last = day
    }
    starts.append(days.count)
  }
}
