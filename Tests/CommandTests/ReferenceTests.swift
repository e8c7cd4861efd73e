import Testing

/// The reference of the language leaves nothing out that the sources know.
@Suite struct ReferenceTests {
  private let reference = Result { try TextFile.read(Checkout.root + "/docs/language.md") }

  @Test func everyErrorCodeIsExplained() throws {
    let text = try reference.get()
    let rows = Set(
      text.split(separator: "\n").filter { $0.hasPrefix("| R0") }.map { String($0.dropFirst(2).prefix(5)) })
    let found = try Self.output("grep -rhoE '\"R[0-9]{4}\"' '\(Checkout.root)/Sources' | sort -u")
    let codes = Set(found.split(separator: "\n").map { String($0.dropFirst().dropLast()) })
    #expect(codes.count > 100)
    #expect(codes.subtracting(rows).sorted() == [], "codes without an explanation")
    #expect(rows.subtracting(codes).sorted() == [], "explained, but not in the sources")
  }

  @Test func everyFunctionIsListed() throws {
    let text = try reference.get()
    let table = Checkout.root + "/Sources/RapportPlan/Resolve/ScalarFunction.swift"
    let found = try Self.output(
      "tr -d '\\n' < '\(table)' | grep -oE 'ScalarFunction\\( *\"[a-z_]+\"'"
        + " | grep -oE '[a-z_]+\"' | tr -d '\"'")
    let names = found.split(separator: "\n").map(String.init)
    #expect(names.count > 15)
    #expect(names.filter { !text.contains("`\($0)(") } == [], "functions the reference does not list")
  }

  @Test func everyReservedWordIsListed() throws {
    let text = try reference.get()
    let source = Checkout.root + "/Sources/RapportSyntax/Keyword.swift"
    let found = try Self.output(
      "sed -n '/Statement words/,/Words with a meaning only/p' '\(source)'"
        + " | grep case | sed 's/case//; s/[`,]//g'")
    let words = found.split { $0 == " " || $0 == "\n" }.map(String.init)
    let start = text.firstRange(of: "Words that need back-ticks")?.lowerBound ?? text.startIndex
    let list = Set(
      text[start...].prefix(700).split { !($0.isLetter || $0 == "`") }.map { $0.filter(\.isLetter) })
    #expect(words.count > 40)
    #expect(words.filter { !list.contains($0) } == [], "reserved words the reference does not list")
  }

  private static func output(_ command: String) throws -> String {
    try Process.run(command, in: "/tmp", environment: ["PATH": "/usr/bin:/bin"]).output
  }
}
