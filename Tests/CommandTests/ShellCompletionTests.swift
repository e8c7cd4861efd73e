import Testing

/// Tab and help in the interactive shell, as a person at a terminal sees them.
@Suite struct ShellCompletionTests {
  @Test func theOnlyCandidateIsWritten() throws {
    let shell = try ShellGround()
    try shell.terminal.type("acc\twhe\tkey_a\tsel\tcount()")
    try shell.terminal.wait(for: "accounts where key_account select count()")
    #expect(try shell.ask("").contains("1 row ("))
  }

  @Test func severalAreListedWithWhatTheyMean() throws {
    let shell = try ShellGround()
    try shell.terminal.type("accounts where credit = \t")
    try shell.terminal.wait(for: "accounts where credit = ")
    let list = try shell.terminal.wait(for: "accounts where credit = ")
    #expect(list.contains("best"))
    #expect(list.contains("credit: good or best"))
    #expect(!list.contains("round("))
    try shell.terminal.type("be\t")
    try shell.terminal.wait(for: "best")
    #expect(try shell.ask("select count()").contains("1 row ("))
  }

  @Test func aLineGoesOnWithTheQueryBeforeIt() throws {
    let shell = try ShellGround()
    _ = try shell.ask("accounts where key_account select name")
    try shell.terminal.type("| ord\trev\tdes\ttak\t2")
    let typed = try shell.terminal.wait(for: "take 2")
    #expect(typed.contains("order by "))
    #expect(try shell.ask("").contains("2 rows ("))
  }

  @Test func commandsAndFilesAreCompleted() throws {
    let shell = try ShellGround()
    _ = try shell.workspace.run("printf 'accounts select count()' > count.rap")
    try shell.terminal.type(".run cou\t")
    try shell.terminal.wait(for: ".run count.rap")
    #expect(try shell.ask("").contains("200"))
  }

  @Test func chineseNamesAreCompleted() throws {
    let shell = try ShellGround()
    try shell.terminal.type("联\twhere 职\t")
    let typed = try shell.terminal.wait(for: "职务")
    #expect(typed.contains("联系人"))
  }

  @Test func helpExplainsWordsAndNames() throws {
    let shell = try ShellGround()
    #expect(try shell.ask(".help round").contains("round(x[, decimals])  (function)"))
    let field = try shell.ask(".help accounts.revenue")
    #expect(field.contains("accounts.revenue: money(CNY)"))
    #expect(field.contains("= sum(amount of orders in last 12 months where status = sold)"))
    #expect(try shell.ask(".help 信用").contains("poor < average < good < best"))
    #expect(try shell.ask(".help .run").contains(".run FILE"))
    #expect(try shell.ask(".help loyality").contains("did you mean `loyalty`?"))
    #expect(try shell.ask(".functions").contains("windows"))
    #expect(try shell.ask(".functions count").contains("accounts select count(distinct region) as regions"))
    #expect(try shell.ask(".functions nothing").contains("no function `nothing`"))
  }
}
