import RapportCatalog
import Testing

@Suite struct NameSuggestionTests {
  @Test(arguments: [
    ("loyality", "loyalty"), ("regoin", "region"), ("amout", "amount"), ("Credit", "credit"),
  ])
  func finds(_ typed: String, _ meant: String) {
    let known = ["loyalty", "region", "amount", "credit", "city", "id"]
    #expect(NameSuggestion.closest(to: typed, among: known) == meant)
  }

  @Test(arguments: ["", "x", "weather", "客户"]) func doesNotGuessWildly(_ typed: String) {
    #expect(NameSuggestion.closest(to: typed, among: ["city", "id", "订单", "amount"]) == nil)
  }
}
