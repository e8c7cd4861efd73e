import Testing

/// Long output goes through the pager, where a person reads it.
@Suite struct PagerTests {
  private static let long = "accounts select code"
  private static let short = "accounts take 3 select code"

  @Test func whatIsTallerThanTheWindowIsPaged() throws {
    let shell = try ShellGround(environment: ["PAGER": "sed 's/^/P /'"])
    let paged = try shell.ask(Self.long)
    #expect(paged.contains("P │ C000200 │"))
    #expect(paged.contains("200 rows ("))
    #expect(try !shell.ask(Self.short).contains("P │"))
    #expect(try shell.ask(".fields accounts").contains("P name"))
    _ = try shell.ask(".pager off")
    #expect(try !shell.ask(Self.long).contains("P │"))
  }

  @Test func everyFormatIsPaged() throws {
    let shell = try ShellGround(environment: ["PAGER": "sed 's/^/P /'"])
    _ = try shell.ask(".format csv")
    #expect(try shell.ask(Self.long).contains("P C000200\n"))
  }

  @Test func aPagerThatIsLeftEndsTheQueryQuietly() throws {
    let shell = try ShellGround(environment: ["PAGER": "head -n 3"])
    let made = try shell.workspace.run("(echo number; seq 1 400000) > numbers.csv")
    #expect(made.status == 0)
    _ = try shell.ask(".format csv")
    let answer = try shell.ask("\"numbers.csv\"")
    #expect(answer == "number\n1\n2\n" + ShellGround.prompt)
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  @Test func lessIsTheUsualOne() throws {
    guard try Workspace().run("command -v less").status == 0 else { return }
    let shell = try ShellGround(environment: ["PAGER": "less"])
    try shell.terminal.type(Self.long + "\r")
    try shell.terminal.wait(for: "C000018")
    // Ctrl-C is for the pager, however often it comes.
    for _ in 0..<4 { try shell.terminal.type(Key.interrupt) }
    // What is typed while it looks at the Ctrl-C is lost; what is too much then is cleared at the prompt.
    repeat { try shell.terminal.type("q") } while try !shell.terminal.shows(ShellGround.prompt, within: 500)
    try shell.terminal.type(Key.interrupt)
    try shell.terminal.wait(for: "^C\n" + ShellGround.prompt)
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  @Test func oneQuestionIsNotPaged() throws {
    let workspace = try Workspace()
    var environment = Workspace.environment(home: workspace.directory)
    environment["PAGER"] = "sed 's/^/P /'"
    let terminal = try PseudoTerminal(
      [Built.directory + "/rapport", "demo.db", "-c", Self.long], in: workspace.directory,
      environment: environment, columns: 100)
    #expect(try terminal.wait(for: "200 rows (").contains("│ C000200 │"))
    #expect(!String(decoding: terminal.bytes, as: UTF8.self).contains("P │"))
    #expect(try terminal.end() == 0)
  }
}
