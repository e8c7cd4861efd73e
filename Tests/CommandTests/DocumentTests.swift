import Testing

/// The examples of the README and of every document are run.
@Suite struct DocumentTests {
  static let paths =
    ["README.md", "Sources/CResources/help.md"]
    + TextFile.names(in: Checkout.root + "/docs", ending: ".md").map { "docs/" + $0 }

  @Test(arguments: paths) func examples(_ path: String) throws {
    let document = Document(try TextFile.read(Checkout.root + "/" + path))
    let workspace = try Workspace()
    var differing: [Int: [String]] = [:]
    for (position, example) in document.examples.enumerated() {
      let seen = try Self.run(example, in: workspace, at: "\(path):\(example.line)")
      guard let expected = example.expected, let seen else { continue }
      if Expectation.matches(Transcript.lines(expected), seen) { continue }
      differing[position] = seen
      if Checkout.isRecording { continue }
      Issue.record(
        "\(path):\(example.line)\nexpected:\n\(expected)\nseen:\n\(seen.joined(separator: "\n"))")
    }
    if Checkout.isRecording, !differing.isEmpty {
      try TextFile.write(document.text(expecting: differing), to: Checkout.root + "/" + path)
    }
  }

  /// Runs an example and returns the lines to compare, if there is something to compare.
  private static func run(
    _ example: Document.Example, in workspace: Workspace, at place: String
  ) throws -> [String]? {
    let name = "example.rap"
    switch example.mode {
    case .file(let name):
      try TextFile.write(example.text + "\n", to: workspace.directory + "/" + name)
      return nil
    case .shell:
      if let tool = example.tool, try workspace.run("command -v '\(tool)'").status != 0 {
        print("\(place): skipped, because `\(tool)` is not installed")
        return nil
      }
      return try transcript(example.text, in: workspace)
    case .run, .check, .error: break
    }
    try TextFile.write(example.text + "\n", to: workspace.directory + "/" + name)
    let question = "rapport demo.db --today 2026-06-30 --format table -f"
    let command = example.mode == .check ? "rapport check" : question
    let outcome = try workspace.run("\(command) \(name)")
    if example.mode == .error {
      #expect(outcome.status == 1, "\(place): no error\n\(example.text)")
      return Transcript.lines(outcome.errors)
    }
    #expect(outcome.status == 0, "\(place)\n\(example.text)\n\(outcome.errors)")
    return Transcript.lines(outcome.output)
  }

  /// A transcript with what its commands print now. Where that fits the wildcards, they are kept.
  private static func transcript(_ text: String, in workspace: Workspace) throws -> [String] {
    var transcript = Transcript(text)
    for index in transcript.steps.indices {
      let step = transcript.steps[index]
      let outcome = try workspace.run(step.command)
      let (output, errors) = (Transcript.lines(outcome.output), Transcript.lines(outcome.errors))
      if !Expectation.matches(step.output, output) { transcript.steps[index].output = output }
      if !Expectation.matches(step.errors, errors) { transcript.steps[index].errors = errors }
      transcript.steps[index].status = outcome.status
    }
    return Transcript.lines(transcript.text)
  }

  @Test func blocksAreFound() {
    let document = Document(
      "x\n```rapport\naccounts\n```\n\n```text\n1\n```\n```sh\nls\n```\n"
        + "```rapport error\na\n```\n```csv a.csv\nb\n```\n"
        + "```sh\n$ ls\na.csv\n```\n```text\nno example\n```\n```sh needs jq\n$ jq\n```\n```sh file x\nls\n```\n")
    #expect(document.examples.map(\.text) == ["accounts", "a", "b", "$ ls\na.csv", "$ jq", "ls"])
    #expect(
      document.examples.map(\.mode) == [.run, .error, .file("a.csv"), .shell, .shell, .file("x")])
    #expect(document.examples.map(\.tool) == [nil, nil, nil, nil, "jq", nil])
    #expect(document.examples.first?.expected == "1")
    #expect(document.examples.map(\.line) == [2, 12, 15, 18, 25, 28])
  }

  @Test func expectationsAreReplaced() {
    let text = "```rapport\na\n```\n```text\n1\n```\nx\n```sh\n$ ls\n```\n"
    let changed = Document(text).text(expecting: [0: ["2", "3"], 1: ["$ ls", "b"]])
    #expect(changed == "```rapport\na\n```\n```text\n2\n3\n```\nx\n```sh\n$ ls\nb\n```\n")
  }
}
