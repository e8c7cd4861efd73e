/// Cells as columns with times in units of the longest, as fits want them.
struct CellTable: Sendable {
  private(set) var frequencies: [Int] = []
  private(set) var recencies: [Double] = []
  private(set) var ages: [Double] = []
  private(set) var weights: [Double] = []
  /// The longest time observed, in the unit of the history; 1 here.
  let unit: Double
  let mostOrders: Int
  /// Customers.
  let weight: Double
  /// Repeat orders of all customers.
  let orders: Double
  /// Repeat orders of a customer in the longest time.
  let rate: Double

  var count: Int { frequencies.count }

  private static let sampleSize = 20_000

  init(_ history: PurchaseHistory) throws(ModelError) {
    self.init(history.cells, history.counts, unit: try history.checkFit())
  }

  private init(_ cells: [PurchaseHistory.Cell], _ counts: [Int], unit: Double) {
    var orders = 0.0
    var time = 0.0
    var most = 0
    var weight = 0.0
    for (cell, count) in zip(cells, counts) where count > 0 {
      let (recency, age, share) = (cell.recency / unit, cell.age / unit, Double(count))
      frequencies.append(cell.frequency)
      recencies.append(recency)
      ages.append(age)
      weights.append(share)
      orders += share * Double(cell.frequency)
      time += share * age
      weight += share
      most = max(most, cell.frequency)
    }
    self.unit = unit
    self.mostOrders = most
    self.weight = weight
    self.orders = orders
    self.rate = max(1e-5, orders / max(time, 1e-9))
  }

  /// Evenly chosen cells from which the search of a large table starts; nil if the table is small.
  var sample: CellTable? {
    guard count > 2 * Self.sampleSize else { return nil }
    var cells: [PurchaseHistory.Cell] = []
    var counts: [Int] = []
    for index in 0..<Self.sampleSize {
      let row = index * count / Self.sampleSize
      cells.append(.init(frequency: frequencies[row], recency: recencies[row], age: ages[row]))
      counts.append(Int(weights[row]))
    }
    return CellTable(cells, counts, unit: 1)
  }
}

extension PurchaseHistory {
  private static let fewest = 10

  /// Refuses customers whom no model can be fitted to, and gives the longest time observed.
  @discardableResult
  func checkFit() throws(ModelError) -> Double {
    var longest = 0.0
    for cell in cells {
      if let problem = cell.problem { throw .impossibleCustomer(problem) }
      longest = max(longest, cell.age)
    }
    let customers = customers
    guard customers >= Self.fewest else { throw .tooFewCustomers(have: customers, needed: Self.fewest) }
    guard repeaters > 0 else { throw .noRepeatBuyers }
    guard cells.count > 1, longest > 1e-100 else { throw .allAlike }
    return longest
  }
}
