import RapportCatalog
import RapportSyntax
import Testing

@Suite("Rules that a catalog takes over")
struct StandardRulesTests {
  private static let shop = """
    entity customers from "clients" key id label name {
      id: integer
      name: text
      credit: credit = missing
      loyalty: loyalty
      advice_on_credit: advice = rule credit_advice
    }
    """

  @Test func belongToTheEntityThatNamesThem() throws {
    let catalog = try catalog(Self.shop)
    let rule = try #require(catalog.rule("credit_advice"))
    #expect(rule.entity == "customers")
    #expect(rule.origin.name == CatalogText.standardName)
    #expect(catalog.rule("size_advice") == nil)
    #expect(catalog.enumeration("信用")?.name == "credit")
    #expect(catalog.enumeration("size") == nil)
  }

  @Test func declaredOnesWin() throws {
    let catalog = try catalog(
      Self.shop + """

        enum loyalty 信用 ordered { none, some }
        rule credit_advice for customers { when loyalty = some then first else last }
        """)
    #expect(catalog.rule("credit_advice")?.origin.replaced == nil)
    #expect(catalog.rule("credit_advice")?.declaration.branches.count == 1)
    #expect(catalog.enumeration("loyalty")?.values.count == 2)
    // A name that is taken is left to whoever declared it.
    #expect(catalog.enumeration("信用")?.name == "loyalty")
  }

  @Test func needTheFieldsTheyRead() throws {
    let text = """
      entity customers key id {
        id: integer
        loyalty: loyalty
        advice: advice = rule credit_advice
      }
      """
    let problem = try #require(CatalogLoader.load([(name: "shop.rap", source: text)]).problems.first)
    #expect(problem.text == 0)
    #expect(problem.diagnostic.code == "R0339")
    #expect(
      problem.diagnostic.message == "rule `credit_advice` reads `credit`, which `customers` has not")
    #expect(
      problem.diagnostic.help == ["give it fields of these names; what nobody knows is `credit: credit = missing`"])
    #expect(problem.diagnostic.span.map { String(Array(text)[$0.start..<$0.end]) } == "credit_advice")
  }

  @Test func belongToOneEntity() throws {
    let text = Self.shop + "\n" + Self.shop.replacing("customers", with: "others")
    let problem = try #require(CatalogLoader.load([(name: "shop.rap", source: text)]).problems.first)
    #expect(problem.diagnostic.code == "R0332")
    #expect(problem.diagnostic.message == "rule `credit_advice` is for `customers`, not for `others`")
  }

  /// A rule that sets a field of our own stores sets none of other people's.
  @Test func setNothing() throws {
    let text = """
      entity cards key id {
        id: integer
        man: integer
        class: card_grade = rule man_grade
      }
      enum card_grade ordered { A, B, C }
      """
    #expect(try catalog(text).rule("man_grade")?.target == nil)
  }
}
