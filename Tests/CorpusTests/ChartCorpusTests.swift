import Rapport
import RapportOracle
import Testing

/// `charts/*.rap`: each chart as text in Unicode (`.txt`) and ASCII (`.ascii`), and as a picture (`.svg`).
@Suite("The chart corpus")
struct ChartCorpusTests {
  @Test("Charts are as recorded", arguments: CorpusFile.all(in: "charts"))
  func snapshots(file: CorpusFile) throws {
    let directory = try TemporaryDirectory()
    guard let ground = try CorpusStore.named(file.header("store") ?? "trade", in: directory) else { return }
    let session = Session(ground.store, settings: Settings(today: ground.today))
    do {
      let chart = try #require(try session.query(file.text).run().chart())
      file.expect(chart.text(), inSnapshot: "txt")
      file.expect(chart.text(width: 60, unicode: false), inSnapshot: "ascii")
      file.expect(chart.svg, inSnapshot: "svg")
    } catch {
      Issue.record("\(error)")
    }
  }
}
