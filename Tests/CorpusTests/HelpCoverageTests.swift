import Rapport
import RapportPlan
import RapportSyntax
import Testing

/// What the resolver and the parser know has help, and the other way round.
@Suite("Help covers the language")
struct HelpCoverageTests {
  private func names(_ kind: HelpTopic.Kind) -> Set<String> {
    Set(Help.language.filter { $0.kind == kind }.map(\.name))
  }

  @Test func functions() {
    #expect(names(.function) == Set(KnownFunctions.ofRow.keys))
    #expect(names(.aggregate) == KnownFunctions.aggregates)
    #expect(names(.model) == KnownFunctions.ofModels)
    #expect(names(.window) == KnownFunctions.windows)
    #expect(names(.relation) == KnownFunctions.relations.union(KnownFunctions.overRelations))
  }

  /// The arguments that a signature shows are those that the resolver takes.
  @Test func arguments() throws {
    for topic in Help.language where topic.kind == .function {
      let known = try #require(KnownFunctions.ofRow[topic.name])
      let arguments = topic.signature.split(separator: "(").last?.dropLast() ?? ""
      let required = arguments.prefix { $0 != "[" }.split(separator: ",")
      let isVariadic = arguments.contains("…")
      #expect(required.count - (isVariadic ? 1 : 0) == known.least, "\(topic.signature)")
      #expect(isVariadic == (known.most == nil), "\(topic.signature)")
      if let most = known.most {
        #expect(arguments.split(separator: ",").count == most, "\(topic.signature)")
      }
    }
  }

  @Test func words() {
    // Other words for `take` and `skip`.
    let without: Set<Keyword> = [.limit, .offset]
    let clauses = names(.clause).compactMap { $0.split(separator: " ").first.map(String.init) }
    let known = Keyword.allCases.filter { $0.isClauseWord && !without.contains($0) }.map(\.text)
    #expect(Set(clauses) == Set(known))
    // `report` is a statement only in front of a title.
    let words = Keyword.allCases.filter { $0.isStatementWord && !without.contains($0) || $0 == .report }
    let statements = words.map(\.text)
    #expect(names(.statement) == Set(statements))
  }
}
