/// What the purchase models need to know of customers: how often, how lately and for how long.
///
/// Times are in units of the model, such as weeks. Customers with equal numbers share a cell, because only the numbers
/// enter a likelihood.
package struct PurchaseHistory: Sendable {
  /// Customers with the same numbers.
  package struct Cell: Hashable, Sendable {
    /// Repeat purchases: days with an order, less the first.
    package var frequency: Int
    /// Time from the first order to the last, `t_x`; 0 without a repeat.
    package var recency: Double
    /// Time from the first order to the day of observation, `T`.
    package var age: Double

    package init(frequency: Int, recency: Double, age: Double) {
      self.frequency = frequency
      self.recency = recency
      self.age = age
    }
  }

  package private(set) var cells: [Cell] = []
  /// How many customers each cell stands for.
  package private(set) var counts: [Int] = []
  private var index = CellIndex()

  package init() {}

  package mutating func add(_ cell: Cell, count: Int = 1) {
    if let known = index.row(of: cell, in: cells) {
      counts[known] += count
    } else {
      cells.append(cell)
      counts.append(count)
    }
  }

  /// All customers.
  package var customers: Int { counts.reduce(0, +) }
  /// Customers whose last order is a time or longer ago.
  package func silent(for time: Double) -> Int {
    zip(cells, counts).reduce(0) { $0 + ($1.0.age - $1.0.recency >= time ? $1.1 : 0) }
  }
  /// Customers who came back.
  package var repeaters: Int { zip(cells, counts).reduce(0) { $0 + ($1.0.frequency > 0 ? $1.1 : 0) } }
}
