import Rapport
import RapportOracle
import Testing

/// `errors/*.rap`: texts with mistakes, and the messages exactly as people read them.
@Suite("The error corpus")
struct ErrorCorpusTests {
  @Test("Messages are as recorded", arguments: CorpusFile.all(in: "errors"))
  func messages(file: CorpusFile) throws {
    let directory = try TemporaryDirectory()
    guard let ground = try CorpusStore.named(file.header("store") ?? "trade", in: directory) else { return }
    let session = Session(ground.store, settings: Settings(today: ground.today))
    let text = messages(of: SourceText(file.text, name: file.name + ".rap"), session)
    #expect(text.contains("error["), "\(file.name) is no error; it belongs to the queries")
    file.expect(text, inSnapshot: "txt")
  }

  /// The errors of reading a text or, if it has none, of running it.
  private func messages(of source: SourceText, _ session: Session) -> String {
    do throws(DiagnosticsError) {
      for statement in try session.prepare(source) {
        if case .assertion(let assertion) = statement.action { try assertion.check() }
        guard let rows = try statement.query?.run() else { continue }
        if rows.isChart { _ = try rows.chart() } else { while try rows.next() != nil {} }
      }
      return ""
    } catch {
      return error.rendered(color: false) + "\n"
    }
  }
}
