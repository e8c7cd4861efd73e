import Glibc
import Rapport
import Testing

/// Statements that change data, taken back or killed.
@Suite struct ChangeTests {
  /// Rows of all tables but those that only grow.
  private func rows(_ workspace: Workspace) throws -> String {
    let kept = "INSERT INTO (batch|batches|batch_.*|history|audit|used_keys|sqlite_.*) "
    let outcome = try workspace.run("sqlite3 demo.db .dump | grep -vE '^\(kept)VALUES'")
    #expect(outcome.errors == "")
    return outcome.output
  }

  private func number(_ query: String, _ workspace: Workspace) throws -> Int {
    let outcome = try workspace.run("sqlite3 demo.db '\(query)'")
    return try #require(Int(outcome.output.split(separator: "\n").first ?? ""), "\(outcome.errors)")
  }

  private static func statement(_ random: inout some RandomNumberGenerator) -> String {
    func any(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    func ids(_ limit: Int) -> String {
      let count = Int.random(in: 1...12, using: &random)
      return (0..<count).map { _ in "\(Int.random(in: 1...limit, using: &random))" }.joined(separator: ", ")
    }
    let accounts = [
      "credit = poor", "phone = missing", "turnover = turnover * 1.5, staff = missing", "owner = 2", "owner = 1",
      #"name = "Same & Co""#, #"city = "Ägypten""#, "latitude = longitude", "industrial = true", "founded = 2001-02-03",
      "loyalty = when credit = good then high else low",
    ]
    let visits = [
      "minutes = minutes + 5", "person = account.owner", "note = account.name", "date = date - 3 days", "contact = missing",
    ]
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1: return "accounts where id in (\(ids(200))) | set \(any(accounts))"
    case 2: return "visits where id in (\(ids(600))) | set \(any(visits))"
    case 3: return "order_lines where sale.id in (\(ids(900))) | delete"
    case 4: return "\(any(["competitor_facts", "touches", "payments", "surveys"])) where id in (\(ids(60))) | delete"
    case 5: return "add touches (account: \(Int.random(in: 1...200, using: &random)), date: 2026-05-01, channel: telephone)"
    default: return "orders where id in (\(ids(900))) | set amount = amount + 1.25, date = date + 1 days"
    }
  }

  /// Whatever was changed, undoing all of it in reverse gives the same store.
  @Test func undoneChangesLeaveNothing() throws {
    let workspace = try Workspace()
    var random = SystemRandomNumberGenerator()
    var changed = 0
    for round in 0..<15 {
      let before = try rows(workspace)
      let first = try number("SELECT coalesce(max(id), 0) FROM batches", workspace)
      var statements: [String] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let statement = Self.statement(&random)
        statements.append(statement)
        let outcome = try workspace.run("rapport demo.db --today 2026-06-30 --yes -c '\(statement)'")
        #expect([0, 3].contains(outcome.status), "\(statement)\n\(outcome.errors)")
      }
      let last = try number("SELECT coalesce(max(id), 0) FROM batches", workspace)
      let history = try number("SELECT count(*) FROM history", workspace)
      changed += last - first
      for batch in stride(from: last, to: first, by: -1) {
        let outcome = try workspace.run("rapport undo -s demo.db \(batch)")
        #expect(outcome.status == 0, "round \(round): \(statements)\n\(outcome.output)\(outcome.errors)")
      }
      #expect(try rows(workspace) == before, "round \(round): \(statements)")
      #expect(try number("SELECT count(*) FROM history", workspace) >= history)
      #expect(
        try number("SELECT count(*) FROM audit", workspace) == number("SELECT count(*) FROM batches", workspace))
    }
    #expect(changed > 0)
    #expect(try workspace.run("sqlite3 demo.db 'PRAGMA foreign_key_check; PRAGMA integrity_check'").output == "ok\n")
  }

  @Test func killedAtAnyMoment() throws {
    let workspace = try Workspace()
    let first = "rapport demo.db --yes -c 'visits | set note = \"round 0\", purpose = sales'"
    #expect(try workspace.run(first).status == 0)
    var (longest, done) = (0.2, 0)
    for round in 1...20 {
      let purpose = round % 2 == 0 ? "sales" : "service"
      let delay = Double.random(in: 0...longest)
      let outcome = try workspace.run(
        "rapport demo.db --yes -c 'visits | set note = \"round \(round)\", purpose = \(purpose)' > said 2>&1 & pid=$!; "
          + "sleep \(delay); kill -9 $pid 2> /dev/null; wait $pid; echo $?")
      let state = try workspace.run(
        """
        sqlite3 demo.db "PRAGMA integrity_check; SELECT count(DISTINCT note) FROM visits; SELECT min(note) FROM visits;
          SELECT (SELECT count(*) FROM batches) = (SELECT count(*) FROM audit)"
        """)
      let lines = Transcript.lines(state.output)
      #expect(lines.count == 4 && lines[0] == "ok" && lines[1] == "1" && lines[3] == "1", "\(state.output)")
      let isDone = lines.dropFirst(2).first == "round \(round)"
      #expect(isDone || lines.dropFirst(2).first == "round \(done)", "killed after \(delay) s: \(state.output)")
      if outcome.output == "0\n" { #expect(isDone, "it said it was done") }
      if isDone { done = round }
      longest = isDone ? max(0.02, min(longest, delay * 1.5)) : min(longest * 1.2, 2)
    }
  }

  /// What would do something else than was shown does nothing.
  @Test func changedBetweenPreviewAndConfirmation() throws {
    let workspace = try Workspace()
    let session = Session(try Store(workspace.directory + "/demo.db"), settings: Settings(today: Day("2026-06-30")))
    func change(_ text: String) throws -> Change {
      guard case .change(let change)? = try session.prepare(text).first?.action else { throw Problem("no change") }
      return change
    }
    let first = try change("accounts where credit = poor | set staff = staff + 1, city = \"X\"")
    let preview = try first.preview()
    #expect(preview.changed > 0 && preview.batch == nil)
    _ = try change("accounts where credit = poor take 1 | set city = \"Y\"").apply()
    let error = #expect(throws: DiagnosticsError.self) { _ = try first.apply(expecting: preview) }
    #expect(error?.diagnostics.first?.code == "R0824")
    #expect(try number("SELECT count(*) FROM accounts WHERE city = \"X\"", workspace) == 0)
    #expect(try first.apply(expecting: try first.preview()).changed == preview.changed)
  }

  @Test func confirmedAtATerminal() throws {
    let shell = try ShellGround()
    let statement = #"accounts take 1 | set city = "Elsewhere""#
    for (answer, said) in [("n", "nothing was changed"), ("y", "1 updated, 0 unchanged (batch 1)")] {
      try shell.terminal.type(statement + "\r")
      #expect(try shell.terminal.wait(for: "(y/n) ").contains("→ Elsewhere"))
      try shell.terminal.type(answer + "\r")
      #expect(try shell.terminal.wait(for: ShellGround.prompt).contains(said))
    }
    #expect(try shell.ask("accounts take 1 select city").contains("Elsewhere"))
  }
}
