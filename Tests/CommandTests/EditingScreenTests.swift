import Testing

/// What is seen while a statement is edited, on the screen of a real terminal.
@Suite(.enabled(if: TmuxScreen.isInstalled, "tmux is not installed, so the screen is not tested"))
struct EditingScreenTests {
  private static let greeting = "rapport 0.1.0, demo.db. `.help` lists commands, Ctrl-D leaves."

  private static func open(columns: Int = 80) throws -> TmuxScreen {
    let workspace = try Workspace()
    let screen = try TmuxScreen("rapport --today 2026-06-30 demo.db", in: workspace, columns: columns)
    try screen.wait(forEnd: ["rapport>"])
    return screen
  }

  @Test func linesBelowEachOther() throws {
    let screen = try Self.open()
    try screen.send("accounts where", "Enter", "key_account and", "Enter", "name != 1")
    try screen.wait(forEnd: ["rapport> accounts where", "  key_account and", "  name != 1"])
    try screen.send("Up", "Up", "C-c")
    try screen.wait(forEnd: ["rapport> accounts where", "  key_account and", "  name != 1^C", "rapport>"])
  }

  @Test func wideCharactersTakeTwoColumns() throws {
    let screen = try Self.open()
    try screen.send("客户 where 城市 = \"上海\" and", "Enter", "名称 != \"测试\"")
    try screen.wait(forEnd: ["rapport> 客户 where 城市 = \"上海\" and", "  名称 != \"测试\""])
    #expect(try screen.cursorColumn() == 16)
    try screen.send("Left", "Left")
    #expect(try screen.cursorColumn() == 13)
    // Straight up is the blank behind `客户`, because the prompt takes nine columns.
    try screen.send("Up")
    #expect(try screen.cursorColumn() == 13)
    try screen.send("X")
    try screen.wait(forEnd: ["rapport> 客户X where 城市 = \"上海\" and", "  名称 != \"测试\""])
  }

  @Test func resizingDrawsTheTextAnew() throws {
    let screen = try Self.open()
    let condition = "name != \"" + String(repeating: "客", count: 20) + "\" and"
    try screen.send("accounts where " + condition, "Enter", "key_account", "Up")
    try screen.wait(forEnd: ["rapport> accounts where " + condition, "  key_account"])
    try screen.resize(columns: 50)
    let narrow = "rapport> accounts where name != \"" + String(repeating: "客", count: 8)
    let rest = String(repeating: "客", count: 12) + "\" and"
    try screen.wait(forEnd: [narrow, rest, "  key_account"])
    try screen.resize(columns: 100)
    try screen.wait(forEnd: [Self.greeting, "rapport> accounts where " + condition, "  key_account"])
    try screen.send("Down", " x")
    try screen.wait(forEnd: ["rapport> accounts where " + condition, "  key_account x"])
    try screen.send("C-c")
    try screen.wait(forEnd: ["rapport> accounts where " + condition, "  key_account x^C", "rapport>"])
  }

  @Test func pastedLinesStayAsTheyAre() throws {
    let screen = try Self.open()
    try screen.paste("accounts\n\twhere key_account\n    take 1 select name")
    try screen.wait(forEnd: ["rapport> accounts", "        where key_account", "    take 1 select name"])
    try screen.send("Enter")
    try screen.wait(forEnd: ["rapport>"])
  }
}
