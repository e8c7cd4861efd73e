import RapportAnalytics
import Testing

@Suite struct PurchaseHistoryTests {
  @Test func equalCustomersShareACell() {
    var history = PurchaseHistory()
    history.add(.init(frequency: 2, recency: 3, age: 10))
    history.add(.init(frequency: 0, recency: 0, age: 10), count: 3)
    history.add(.init(frequency: 2, recency: 3, age: 10))
    #expect(history.cells.count == 2)
    #expect(history.counts == [2, 3])
    #expect(history.customers == 5)
    #expect(history.repeaters == 2)
  }

  @Test func manyCustomersFindTheirCell() {
    var random = SplitMix(1)
    var history = PurchaseHistory()
    var counts: [PurchaseHistory.Cell: Int] = [:]
    for _ in 0..<20_000 {
      let age = Double(random.below(40)) / 7
      let cell = PurchaseHistory.Cell(frequency: random.below(5), recency: Double(random.below(30)) / 7, age: age)
      history.add(cell)
      counts[cell, default: 0] += 1
    }
    #expect(history.cells.count == counts.count)
    for (cell, count) in zip(history.cells, history.counts) { #expect(counts[cell] == count) }
    // Numbers no customer can have keep their cell too, and −0 is 0.
    for zero in [0.0, -0.0] { history.add(.init(frequency: 9, recency: .nan, age: zero)) }
    #expect(history.counts.last == 2)
  }
}
