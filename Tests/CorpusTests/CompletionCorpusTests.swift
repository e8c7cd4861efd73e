import Rapport
import RapportOracle
import Testing

/// `completion/*.txt`: texts with a cursor `‸`, and the candidates for it.
@Suite("The completion corpus")
struct CompletionCorpusTests {
  static let directory = CorpusFile.directory("completion")

  @Test("Candidates are as recorded", arguments: CorpusFile.names(at: directory, ending: ".txt"))
  func candidates(name: String) throws {
    let path = Self.directory + "/" + name
    var file = CompletionFile(SourceFile.readAbsolute(path) ?? "")
    let ground = try CompletionGround()
    for index in file.cases.indices { file.cases[index].seen = try ground.answer(file.cases[index]) }
    if CorpusFile.isRecording { return CorpusFile.write(file.recorded, to: path) }
    for entry in file.cases where !entry.holds {
      Issue.record(
        """
        \(name): \(entry.question)
        expected:
        \(entry.expected.joined(separator: "\n"))
        seen:
        \(entry.seen.joined(separator: "\n"))
        """
      )
    }
    #expect(!file.cases.isEmpty)
  }

  /// Whatever is typed, and wherever the cursor stands, the answer is a range of the text before it.
  @Test("Every place of every text has an answer")
  func everyPlace() throws {
    let ground = try CompletionGround()
    for name in CorpusFile.names(at: Self.directory, ending: ".txt") {
      for entry in CompletionFile(SourceFile.readAbsolute(Self.directory + "/" + name) ?? "").cases {
        let text = entry.question.filter { $0 != "‸" }
        for cursor in 0...text.utf8.count {
          let completion = ground.session.complete(
            text, at: cursor, commands: CompletionGround.commands, files: { _ in [] })
          #expect(completion.range.lowerBound <= completion.range.upperBound)
          #expect(completion.range.upperBound <= cursor)
        }
      }
    }
  }

  @Test("A field in every place of a query is resolved as the query would")
  func candidatesAreValid() throws {
    let ground = try CompletionGround()
    for beginning in [
      "accounts where ", "accounts order by ", "orders where account.", "visits select contact.",
    ] {
      for candidate in ground.session.complete(beginning).candidates where candidate.kind == .field {
        let isMany = candidate.detail.hasPrefix("many ")
        let isCondition = beginning.hasSuffix("where ") || beginning.contains("account.")
        if isMany { continue }
        let text = beginning + candidate.text + (isCondition ? " is known" : "")
        #expect(throws: Never.self, "\(text)") { try ground.session.prepare(text) }
      }
    }
  }

  @Test("A few milliseconds on the standard catalog")
  func speed() throws {
    let ground = try CompletionGround()
    let text = "accounts where credit = high and sum(amount of orders in last 90 days) > 10k order by rev"
    _ = ground.session.complete(text)
    let clock = ContinuousClock()
    let time = clock.measure { for _ in 0..<50 { _ = ground.session.complete(text) } }
    // Debug builds on a busy machine; a release build takes a tenth of a millisecond or so.
    #expect(time < .seconds(5), "\(time) for 50")
  }
}
