import Testing

/// The examples of the README and of every document are run.
@Suite struct DocumentTests {
  static let paths =
    ["README.md"] + TextFile.names(in: Checkout.root + "/docs", ending: ".md").map { "docs/" + $0 }

  @Test(arguments: paths) func examples(_ path: String) throws {
    let document = Document(try TextFile.read(Checkout.root + "/" + path))
    let workspace = try Workspace()
    for example in document.examples {
      let file = workspace.directory + "/example.rap"
      try TextFile.write(example.text + "\n", to: file)
      let command = example.mode == .check ? "rapport check" : "rapport demo.db --today 2026-06-30 --format table -f"
      let outcome = try workspace.run(command + " example.rap")
      let place = "\(path):\(example.line)"
      switch example.mode {
      case .run, .check: #expect(outcome.status == 0, "\(place)\n\(example.text)\n\(outcome.errors)")
      case .error: #expect(outcome.status == 1, "\(place): no error\n\(example.text)")
      }
      guard let expected = example.expected else { continue }
      let seen = example.mode == .error ? outcome.errors : outcome.output
      #expect(
        Expectation.matches(Transcript.lines(expected), Transcript.lines(seen)),
        "\(place)\nexpected:\n\(expected)\nseen:\n\(seen)")
    }
  }

  @Test func blocksAreFound() {
    let document = Document("x\n```rapport\naccounts\n```\n\n```text\n1\n```\n```sh\nls\n```\n```rapport error\na\n```\n")
    #expect(document.examples.map(\.text) == ["accounts", "a"])
    #expect(document.examples.first?.expected == "1")
    #expect(document.examples.map(\.line) == [2, 12])
  }
}
