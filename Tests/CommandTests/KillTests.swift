import Glibc
import Testing

/// An import or undo that is killed leaves all of a batch or none of it, and so do lists that are kept.
@Suite struct KillTests {
  private static let rows = 10_000

  /// 50, or what RAPPORT_KILLS says.
  private static var kills: Int {
    getenv("RAPPORT_KILLS").flatMap { String(validatingCString: $0) }.flatMap { Int($0) } ?? 50
  }

  @Test func importsAndUndosAtAnyMoment() throws {
    let workspace = try Workspace()
    var text = "name,region,email\n"
    for number in 0..<Self.rows { text += "Person \(number),West,p\(number)@example.com\n" }
    try TextFile.write(text, to: workspace.directory + "/people.csv")
    #expect(try workspace.run("rapport create killed.db").status == 0)
    var longest = 0.1
    for round in 0..<Self.kills {
      let before = try state(workspace)
      let command =
        before.people == 0
        ? "rapport import -s killed.db people people.csv --again"
        : "rapport undo -s killed.db \(before.lastBatch)"
      let delay = Double.random(in: 0...longest)
      let outcome = try workspace.run(
        "\(command) 2> said & pid=$!; sleep \(delay); kill -9 $pid 2> /dev/null; wait $pid; echo $?")
      let after = try state(workspace)
      let place = "round \(round): \(command), killed after \(delay) s"
      #expect(after.integrity == "ok", "\(place)")
      #expect(after.people == 0 || after.people == Self.rows, "\(place): \(after.people) rows")
      #expect(
        after.people == after.recorded,
        "\(place): the batches say \(after.recorded), the table \(after.people)")
      let ended = outcome.output.hasSuffix("0\n") && !outcome.output.hasSuffix("130\n")
      if ended {
        #expect(after.people != before.people, "\(place): it said it was done")
        longest = max(0.01, min(longest, delay * 1.5))
      } else if after.people == before.people {
        longest = min(longest * 1.1, 2)
      }
    }
  }

  /// What is kept of standard input has no name, so nothing of it can be left.
  @Test func standardInputLeavesNothing() throws {
    let workspace = try Workspace()
    #expect(try workspace.run("rapport create killed.db && mkdir spool").status == 0)
    for delay in [0.05, 0.3, 1.0] {
      let outcome = try workspace.run(
        """
        (printf 'name,region\n'; for n in $(seq 2000); do echo "Person $n,West"; done; sleep 2) |
          TMPDIR=$PWD/spool rapport import -s killed.db people - 2> said & pid=$!
        sleep \(delay); kill -9 $pid 2> /dev/null; wait $pid; ls -A spool
        """)
      #expect(outcome.output == "", "killed after \(delay) s")
    }
    let done = try workspace.run(
      "printf 'name,region\nLi,West\n' | TMPDIR=$PWD/spool rapport import -s killed.db people - 2> said && ls -A spool")
    #expect((done.status, done.output) == (0, ""))
  }

  private struct State {
    var integrity: String
    var people: Int
    /// Rows that the batches say are there.
    var recorded: Int
    var lastBatch: Int
  }

  private func state(_ workspace: Workspace) throws -> State {
    let outcome = try workspace.run(
      """
      sqlite3 killed.db "PRAGMA integrity_check; SELECT count(*) FROM people;
        SELECT coalesce(sum(inserted) - sum(removed), 0) FROM batches; SELECT coalesce(max(id), 0) FROM batches"
      """)
    let lines = Transcript.lines(outcome.output)
    guard lines.count == 4, let people = Int(lines[1]), let recorded = Int(lines[2]), let last = Int(lines[3])
    else {
      throw Problem("the store cannot be read: \(outcome.output)\(outcome.errors)")
    }
    return State(integrity: lines[0], people: people, recorded: recorded, lastBatch: last)
  }

  @Test func keepingAtAnyMoment() throws {
    let workspace = try Workspace()
    try TextFile.write(
      """
      list "orders" by id = orders select id, number, amount, date, account.name as account
      list "invoices" by id = invoices select id, number, due, open

      """, to: workspace.directory + "/lists.rap")
    var (longest, runs) = (0.2, 0)
    for round in 0..<Self.kills / 2 {
      let delay = Double.random(in: 0...longest)
      let outcome = try workspace.run(
        "rapport run -s demo.db --keep lists.rap > printed 2> said & pid=$!; sleep \(delay); kill -9 $pid 2> /dev/null; "
          + "wait $pid; echo $?")
      let checked = try workspace.run(
        """
        sqlite3 demo.db "PRAGMA integrity_check; SELECT count(*) FROM kept_runs;
          SELECT count(*) FROM kept_runs WHERE row_count > 0 AND id NOT IN (SELECT run_id FROM kept_columns)"
        """)
      let lines = Transcript.lines(checked.output)
      #expect(lines.count == 3 && lines[0] == "ok" && lines[2] == "0", "round \(round): \(checked.output)\(checked.errors)")
      let now = Int(lines.dropFirst().first ?? "") ?? 0
      #expect(now == runs || now == runs + 2, "round \(round), killed after \(delay) s: \(runs) runs, then \(now)")
      if outcome.output == "0\n" { #expect(now == runs + 2, "round \(round): it said it was done") }
      longest = now > runs ? max(0.02, min(longest, delay * 1.5)) : min(longest * 1.2, 3)
      runs = now
    }
    #expect(try workspace.run("rapport run -s demo.db --diff --exit-code --keep lists.rap").status != 1)
  }
}
