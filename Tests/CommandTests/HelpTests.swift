import Rapport
import Testing

/// Help says what is true: its examples are run with the documents, and it leaves nothing out.
@Suite struct HelpTests {
  @Test func everyTopicHasAnExampleAndItsAnswer() {
    for topic in Help.language {
      #expect(!topic.summary.isEmpty, "\(topic.name)")
      #expect(topic.example?.contains(Self.word(topic)) == true, "\(topic.name): the example does not use it")
      let printsNothing = ["add", "assert", "delete", "entity", "enum", "log", "rule", "set", "to"].contains(topic.name)
      #expect(printsNothing || topic.answer?.isEmpty == false, "\(topic.name): no answer")
    }
  }

  /// What an example has of a topic.
  private static func word(_ topic: HelpTopic) -> String { topic.name == "is known" ? "known" : topic.name }

  @Test func everyNameOfTheDemoCatalogHasHelpThatRuns() throws {
    let workspace = try Workspace()
    let session = Session(
      try Store(workspace.directory + "/demo.db"), settings: Settings(today: Day("2026-06-30")))
    var count = 0
    for entity in session.store.entities {
      #expect(session.help(on: entity.name).contains { $0.kind == .entity })
      for field in entity.fields {
        let topics = session.help(on: entity.name + "." + field.name)
        let topic = try #require(topics.first, "\(entity.name).\(field.name)")
        let example = try #require(topic.example)
        #expect(throws: Never.self, "\(example)") {
          let rows = try session.query(example).run()
          while try rows.next() != nil {}
        }
        count += 1
      }
    }
    #expect(count > 100)
  }

  @Test func namesAreFoundInAllLanguages() throws {
    let workspace = try Workspace()
    let session = Session(try Store(workspace.directory + "/demo.db"))
    #expect(session.help(on: "客户").map(\.name) == ["accounts"])
    #expect(session.help(on: "客户.信用").map(\.signature) == ["客户.信用: credit"])
    #expect(session.help(on: "max").map(\.kind) == [.aggregate, .function])
    #expect(session.help(on: "round()").map(\.name) == ["round"])
    #expect(session.help(on: "credit.high").map(\.kind) == [.value])
    #expect(session.help(on: "revenue").count > 1, "a field of several entities")
    #expect(session.help(on: "nonsense").isEmpty)
    #expect(session.helpSuggestion(for: "loyality") == "loyalty")
  }
}
