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

  /// A rule of a sample catalog that has the name of one of ours has its text too.
  @Test(arguments: ["classicmodels", "northwind"])
  func rulesOfOneNameHaveOneText(_ name: String) throws {
    let ours = try Self.rules("Sources/CResources/rules.rap")
    let theirs = try Self.rules("examples/\(name).rap")
    let shared = theirs.keys.filter { ours[$0] != nil }
    #expect(shared.sorted() == ["credit_advice", "sequence_class", "size_advice"])
    for rule in shared { #expect(theirs[rule] == ours[rule], "\(rule)") }
  }

  /// The rules of a file by their names, with their text.
  private static func rules(_ path: String) throws -> [String: [Substring]] {
    var rules: [String: [Substring]] = [:]
    var name: String?
    for line in try repositoryFile(path).split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ")
      if line.hasPrefix("rule "), words.count > 1 { name = String(words[1]) }
      if let name { rules[name, default: []].append(line) }
      if line == "}" { name = nil }
    }
    return rules
  }
}
