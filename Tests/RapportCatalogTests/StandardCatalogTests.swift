import RapportCatalog
import RapportSyntax
import RapportValues
import Testing

@Suite struct StandardCatalogTests {
  private func standard() throws -> Catalog {
    try catalog(Resources.standard, storage: .own)
  }

  @Test func loadsWithoutProblems() throws {
    let catalog = try standard()
    for name in ["accounts", "contacts", "cards", "opportunities", "contracts", "history", "kept_runs"] {
      #expect(catalog.entity(name) != nil, "\(name)")
    }
    #expect(catalog.rules.count >= 30)
  }

  @Test(arguments: ["accounts", "客户", "客戶"]) func findsEntities(_ name: String) throws {
    #expect(try standard().entity(name)?.name == "accounts")
  }

  @Test(arguments: ["loyalty", "忠诚度", "忠誠度"]) func findsFields(_ name: String) throws {
    let accounts = try #require(try standard().entity("accounts"))
    #expect(accounts.field(name)?.name == "loyalty")
  }

  @Test(arguments: ["good", "较好", "較好"]) func findsValues(_ name: String) throws {
    let credit = try #require(try standard().enumeration("信用"))
    #expect(credit.value(name)?.name == "good")
    #expect(credit.group("高")?.members == ["good", "best"])
  }

  @Test func everyNameHasAChineseOne() throws {
    let catalog = try standard()
    for entity in catalog.entities {
      #expect(isChinese(entity.labels.simplified), "\(entity.name)")
      for field in entity.fields {
        #expect(isChinese(field.labels.simplified), "\(entity.name).\(field.name)")
      }
    }
    for rule in catalog.rules { #expect(isChinese(rule.labels.simplified), "\(rule.name)") }
    for enumeration in catalog.enums {
      #expect(isChinese(enumeration.labels.simplified), "\(enumeration.name)")
      for value in enumeration.values {
        #expect(isChinese(value.labels.simplified), "\(enumeration.name).\(value.name)")
      }
      for group in enumeration.groups {
        #expect(isChinese(group.labels.simplified), "\(enumeration.name).\(group.name)")
      }
    }
  }

  @Test func loyaltyAndCreditAnswerTheSampleQuery() throws {
    let catalog = try standard()
    let loyalty = try #require(catalog.enumeration("loyalty"))
    #expect(loyalty.type.isOrdered)
    #expect(loyalty.values.map(\.name) == ["low", "medium", "high"])
    #expect(loyalty.groups.isEmpty)
    let field = try #require(catalog.entity("accounts")?.field("loyalty"))
    #expect(field.type == .enumeration(loyalty.type))
    #expect(field.isTracked)
  }

  @Test func moneyIsScaledAndNamesAreFolded() throws {
    let accounts = try #require(try standard().entity("accounts"))
    let limit = try #require(accounts.field("credit_limit"))
    guard case .stored(let column) = limit.kind else { throw Unexpected() }
    #expect(column.encoding == .scaled)
    #expect(limit.type == .decimal(scale: 2, currency: Currency("CNY")))
    guard case .stored(let name)? = accounts.field("name")?.kind else { throw Unexpected() }
    #expect(name.foldedColumn == "name_folded")
    guard case .stored(let industry)? = accounts.field("industry")?.kind else { throw Unexpected() }
    #expect(industry.foldedColumn == nil)
  }

  @Test func keysHaveTypes() throws {
    let catalog = try standard()
    #expect(catalog.entity("accounts")?.key == [.init(column: "id", type: .integer)])
    #expect(
      catalog.entity("order_lines")?.key == [
        .init(column: "order_id", type: .integer), .init(column: "line", type: .integer),
      ])
    #expect(catalog.entity("orders")?.primaryDate?.name == "date")
  }

  @Test func commentsAreKept() throws {
    let accounts = try #require(try standard().entity("accounts"))
    #expect(accounts.documentation == "A company: a customer, a prospect or a dealer.")
    #expect(accounts.field("payment_days")?.documentation == "Days from invoice to due date.")
  }
}

struct Unexpected: Error {}

@Suite struct LazyCatalogTests {
  @Test func knowsTheSameAsTheFullOne() throws {
    let full = try catalog(Resources.standard, storage: .own)
    let lazy = try #require(CatalogLoader.standard().catalog)
    #expect(lazy.enums.map(\.name) == full.enums.map(\.name))
    #expect(lazy.rules.map(\.name) == full.rules.map(\.name))
    #expect(lazy.entities.map(\.name) == full.entities.map(\.name))
    for (left, right) in zip(lazy.entities, full.entities) {
      #expect(left.labels == right.labels)
      #expect(left.documentation == right.documentation)
      #expect(left.key == right.key)
      #expect(left.label == right.label)
      #expect(left.table == right.table)
      #expect(left.fields.map(\.name) == right.fields.map(\.name))
      #expect(left.fields.map(\.documentation) == right.fields.map(\.documentation))
    }
  }

  @Test func namesOneDeclarationAtATime() throws {
    let lazy = try #require(CatalogLoader.standard().catalog)
    #expect(lazy.entity("拜訪")?.name == "visits")
    #expect(lazy.entity("nothing") == nil)
    let accounts = try #require(lazy.entity("accounts"))
    #expect(accounts === lazy.entity("客户"))
    // Types are equal only if both come from one object.
    let credit = try #require(lazy.enumeration("credit"))
    #expect(accounts.field("credit")?.type == .enumeration(credit.type))
  }

  @Test func ownDeclarationsReplaceStandardOnes() throws {
    let source = "enum grade 等级/等級 ordered { D, C, B, A }"
    let result = CatalogLoader.standard(overriddenBy: [(name: "own.rap", source: source)])
    #expect(result.problems.isEmpty)
    #expect(result.catalog?.enumeration("grade")?.values.count == 4)
    let wrong = CatalogLoader.standard(overriddenBy: [(name: "own.rap", source: "enum grade { }")])
    #expect(wrong.catalog == nil)
    #expect(wrong.problems.map(\.text) == [1])
  }
}
