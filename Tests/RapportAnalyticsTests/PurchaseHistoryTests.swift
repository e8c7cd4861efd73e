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
}
