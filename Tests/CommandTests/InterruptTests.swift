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

  /// A second after its beginning a query tells how far it is, and within 50 ms of Ctrl-C it is over. On a busy
  /// machine one of some attempts must be as fast.
  @Test func aQueryThatTakesLong() throws {
    let shell = try ShellGround()
    let made = try shell.workspace.run("(echo number; seq 1 2000000) > numbers.csv")
    #expect(made.status == 0)
    let question = "\"numbers.csv\" group by number select number, count()"
    var fastest = Duration.seconds(100)
    for _ in 0..<5 where fastest > .milliseconds(50) {
      try shell.terminal.type(question + "\r")
      try shell.terminal.wait(for: "rows read")
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
}
