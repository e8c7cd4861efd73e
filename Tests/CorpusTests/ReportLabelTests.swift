import Rapport
import RapportOracle
import Testing

/// Every shipped report has a title, every list of it a heading, and every column a name in each language.
@Suite struct ReportLabelTests {
  private static let folder = "\(SourceFile.tests)/../examples/reports"

  private static let scripts = [
    "ageing", "balance", "bonus", "buying-centre", "cadence", "card-inspection", "card-uses", "checklist", "churn",
    "collection", "customer-card", "dealers", "distribution", "effort", "hand-over", "idle-sellers", "lapsed",
    "onboarding", "opportunities", "pareto", "profile", "prospects", "route-review", "sales-plan", "scorecard",
    "signals", "statistics", "support", "survey", "today", "value", "visit-reports", "white-space", "work", "yesterday",
  ]

  /// Values of the data, not names: the product categories that a pivot makes columns of.
  private static let unnamed = ["white-space"]

  private func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test func everythingIsNamed() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/demo.db"
    _ = try makeDemo(at: path, accounts: 60, seed: 7, today: Day("2026-06-30"), shouldStop: { false }) { _ in }
    let store = try Store(path)
    for script in Self.scripts {
      let session = Session(store, settings: Settings(today: Day("2026-06-30")))
      var reports = 0
      for statement in try session.prepare(try SourceText.file("\(Self.folder)/\(script).rap")) {
        switch statement.action {
        case .report(let title):
          reports += 1
          check(title, script)
        case .list(let list):
          check(list.heading, script)
          let shown = list.shownColumns.count
          for language in [Language.simplified, .traditional] {
            let names = try list.query.run().translated(to: language).columns.prefix(shown).map(\.name)
            for name in names where !Self.unnamed.contains(script) {
              #expect(isChinese(name), "\(script), \(list.title): \(name) in \(language.rawValue)")
            }
          }
        default: break
        }
      }
      #expect(reports == 1, "\(script) is no report")
    }
  }

  private func check(_ title: Title, _ script: String) {
    #expect(!isChinese(title.text), "\(script): \(title.text)")
    #expect(isChinese(title.text(in: .simplified)), "\(script): \(title.text)")
    #expect(isChinese(title.text(in: .traditional)), "\(script): \(title.text)")
  }
}
