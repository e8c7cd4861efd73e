import Testing

/// Ctrl-C while a query runs: it stops at once, and the shell lives on.
@Suite struct InterruptTests {
  /// The terminal takes no more than some kilobytes before they are read, so the query is still running when
  /// it is interrupted, however fast the machine is.
  @Test func aResultThatIsBeingShown() throws {
    let shell = try ShellGround()
    let lines = 400_000
    let made = try shell.workspace.run("(echo number; yes 12345 | head -n \(lines)) > numbers.csv")
    #expect(made.status == 0)
    _ = try shell.ask(".format csv")
    try shell.terminal.type("\"numbers.csv\"\r")
    try shell.terminal.wait(for: "12345\n12345\n")
    try shell.terminal.type(Key.interrupt)
    let output = try shell.terminal.wait(for: ShellGround.prompt)
    #expect(output.contains("interrupted"))
    #expect(output.utf8.count < lines * 6 / 2, "it went on")
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  /// Within 50 ms of Ctrl-C a query is over, however fast the machine and the build are. On a busy machine one of some
  /// attempts must be as fast.
  @Test func aQueryThatTakesLong() throws {
    let shell = try ShellGround()
    let question = "\"numbers.csv\" group by number select number, count() order by number take 3"
    try Self.begin(question, in: shell, until: " rows read")
    var fastest = Duration.seconds(100)
    for attempt in 0..<5 where fastest > .milliseconds(50) {
      if attempt > 0 {
        try shell.terminal.type(question + "\r")
        try shell.terminal.wait(for: " rows read")
      }
      let clock = ContinuousClock()
      let start = clock.now
      try shell.terminal.type(Key.interrupt)
      try shell.terminal.wait(for: "interrupted")
      try shell.terminal.wait(for: ShellGround.prompt)
      fastest = min(fastest, clock.now - start)
    }
    #expect(fastest <= .milliseconds(50))
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  /// A second after its beginning a query over a file tells which part of it was read.
  @Test func theShareOfAFile() throws {
    let shell = try ShellGround()
    try Self.begin("\"numbers.csv\" where number > 5 select count()", in: shell, until: " %  ")
    try shell.terminal.type(Key.interrupt)
    try shell.terminal.wait(for: ShellGround.prompt)
  }

  /// Asks about ever larger files until the answer takes long enough to show something.
  private static func begin(_ question: String, in shell: ShellGround, until shown: String) throws {
    for rows in [1_000_000, 4_000_000, 16_000_000, 64_000_000] {
      let made = try shell.workspace.run("(echo number; seq 1 \(rows)) > numbers.csv")
      #expect(made.status == 0)
      try shell.terminal.type(question + "\r")
      // The types of the columns are found out first, in silence.
      if try shell.terminal.shows(shown, within: 20_000, unless: ShellGround.prompt) { return }
    }
    Issue.record("this machine reads 64,000,000 rows in a second")
  }

  /// Longer work than questions: what is left to do is shown, and Ctrl-C leaves nothing behind.
  @Test func aDemoStore() throws {
    let workspace = try Workspace()
    let terminal = try Self.terminal(["demo", "large.db", "--accounts", "400000"], in: workspace)
    try terminal.wait(for: " % ")
    try terminal.wait(for: " of ")
    try terminal.type(Key.interrupt)
    try terminal.wait(for: "interrupted; no store was made")
    #expect(try terminal.end() == 130)
    #expect(try workspace.run("ls -A | grep -c large").output == "0\n")
  }

  @Test func anImport() throws {
    let workspace = try Workspace()
    let made = try workspace.run("(echo code,name; seq 1 4000000 | sed 's/.*/C&,Customer &/') > large.csv")
    #expect(made.status == 0)
    let terminal = try Self.terminal(["import", "-s", "demo.db", "accounts", "large.csv"], in: workspace)
    try terminal.wait(for: " % ")
    try terminal.wait(for: " rows")
    try terminal.type(Key.interrupt)
    try terminal.wait(for: "interrupted; nothing was imported")
    #expect(try terminal.end() == 130)
    #expect(try workspace.run("rapport demo.db -c 'accounts select count()'").output == "count()\n200\n")
  }

  private static func terminal(_ arguments: [String], in workspace: Workspace) throws -> PseudoTerminal {
    try PseudoTerminal(
      [Built.directory + "/rapport"] + arguments, in: workspace.directory,
      environment: Workspace.environment(home: workspace.directory), columns: 100)
  }
}
