import Rapport
import RapportCatalog
import RapportOracle
import Testing

/// Every formula and rule of the standard catalog means something.
@Suite struct DerivedFieldTests {
  private let directory: TemporaryDirectory
  private let session: Session

  init() throws {
    directory = try TemporaryDirectory()
    let path = directory.path + "/demo.db"
    _ = try makeDemo(at: path, accounts: 60, seed: 7, today: Day("2026-06-30"))
    session = Session(try Store(path), settings: Settings(today: Day("2026-06-30")))
  }

  @Test func allCanBeAsked() throws {
    let catalog = try #require(CatalogLoader.standard().catalog)
    for entity in catalog.entities {
      let fields = entity.fields.filter { $0.isComputed }.map(\.name)
      guard !fields.isEmpty else { continue }
      let rows = try session.query("\(entity.name) select \(fields.joined(separator: ", "))").run()
      #expect(rows.columns.count == fields.count)
      while try rows.next() != nil {}
    }
  }

  /// A rule that sets a field answers in the field's type.
  @Test func rulesFitWhatTheySet() throws {
    let catalog = try #require(CatalogLoader.standard().catalog)
    for rule in catalog.rules {
      guard let target = rule.target else { continue }
      let entity = try #require(catalog.entity(rule.entity))
      let field = try #require(entity.field(target), "\(rule.name)")
      let source = entity.fields.first { field in
        if case .rule(rule.name) = field.kind { true } else { false }
      }
      #expect(source?.type == field.type, "\(rule.name)")
    }
  }
}

extension Field {
  fileprivate var isComputed: Bool {
    switch kind {
    case .derived, .rule: true
    case .stored, .toOne, .toMany: false
    }
  }
}
