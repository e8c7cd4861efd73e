import Rapport
import RapportCatalog
import RapportOracle
import Testing

/// `queries/*.rap`: each query with its plan, the statements it becomes and its rows.
@Suite("The query corpus")
struct QueryCorpusTests {
  @Test("Plan, SQL and rows are as recorded", arguments: CorpusFile.all(in: "queries"))
  func snapshots(file: CorpusFile) throws {
    let directory = try TemporaryDirectory()
    guard let ground = try CorpusStore.named(file.header("store") ?? "trade", in: directory) else { return }
    let session = Session(ground.store, settings: Settings(today: ground.today))
    do {
      let query = try session.query(file.text)
      let sections = Section.split(try query.explanation())
      file.expect(sections.filter { ["plan", "periods"].contains($0.title) }.text, inSnapshot: "plan")
      file.expect(sections.filter { $0.title.hasPrefix("statement") }.withoutIndexes.text, inSnapshot: "sql")
      file.expect(try Self.table(query, in: directory), inSnapshot: "rows")
    } catch {
      Issue.record("\(error.rendered(color: false))")
    }
  }

  @Test("Formatting keeps each query and is stable", arguments: CorpusFile.all(in: "queries"))
  func formatting(file: CorpusFile) throws {
    let formatted = try format(SourceText(file.text))
    #expect(try format(SourceText(formatted)) == formatted)
  }

  @Test(
    "The naive evaluator gives the same rows",
    arguments: CorpusFile.all(in: "queries").filter { ($0.header("store") ?? "trade") == "trade" })
  func naive(file: CorpusFile) throws {
    let directory = try TemporaryDirectory()
    let ground = try #require(try CorpusStore.named("trade", in: directory))
    let catalog = try #require(CatalogLoader.load([(name: "trade", source: TestCatalog.text)]).catalog)
    let runs = try EngineRuns(path: directory.path + "/trade.db", catalog: catalog)
    let differential = Differential(
      reader: QuestionReader(catalog: runs.catalog, today: try #require(ground.today)),
      store: try #require(ground.rows), candidates: runs.candidates)
    switch differential.check(file.text) {
    case .equal: break
    case .refused(let problems): Issue.record("refused: \(problems)")
    case .overflow: Issue.record("a number left its range")
    case .different(let report): Issue.record("\(report)")
    }
  }

  private static func table(_ query: Query, in directory: TemporaryDirectory) throws(DiagnosticsError)
    -> String
  {
    let path = directory.path + "/rows"
    let descriptor = OutputFile.create(path)
    defer { OutputFile.close(descriptor) }
    try query.run().write(to: descriptor, as: .table)
    return SourceFile.readAbsolute(path) ?? ""
  }
}

/// A titled part of an explanation.
struct Section {
  var title: String
  var lines: [String]

  static func split(_ explanation: String) -> [Section] {
    var sections: [Section] = []
    for line in explanation.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix(" ") {
        sections[sections.count - 1].lines.append(String(line.dropFirst(2)))
      } else if !line.isEmpty {
        sections.append(Section(title: line, lines: []))
      }
    }
    return sections
  }
}

extension [Section] {
  /// Without the lines in which SQLite tells its way; they change with its version.
  var withoutIndexes: [Section] {
    map { section in Section(title: section.title, lines: section.lines.filter { !$0.hasPrefix("· ") }) }
  }

  var text: String {
    map { ([$0.title] + $0.lines.map { "  " + $0 }).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }
}
