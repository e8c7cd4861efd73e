import Glibc
import RapportAnalytics

/// Published data that is not part of the project; tests without it say so and pass.
enum Reference {
  /// The lines of a file split at commas, without its header; nil where the folder is absent.
  static func rows(_ file: String) -> [[Substring]]? {
    ReferenceFile.rows(file).map { rows in rows.map { row in row.map { Substring($0) } } }
  }

  /// Days since 1970 of a date as yyyy-mm-dd (Hinnant's days from civil).
  static func day(_ text: some StringProtocol) -> Int {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    let year = parts[0] - (parts[1] <= 2 ? 1 : 0)
    let month = (parts[1] + 9) % 12
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * month + 2) / 5 + parts[2] - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Orders of each customer by day up to an end, with the amounts of a day added up.
  static func orders(
    _ file: String, customer: Int, date: Int, amount: Int?, until end: String
  ) -> [[(day: Int, amount: Double)]]? {
    guard let rows = rows(file) else { return nil }
    var days: [Substring: [Int: Double]] = [:]
    for row in rows where day(row[date]) <= day(end) {
      days[row[customer], default: [:]][day(row[date]), default: 0] += amount.flatMap { Double(row[$0]) } ?? 0
    }
    return days.values.map { $0.sorted { $0.key < $1.key }.map { (day: $0.key, amount: $0.value) } }
  }

  /// The calibration period of the CDNOW sample in weeks.
  static func cdnow() -> PurchaseHistory? {
    let end = "1997-09-30"
    return cdnowOrders(until: end).map { history($0, end: end) }
  }

  /// Repeat orders of the calibration period and their mean value.
  static func cdnowSpending() -> SpendHistory? {
    cdnowOrders(until: "1997-09-30").map { orders in
      var spending = SpendHistory()
      for days in orders {
        let repeats = days.dropFirst()
        let mean = repeats.isEmpty ? 0 : repeats.reduce(0) { $0 + $1.amount } / Double(repeats.count)
        spending.add(frequency: repeats.count, mean: mean)
      }
      return spending
    }
  }

  /// The calibration period with what came in the 39 weeks after it.
  static func cdnowHoldOut() -> HoldOut? {
    let end = day("1997-09-30")
    return cdnowOrders(until: "1998-06-30").map { orders in
      let groups = orders.compactMap { days -> HoldOut.Group? in
        let known = days.filter { $0.day <= end }
        guard let first = known.first?.day, let last = known.last?.day else { return nil }
        let customer = PurchaseHistory.Cell(
          frequency: known.count - 1, recency: Double(last - first) / 7, age: Double(end - first) / 7)
        return HoldOut.Group(customer: customer, later: days.count - known.count, count: 1)
      }
      return HoldOut(groups, duration: 39)
    }
  }

  static func cdnowOrders(until end: String) -> [[(day: Int, amount: Double)]]? {
    orders("data/cdnow/cdnow_sample_orders.csv", customer: 1, date: 2, amount: 4, until: end)
  }

  static func history(_ orders: [[(day: Int, amount: Double)]], end: String) -> PurchaseHistory {
    var history = PurchaseHistory()
    for days in orders {
      history.add(
        .init(
          frequency: days.count - 1, recency: Double(days[days.count - 1].day - days[0].day) / 7,
          age: Double(day(end) - days[0].day) / 7))
    }
    return history
  }
}

/// Equal to a printed number of so many places after the point.
func matches(_ value: Double?, _ printed: Double, places: Int) -> Bool {
  guard let value else { return false }
  return abs(value - printed) <= 0.5000001 * pow(10, -Double(places))
}

func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-10) -> Bool {
  guard let value else { return false }
  return abs(value - expected) <= tolerance * max(abs(expected), 1e-300)
}
