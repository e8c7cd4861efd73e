import Rapport
import RapportOracle
import Testing

/// Files that statements name, as a program that embeds the library writes them.
@Suite struct StatementFileTests {
  @Test func writesTheFileOfAStatement() throws {
    let directory = try TemporaryDirectory()
    let session = try Self.session(in: directory)
    let path = directory.path + "/firms.csv"
    let query = try session.query("firms take 2 select id, name | to \"\(path)\"")
    #expect(query.target == path)
    #expect(try query.writeFile() == 2)
    #expect(SourceFile.readAbsolute(path) == "id,name\nF1,Acme Pump\nF2,ＡＣＭＥ\n")
    #expect(throws: DiagnosticsError.self) { try query.writeFile() }
    #expect(try query.writeFile(force: true) == 2)
  }

  @Test func writesAChart() throws {
    let directory = try TemporaryDirectory()
    let session = try Self.session(in: directory)
    let path = directory.path + "/firms.svg"
    let query = try session.query("firms | chart bar(x: name, y: revenue) | to \"\(path)\"")
    #expect(query.isChart)
    #expect(try query.writeFile() == 8)
    #expect(SourceFile.readAbsolute(path) == (try query.run().chart())?.svg)
    #expect(try session.query("firms").run().chart() == nil)
    #expect(try session.query("firms").writeFile() == nil)
  }

  @Test func onlyKnownEndingsAreAccepted() throws {
    let session = try Self.session(in: try TemporaryDirectory())
    #expect(throws: DiagnosticsError.self) { try session.query("firms | to \"a.xlsx\"") }
    session.otherFileEndings = ["xlsx"]
    let query = try session.query("firms | to \"a.xlsx\"")
    #expect(throws: DiagnosticsError.self) { try query.writeFile() }
  }

  private static func session(in directory: TemporaryDirectory) throws -> Session {
    let ground = try #require(try CorpusStore.named("trade", in: directory))
    return Session(ground.store, settings: Settings(today: ground.today))
  }
}
