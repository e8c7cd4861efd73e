import Testing

/// Every file in `Tests/Corpus/transcripts` is a test; adding a case is adding a file.
@Suite struct TranscriptTests {
  static let directory = Checkout.root + "/Tests/Corpus/transcripts"
  static let names = TextFile.names(in: directory, ending: ".txt")

  @Test(arguments: names) func transcript(_ name: String) throws {
    let path = Self.directory + "/" + name
    var transcript = Transcript(try TextFile.read(path))
    let workspace = try Workspace()
    for index in transcript.steps.indices {
      let step = transcript.steps[index]
      let outcome = try workspace.run(step.command)
      let output = Transcript.lines(outcome.output)
      let errors = Transcript.lines(outcome.errors)
      let holds =
        Expectation.matches(step.output, output) && Expectation.matches(step.errors, errors)
        && step.status == outcome.status
      if holds { continue }
      if Checkout.isRecording {
        transcript.steps[index].output = output
        transcript.steps[index].errors = errors
        transcript.steps[index].status = outcome.status
      } else {
        Issue.record("\(Self.difference(step, output, errors, outcome.status))")
      }
    }
    if Checkout.isRecording { try TextFile.write(transcript.text, to: path) }
  }

  private static func difference(
    _ step: Transcript.Step, _ output: [String], _ errors: [String], _ status: Int32
  ) -> String {
    func block(_ title: String, _ lines: [String]) -> String {
      ([title] + lines.map { "    " + $0 }).joined(separator: "\n")
    }
    return [
      "$ " + step.command,
      block("  expected (exit \(step.status)):", step.output + step.errors.map { "stderr: " + $0 }),
      block("  seen (exit \(status)):", output + errors.map { "stderr: " + $0 }),
    ].joined(separator: "\n")
  }

  @Test func wildcards() {
    #expect(Expectation.matches(["a[..]c"], ["abc"]))
    #expect(!Expectation.matches(["a[..]c"], ["ab"]))
    #expect(!Expectation.matches(["ab[..]ba"], ["aba"]))
    #expect(Expectation.matches(["x", "...", "z"], ["x", "y", "y", "z"]))
    #expect(!Expectation.matches(["x"], ["x", "y"]))
  }

  @Test func textIsKept() {
    let text = "About.\n\n$ rapport a\n> b\nout\nstderr: bad\nexit: 3\n\n$ rapport c\nout\n"
    #expect(Transcript(text).text == text)
  }
}
