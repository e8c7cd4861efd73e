/// A shell at its first prompt, in a terminal and a home of its own.
struct ShellGround {
  static let prompt = "rapport> "

  let workspace: Workspace
  let terminal: PseudoTerminal

  /// - Parameters:
  ///   - environment: added to a small fixed one.
  ///   - options: of the command.
  init(columns: UInt16 = 100, environment: [String: String] = [:], options: [String] = []) throws {
    let workspace = try Workspace()
    try self.init(workspace, columns: columns, environment: environment, options: options)
  }

  init(
    _ workspace: Workspace, columns: UInt16 = 100, environment: [String: String] = [:], options: [String] = []
  ) throws {
    self.workspace = workspace
    var variables = Workspace.environment(home: workspace.directory)
    // The developer's own keys change nothing, and long output waits for nobody.
    variables["INPUTRC"] = "/dev/null"
    variables["PAGER"] = ""
    variables.merge(environment) { $1 }
    terminal = try PseudoTerminal(
      [Built.directory + "/rapport", "--today", "2026-06-30", "demo.db"] + options, in: workspace.directory,
      environment: variables, columns: columns)
    try terminal.wait(for: Self.prompt)
  }

  /// Types a line and gives what is shown up to the next prompt, without the line itself.
  func ask(_ line: String) throws -> String {
    try terminal.type(line + "\r")
    try terminal.wait(for: line + "\n")
    return try terminal.wait(for: Self.prompt)
  }

  /// Leaves the shell and gives its exit code.
  func leave() throws -> Int32 {
    try terminal.type(Key.end)
    return try terminal.end()
  }
}

/// What keys send.
enum Key {
  static let interrupt = "\u{3}"
  static let end = "\u{4}"
  static let (up, down, left) = ("\u{1B}[A", "\u{1B}[B", "\u{1B}[D")

  /// A text as a terminal sends it when it is pasted.
  static func paste(_ text: String) -> String { "\u{1B}[200~" + text + "\u{1B}[201~" }
}
