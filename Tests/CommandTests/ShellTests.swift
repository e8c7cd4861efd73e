import Testing

/// The interactive shell as a person at a terminal sees it.
@Suite struct ShellTests {
  private static let prompt = ShellGround.prompt

  @Test func answersWhatIsTyped() throws {
    let shell = try ShellGround()
    let answer = try shell.ask("accounts select count()")
    #expect(answer.contains("│     200 │"))
    #expect(answer.contains("1 row ("))
  }

  // MARK: - Several lines

  @Test func enterBeginsALineOfAnUnfinishedStatement() throws {
    let shell = try ShellGround()
    try shell.terminal.type("accounts where\r")
    try shell.terminal.wait(for: "accounts where\n")
    let answer = try shell.ask("key_account select count()")
    #expect(answer.contains("│      14 │"))
  }

  @Test func anEmptyLineRunsWhatIsThere() throws {
    let shell = try ShellGround()
    try shell.terminal.type("accounts where\r\r")
    #expect(try shell.terminal.wait(for: Self.prompt).contains("error["))
  }

  @Test func anEarlierLineIsEdited() throws {
    let shell = try ShellGround()
    try shell.terminal.type("people take\r2 select name")
    // To the line above, its beginning, and without its first word.
    try shell.terminal.type(Key.up + "\u{1}\u{1B}daccounts\r")
    #expect(try shell.terminal.wait(for: Self.prompt).contains("│ Brighthill Finance Ltd "))
    #expect(try shell.ask(".history 2") == "accounts take\n  2 select name\n.history 2\n" + Self.prompt)
  }

  @Test func pastedLinesAreOneEntry() throws {
    let shell = try ShellGround()
    let text = "accounts where key_account\r  take 2\r  select name\r.format csv\rpeople take 1 select name"
    try shell.terminal.type(Key.paste(text))
    try shell.terminal.wait(for: "people take 1 select name")
    try shell.terminal.type("\r")
    let answer = try shell.terminal.wait(for: Self.prompt)
    #expect(answer.contains("2 rows ("))
    #expect(answer.contains("name\nGao Ning\n1 row ("))
    try shell.terminal.type(Key.up)
    try shell.terminal.wait(for: "accounts where key_account\n")
    try shell.terminal.wait(for: "people take 1 select name")
  }

  // MARK: - Ctrl-C and Ctrl-D

  @Test func interruptClearsTheLine() throws {
    let shell = try ShellGround()
    try shell.terminal.type("accounts where nonsense")
    try shell.terminal.wait(for: "accounts where nonsense")
    try shell.terminal.type(Key.interrupt)
    try shell.terminal.wait(for: "^C\n" + Self.prompt)
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  @Test func interruptClearsAllLines() throws {
    let shell = try ShellGround()
    try shell.terminal.type("accounts where\rkey_account and" + Key.up)
    try shell.terminal.wait(for: "key_account and")
    try shell.terminal.type(Key.interrupt)
    try shell.terminal.wait(for: "^C\n" + Self.prompt)
    #expect(try shell.ask("accounts select count()").contains("200"))
  }

  @Test func endOfInputLeaves() throws {
    let shell = try ShellGround()
    #expect(try shell.leave() == 0)
  }

  // MARK: - History

  @Test func historyIsRecalled() throws {
    let shell = try ShellGround()
    _ = try shell.ask("accounts select count()")
    _ = try shell.ask("people select count()")
    // Readline draws only what differs from the line before.
    try shell.terminal.type(Key.up)
    try shell.terminal.wait(for: "people select count()")
    try shell.terminal.type(Key.up)
    try shell.terminal.wait(for: "accounts")
    try shell.terminal.type("\r")
    #expect(try shell.terminal.wait(for: Self.prompt).contains("200"))
  }

  @Test func historyOutlastsTheShell() throws {
    let shell = try ShellGround()
    try shell.terminal.type("accounts where\r")
    _ = try shell.ask("key_account select count()")
    _ = try shell.leave()
    let mode = try shell.workspace.run("stat -c %a .local/state/rapport/history")
    #expect(mode.output == "600\n")
    let next = try ShellGround(shell.workspace)
    try next.terminal.type(Key.up)
    try next.terminal.wait(for: "accounts where\n")
    try next.terminal.wait(for: "key_account select count()")
    try next.terminal.type("\r")
    #expect(try next.terminal.wait(for: Self.prompt).contains("1 row ("))
  }

  // MARK: - The window

  @Test func chineseIsTypedAndShown() throws {
    let shell = try ShellGround()
    let answer = try shell.ask("客户 take 1 select 名称, 城市")
    #expect(answer.contains("│ 名称 "))
    #expect(answer.contains("1 row ("))
  }

  @Test func theTableFitsTheWindow() throws {
    let shell = try ShellGround(columns: 120)
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

  @Test func aRecordTooWideForTheWindowTurnsVertical() throws {
    let shell = try ShellGround(columns: 60)
    let question = "accounts take 1 select id, code, name, kind, status, city, region, phone, founded, grade"
    #expect(try shell.ask(".wide") == "auto\n" + Self.prompt)
    try shell.terminal.type(question + "\r")
    let answer = try shell.terminal.wait(for: "1 row (")
    #expect(answer.contains("── 1 ──\nid       1\ncode     C000001\n"))
    try shell.terminal.wait(for: Self.prompt)
    _ = try shell.ask(".wide cut")
    #expect(try shell.ask(".last").contains("columns fit"))
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
