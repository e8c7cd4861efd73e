/// Travel between places, 0 ..< count, not necessarily the same both ways.
package struct TravelMatrix: Sendable {
  package let count: Int
  /// Row by row.
  package let values: [Double]

  package init(count: Int, _ travel: (Int, Int) -> Double) {
    self.count = count
    var values: [Double] = []
    values.reserveCapacity(count * count)
    for from in 0..<count { for to in 0..<count { values.append(travel(from, to)) } }
    self.values = values
  }

  package subscript(from: Int, to: Int) -> Double { values[from * count + to] }
}
