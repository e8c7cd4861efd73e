import RapportCatalog
import RapportValues
import Testing

@Suite struct ExampleCatalogTests {
  @Test(arguments: ["classicmodels", "northwind"])
  func loadsWithoutProblems(_ name: String) throws {
    let catalog = try catalog(repositoryFile("examples/\(name).rap"))
    for entity in catalog.entities {
      #expect(isChinese(entity.labels.simplified), "\(entity.name)")
      for field in entity.fields {
        #expect(isChinese(field.labels.simplified), "\(entity.name).\(field.name)")
      }
    }
    for name in ["accounts", "contacts", "people", "orders", "order_lines", "products"] {
      #expect(catalog.entity(name) != nil, "\(name)")
    }
    for name in ["account", "date", "status", "amount"] {
      #expect(catalog.entity("orders")?.field(name) != nil, "\(name)")
    }
  }

  @Test func storedStatusNamesAreMapped() throws {
    let catalog = try catalog(repositoryFile("examples/classicmodels.rap"))
    guard case .stored(let column)? = catalog.entity("orders")?.field("status")?.kind,
      case .mapped(let mappings) = column.encoding
    else { throw Unexpected() }
    #expect(mappings.first == StoredColumn.Mapping(value: "open", stored: .text("In Process")))
    #expect(mappings.map(\.value) == ["open", "on_hold", "disputed", "won", "resolved", "cancelled"])
  }

  @Test func foreignMoneyIsReadFromReal() throws {
    let catalog = try catalog(repositoryFile("examples/northwind.rap"))
    guard case .stored(let column)? = catalog.entity("order_lines")?.field("discount")?.kind else {
      throw Unexpected()
    }
    #expect(column.encoding == .real)
    #expect(catalog.entity("order_lines")?.table == "Order Details")
    #expect(
      catalog.entity("order_lines")?.key == [
        .init(column: "OrderID", type: .integer), .init(column: "ProductID", type: .integer),
      ])
  }

  /// The sample catalogs name rules of the standard catalog and repeat none.
  @Test(arguments: ["classicmodels", "northwind"])
  func rulesAreTakenOver(_ name: String) throws {
    let text = try repositoryFile("examples/\(name).rap")
    let catalog = try catalog(text)
    for name in ["size_advice", "credit_advice", "sequence_class", "advice_note"] {
      let rule = try #require(catalog.rule(name))
      #expect(rule.origin.name == CatalogText.standardName && rule.origin.source.hasPrefix("rule \(name) "))
      #expect(!text.contains("rule \(name) "))
    }
    #expect(catalog.enumeration("loyalty")?.group("high") == nil)
    #expect(catalog.enumeration("credit")?.group("high") != nil)
  }
}
