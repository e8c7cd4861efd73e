import Glibc

/// A program in tmux, which keeps the screen as a terminal shows it: with wide characters, wrapped lines and a cursor.
final class TmuxScreen {
  private let workspace: Workspace
  private let socket: String

  static let isInstalled = access("/usr/bin/tmux", X_OK) == 0

  init(_ command: String, in workspace: Workspace, columns: Int, rows: Int = 24) throws {
    self.workspace = workspace
    socket = workspace.directory + "/tmux"
    try run("-f /dev/null new-session -d -x \(columns) -y \(rows) \"env INPUTRC=/dev/null PAGER= \(command)\"")
  }

  deinit { _ = try? run("kill-server") }

  /// Names of keys as tmux knows them, or texts.
  func send(_ keys: String...) throws {
    try run("send-keys " + keys.map { "'\($0)'" }.joined(separator: " "))
  }

  func paste(_ text: String) throws {
    try TextFile.write(text, to: workspace.directory + "/pasted")
    try run("load-buffer pasted")
    try run("paste-buffer -p")
  }

  func resize(columns: Int) throws { try run("resize-window -x \(columns) -y 24") }

  /// Waits until the end of the screen reads like this, without blanks at the ends of lines.
  func wait(forEnd expected: [String]) throws {
    var seen: [String] = []
    for _ in 0..<400 {
      seen = try lines()
      if seen.suffix(expected.count) == expected[...] { return }
      usleep(50_000)
    }
    throw Problem("expected:\n\(expected.joined(separator: "\n"))\nseen:\n\(seen.joined(separator: "\n"))")
  }

  /// Where the cursor is, from 0.
  func cursorColumn() throws -> Int? {
    Int(try run("display-message -p '#{cursor_x}'").output.split(separator: "\n").first ?? "")
  }

  private func lines() throws -> [String] {
    var lines = Transcript.lines(try run("capture-pane -p").output).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  @discardableResult
  private func run(_ command: String) throws -> Outcome {
    let outcome = try workspace.run("tmux -u -S '\(socket)' \(command)")
    guard outcome.status == 0 else { throw Problem("tmux \(command): \(outcome.errors)") }
    return outcome
  }
}
