import RapportValues

/// The products of a demonstration store, oldest first.
struct DemoProducts {
  struct Product {
    /// Fen.
    var price: Int
    var cost: Int
    var introduced: Int
    var line: Int
    var series: Int
    var model: Int
    /// A new brand in every contract, not in the first alone.
    var staysNew: Bool
  }
  struct Line {
    var name: StaticString
    var local: StaticString
    var price: Int
  }

  static let lines: [Line] = [
    Line(name: "Cooling unit", local: "精密空调", price: 4_800_000),
    Line(name: "Power supply", local: "不间断电源", price: 2_100_000),
    Line(name: "Server cabinet", local: "机柜", price: 520_000),
    Line(name: "Optical switch", local: "光交换机", price: 880_000),
    Line(name: "Sensor kit", local: "传感器", price: 64_000),
    Line(name: "Battery", local: "电池", price: 180_000),
    Line(name: "Filter", local: "过滤器", price: 12_000),
    Line(name: "Service contract", local: "维保服务", price: 960_000),
  ]
  static let series: [StaticString] = ["Aurora", "Borealis", "Cirrus", "Delta", "Ember"]
  static let modelsPerSeries = 3

  let products: [Product]
  /// Number of products on sale, by day since `firstDay`.
  private let onSale: [Int]
  private let firstDay: Int

  init(seed: UInt64, today: Int, firstDay: Int) {
    var random = DemoRandom(seed: seed, stream: -1)
    var products: [Product] = []
    for (line, kind) in Self.lines.enumerated() {
      for series in Self.series.indices {
        for model in 0..<Self.modelsPerSeries {
          let price = kind.price / 100 * (60 + 35 * model + random.below(40)) / 100 * 100
          let cost = price / 100 * random.within(55...78)
          // The last series is new: brought in within the last two years.
          let isNew = series == Self.series.count - 1
          let introduced = isNew ? today - random.within(20...700) : firstDay - random.within(30...2500)
          products.append(
            Product(
              price: price, cost: cost, introduced: introduced, line: line, series: series,
              model: model + 1, staysNew: isNew && line.isMultiple(of: 2)))
        }
      }
    }
    products.sort {
      ($0.introduced, $0.line, $0.series, $0.model) < ($1.introduced, $1.line, $1.series, $1.model)
    }
    self.products = products
    self.firstDay = firstDay
    onSale = (firstDay...max(firstDay, today)).map { day in
      products.prefix { $0.introduced <= day }.count
    }
  }

  /// How many products, oldest first, could be bought on a day.
  func count(on day: Int) -> Int {
    let position = day - firstDay
    return onSale.indices.contains(position) ? max(1, onSale[position]) : products.count
  }

  /// The keys of products that were new brands on a day.
  func newBrands(on day: Int) -> [Int] {
    products.indices.filter { products[$0].staysNew && products[$0].introduced <= day }.map { $0 + 1 }
  }

  func write(to table: DemoTable, days: DemoDays) {
    for (index, product) in products.enumerated() {
      let line = Self.lines[product.line]
      table.add(index + 1)
      table.addText { $0.append("P").append(1001 + index) }
      table.addFoldedText {
        $0.append(Self.series[product.series]).append(" ")
        $0.append(index % 3 == 2 ? line.local : line.name).append(" ").append(product.model * 20)
      }
      table.add(line.name)
      table.add(Self.series[product.series])
      table.add(product.price)
      table.add(product.cost)
      table.add(day: product.introduced, days)
      if product.staysNew { table.add(1) } else { table.addMissing() }
      table.endRow()
    }
  }
}
