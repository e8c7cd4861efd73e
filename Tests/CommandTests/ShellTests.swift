import Testing

/// The interactive shell as a person at a terminal sees it.
@Suite struct ShellTests {
  /// A shell at its first prompt.
  private struct Ground {
    let workspace: Workspace
    let terminal: PseudoTerminal

    init(columns: UInt16 = 100) throws {
      workspace = try Workspace()
      terminal = try Self.open(workspace, columns: columns)
    }

    static func open(_ workspace: Workspace, columns: UInt16 = 100) throws -> PseudoTerminal {
      var environment = Workspace.environment(home: workspace.directory)
      // The developer's own keys change nothing.
      environment["INPUTRC"] = "/dev/null"
      let terminal = try PseudoTerminal(
        [Built.directory + "/rapport", "--today", "2026-06-30", "demo.db"], in: workspace.directory,
        environment: environment, columns: columns)
      try terminal.wait(for: ShellTests.prompt)
      return terminal
    }

    /// Types a line and gives what is shown up to the next prompt, without the line itself.
    func ask(_ line: String, then prompt: String = ShellTests.prompt) throws -> String {
      try terminal.type(line + "\r")
      try terminal.wait(for: line + "\n")
      return try terminal.wait(for: prompt)
    }
  }

  private static let prompt = "rapport> "
  private static let continued = "   ...> "
  private static let (interrupt, end, up) = ("\u{3}", "\u{4}", "\u{1B}[A")

  @Test func answersWhatIsTyped() throws {
    let shell = try Ground()
    let answer = try shell.ask("accounts select count()")
    #expect(answer.contains("│     200 │"))
    #expect(answer.contains("1 row ("))
  }

  @Test func continuesAnUnfinishedLine() throws {
    let shell = try Ground()
    let between = try shell.ask("accounts where", then: Self.continued)
    #expect(between == Self.continued, "nothing is answered before the statement ends")
    let answer = try shell.ask("key_account select count()")
    #expect(answer.contains("1 row ("))
    #expect(!answer.contains("error"))
  }

  @Test func interruptClearsTheLine() throws {
    let shell = try Ground()
    try shell.terminal.type("accounts where nonsense")
    try shell.terminal.wait(for: "accounts where nonsense")
    try shell.terminal.type(Self.interrupt)
    try shell.terminal.wait(for: "^C\n" + Self.prompt)
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  @Test func interruptForgetsTheLinesBefore() throws {
    let shell = try Ground()
    _ = try shell.ask("accounts where", then: Self.continued)
    try shell.terminal.type(Self.interrupt)
    try shell.terminal.wait(for: "^C\n" + Self.prompt)
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  /// The terminal takes no more than some kilobytes before they are read, so the query is still running when
  /// it is interrupted, however fast the machine is.
  @Test func interruptStopsAQuery() throws {
    let shell = try Ground()
    let lines = 400_000
    let made = try shell.workspace.run("(echo number; yes 12345 | head -n \(lines)) > numbers.csv")
    #expect(made.status == 0)
    _ = try shell.ask(".format csv")
    try shell.terminal.type("\"numbers.csv\"\r")
    try shell.terminal.wait(for: "12345\n12345\n")
    try shell.terminal.type(Self.interrupt)
    let output = try shell.terminal.wait(for: Self.prompt)
    #expect(output.contains("interrupted"))
    #expect(output.utf8.count < lines * 6 / 2, "it went on")
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  @Test func endOfInputLeaves() throws {
    let shell = try Ground()
    try shell.terminal.type(Self.end)
    #expect(try shell.terminal.end() == 0)
  }

  @Test func historyIsRecalled() throws {
    let shell = try Ground()
    _ = try shell.ask("accounts select count()")
    _ = try shell.ask("people select count()")
    // Readline draws only what differs from the line before.
    try shell.terminal.type(Self.up)
    try shell.terminal.wait(for: "people select count()")
    try shell.terminal.type(Self.up)
    try shell.terminal.wait(for: "accounts")
    try shell.terminal.type("\r")
    #expect(try shell.terminal.wait(for: Self.prompt).contains("200"))
  }

  @Test func historyOutlastsTheShell() throws {
    let shell = try Ground()
    _ = try shell.ask("accounts where", then: Self.continued)
    _ = try shell.ask("key_account select count()")
    try shell.terminal.type(Self.end)
    _ = try shell.terminal.end()
    let next = try Ground.open(shell.workspace)
    try next.type(Self.up)
    try next.wait(for: "accounts where")
    try next.wait(for: "key_account select count()")
    try next.type("\r")
    #expect(try next.wait(for: Self.prompt).contains("1 row ("))
  }

  @Test func chineseIsTypedAndShown() throws {
    let shell = try Ground()
    let answer = try shell.ask("客户 take 1 select 名称, 城市")
    #expect(answer.contains("│ 名称 "))
    #expect(answer.contains("1 row ("))
  }

  @Test func theTableFitsTheWindow() throws {
    let shell = try Ground(columns: 120)
    let question = "accounts take 3 select code, name, city"
    let wide = try shell.ask(question)
    shell.terminal.resize(columns: 52)
    let narrow = try shell.ask(question)
    shell.terminal.resize(columns: 120)
    #expect(Self.width(wide) > 52)
    #expect(Self.width(narrow) <= 52)
    #expect(narrow.contains("…"))
    #expect(try Self.width(shell.ask(question)) == Self.width(wide))
  }

  /// Characters in the longest line of a table.
  private static func width(_ answer: String) -> Int {
    answer.split(separator: "\n").filter { $0.hasPrefix("│") }.map(\.count).max() ?? 0
  }

  @Test func controlSequencesAreLeftOut() {
    var bytes = Array("a\u{1B}[1mb\u{1B}[0m\r\n客\u{1B}[?20".utf8)
    #expect(TerminalText.plain(&bytes) == "ab\n客")
    bytes += Array("04hc".utf8)
    #expect(TerminalText.plain(&bytes) == "c")
  }
}
