/// The usual time between a customer's orders, and how far the present silence exceeds it.
///
/// Works for customers who order regularly; one who orders by project has no rhythm, and a season looks
/// like silence. The measure is of each customer alone: no other customers enter.
package enum OrderRhythm {
  /// The order days a rhythm needs.
  package static let leastDays = 3

  /// The median gap between order days, in days; nil with fewer than three distinct days.
  ///
  /// - Parameter days: Day numbers in ascending order; orders of one day count once.
  /// - Throws: `parameter` if the days are not in order.
  package static func median(_ days: some Collection<Int>) throws(MeasureError) -> Double? {
    var gaps: [Double] = []
    return try median(days, &gaps)
  }

  /// Days since the last order ÷ the rhythm; 1 when the next order is due. Nil without a rhythm.
  ///
  /// - Throws: `parameter` if the days are not in order or one lies after the as-of day.
  package static func overdue(_ days: some Collection<Int>, asOf: Int) throws(MeasureError) -> Double? {
    var gaps: [Double] = []
    return try overdue(days, asOf, &gaps).overdue
  }

  /// Rhythm and overdue of every customer.
  ///
  /// - Throws: `parameter` if a day lies after the as-of day.
  package static func columns(
    _ days: OrderDays, asOf: Int
  ) throws(MeasureError) -> (rhythm: [Double?], overdue: [Double?]) {
    var (rhythms, overdues) = ([Double?](), [Double?]())
    rhythms.reserveCapacity(days.customers)
    overdues.reserveCapacity(days.customers)
    var gaps: [Double] = []
    for customer in 0..<days.customers {
      let result = try overdue(days.days(of: customer), asOf, &gaps)
      rhythms.append(result.rhythm)
      overdues.append(result.overdue)
    }
    return (rhythms, overdues)
  }

  /// `gaps` is room that is used again for each customer.
  private static func overdue(
    _ days: some Collection<Int>, _ asOf: Int, _ gaps: inout [Double]
  ) throws(MeasureError) -> (rhythm: Double?, overdue: Double?) {
    guard let rhythm = try median(days, &gaps) else { return (nil, nil) }
    let last = days.reduce(.min) { max($0, $1) }
    guard last <= asOf else { throw .parameter(name: "days", allowed: "up to the as-of day") }
    return (rhythm, (Double(asOf) - Double(last)) / rhythm)
  }

  private static func median(
    _ days: some Collection<Int>, _ gaps: inout [Double]
  ) throws(MeasureError) -> Double? {
    gaps.removeAll(keepingCapacity: true)
    var before: Int?
    for day in days {
      if let before {
        guard before <= day else { throw .parameter(name: "days", allowed: "in ascending order") }
        if before < day { gaps.append(Double(day) - Double(before)) }
      }
      before = day
    }
    guard gaps.count + 1 >= leastDays else { return nil }
    gaps.sort()
    return Quantile.median(gaps)
  }
}
