import Glibc
import Rapport
import RapportOracle

/// The stores the corpus asks about.
struct CorpusStore {
  let store: Store
  let today: Day?
  /// The rows in memory; only of the store the corpus brings itself.
  var rows: NaiveStore?

  /// Nil if the store is not on this machine.
  static func named(_ name: String, in directory: TemporaryDirectory) throws -> CorpusStore? {
    switch name {
    case "trade":
      let path = directory.path + "/trade.db"
      let data = SourceFile.read("Corpus/stores/trade.sql") ?? ""
      try SQLiteWriter.create(path, sql: data)
      let catalog = SourceText(TestCatalog.text, name: "trade.rap")
      return CorpusStore(
        store: try Store(path, catalog: .texts([catalog])), today: Day(iso: TestCatalog.today),
        rows: try SQLiteReader.load(path, TestCatalog.tables.map(\.name)))
    case "classicmodels":
      return try reference("classicmodels.db", "classicmodels.rap", today: Day(iso: "2005-05-31"))
    case "northwind":
      return try reference("northwind_original.db", "northwind.rap", today: Day(iso: "1998-05-06"))
    default:
      throw SQLiteWriter.Failure(description: "the corpus has no store `\(name)`")
    }
  }

  /// A sample database beside the repository.
  private static func reference(_ file: String, _ catalog: String, today: Day?) throws -> CorpusStore? {
    let candidates = ["..", "../.."].map { "\(SourceFile.tests)/../\($0)/shared/data/b2b/\(file)" }
    guard let path = candidates.first(where: { access($0, R_OK) == 0 }) else { return nil }
    let text = try SourceText.file("\(SourceFile.tests)/../examples/\(catalog)")
    return CorpusStore(store: try Store(path, catalog: .texts([text])), today: today)
  }
}
