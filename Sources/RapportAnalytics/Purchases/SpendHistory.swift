import Glibc

/// What a model of spending needs to know of customers: repeat orders and their mean value.
package struct SpendHistory: Sendable {
  private(set) var frequencies: [Double] = []
  private(set) var means: [Double] = []
  /// Customers without a repeat order, about whom nothing is known.
  package private(set) var withoutRepeat = 0
  /// Customers whose repeat orders are worth nothing or less, such as those who returned as much as they bought.
  package private(set) var withoutValue = 0

  package init() {}

  /// - Parameters:
  ///   - frequency: Repeat orders.
  ///   - mean: Their mean value in units of money.
  package mutating func add(frequency: Int, mean: Double) {
    guard frequency > 0 else { return withoutRepeat += 1 }
    guard mean > 0, mean <= 1e100 else { return withoutValue += 1 }
    frequencies.append(Double(frequency))
    means.append(mean)
  }

  package var customers: Int { means.count }

  /// Evenly chosen customers from which the search of a large table starts; nil if the table is small.
  var sample: SpendHistory? {
    let size = 20_000
    guard customers > 2 * size else { return nil }
    var chosen = SpendHistory()
    for index in 0..<size {
      chosen.frequencies.append(frequencies[index * customers / size])
      chosen.means.append(means[index * customers / size])
    }
    return chosen
  }

  /// The same with values in units of `unit`.
  func scaled(by unit: Double) -> SpendHistory {
    var scaled = self
    scaled.means = means.map { $0 / unit }
    return scaled
  }
}
