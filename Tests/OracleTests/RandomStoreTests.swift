import RapportOracle
import RapportValues
import Testing

@Suite("Random stores")
struct RandomStoreTests {
  @Test("The same seed gives the same rows; keys are unique and not missing")
  func determinism() {
    for seed in 0..<40 as Range<UInt64> {
      var (first, second) = (RandomStore(seed: seed), RandomStore(seed: seed))
      let store = first.make(TestCatalog.tables)
      #expect(store.tables == second.make(TestCatalog.tables).tables)
      for table in TestCatalog.tables {
        let rows = store.tables[table.name] ?? []
        let keys = rows.map { row in table.key.map { row[$0] ?? .missing } }
        #expect(Set(keys).count == rows.count, "\(table.name)")
        #expect(!keys.joined().contains(.missing))
        #expect(rows.allSatisfy { $0.count == table.columns.count })
      }
    }
  }
}
