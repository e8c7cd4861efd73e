import Testing

/// The manual page is what the command says about itself.
@Suite struct ManualTests {
  @Test func isCurrent() throws {
    let path = Checkout.root + "/man/rapport.1"
    let made = try Process.run(
      "'\(Checkout.root)/scripts/manual' rapport", in: "/tmp",
      environment: Workspace.environment(home: "/tmp"))
    #expect(made.status == 0, "\(made.errors)")
    if Checkout.isRecording { return try TextFile.write(made.output, to: path) }
    #expect(try TextFile.read(path) == made.output, "scripts/manual > man/rapport.1 writes it anew")
  }

  @Test func namesEveryCommandAndOption() throws {
    let page = try TextFile.read(Checkout.root + "/man/rapport.1")
    let help = try Process.run(
      "rapport --experimental-dump-help | grep -oE '\"(commandName|name)\" : \"[^\"]+\"'", in: "/tmp",
      environment: Workspace.environment(home: "/tmp"))
    let words = Set(
      help.output.split(separator: "\n").compactMap { $0.split(separator: "\"").last.map(String.init) })
    #expect(words.count > 40)
    for word in words.subtracting(["query", "help"]) {
      let written = word.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
      #expect(page.contains(written), "\(word)")
    }
  }

  /// What a formatter of manual pages says about the page, where one is installed.
  @Test(arguments: ["groff -ww -man -Tutf8 -z", "mandoc -Tlint -Wwarning"]) func isWellFormed(_ formatter: String) throws {
    let tool = formatter.prefix { $0 != " " }
    let outcome = try Process.run(
      "command -v \(tool) > /dev/null || exit 0; \(formatter) '\(Checkout.root)/man/rapport.1'", in: "/tmp",
      environment: Workspace.environment(home: "/tmp"))
    #expect(outcome.status == 0 && outcome.errors == "" && outcome.output == "", "\(outcome)")
  }
}
