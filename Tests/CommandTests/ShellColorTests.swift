import Testing

/// Colour where the terminal can show it and nobody has forbidden it.
@Suite struct ShellColorTests {
  @Test func whatIsColoured() throws {
    let text = try Self.session([:])
    #expect(text.contains("\u{1B}[1mrapport> \u{1B}[0m"), "the prompt")
    #expect(text.contains("\u{1B}[1mname"), "a header")
    #expect(text.contains("\u{1B}[2m1 row ("), "the line below a result")
    #expect(text.contains("\u{1B}[1;31merror["), "an error")
  }

  @Test(arguments: [
    ["NO_COLOR": "1"], ["CLICOLOR": "0"], ["TERM": "dumb"], ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"],
  ])
  func noColour(_ environment: [String: String]) throws {
    let text = try Self.session(environment)
    #expect(!text.contains("\u{1B}[1m") && !text.contains("\u{1B}[2m") && !text.contains("\u{1B}[1;31m"))
  }

  @Test func colourInPipesOnDemandOnly() throws {
    let workspace = try Workspace()
    let question = "rapport demo.db --format table -c 'accounts take 1 select name'"
    #expect(try !workspace.run(question).output.contains("\u{1B}"))
    #expect(try workspace.run("CLICOLOR_FORCE=1 " + question).output.contains("\u{1B}[1mname"))
    #expect(try workspace.run(question + " --color always").output.contains("\u{1B}[1mname"))
    #expect(try !workspace.run("CLICOLOR_FORCE=1 " + question + " --color never").output.contains("\u{1B}"))
  }

  /// Everything a short session shows.
  private static func session(_ environment: [String: String]) throws -> String {
    let shell = try ShellGround(environment: environment)
    try shell.terminal.type("accounts take 1 select name\r")
    try shell.terminal.wait(for: "1 row (")
    try shell.terminal.type("acounts\r")
    try shell.terminal.wait(for: "nothing was run")
    try shell.terminal.wait(for: ShellGround.prompt)
    _ = try shell.leave()
    return String(decoding: shell.terminal.bytes, as: UTF8.self)
  }
}
