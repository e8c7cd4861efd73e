import RapportPlan
import RapportScheduling
import RapportStore
import RapportValues

extension PlannedExplanation {
  /// Says why: in words for people, and the same as rows for programs.
  ///
  /// - Throws: also when there is no such row, or too many.
  public func explain(in session: Session) throws(DiagnosticsError) -> ExplainedText {
    let numbers = try numbers()
    let standing = try session.plans.stored(nil)
    let planner = RapportScheduling.Planner(problem: try session.plans.problem(of: standing))
    let names = try PlanNames(session)
    var lines = PlannedLines(names)
    for number in numbers {
      switch subject {
      case .visit:
        guard let position = try session.plans.position(of: number, in: standing) else { continue }
        let visit = standing.plan.visits[position]
        guard let found = planner.explain(account: visit.account, person: visit.person, on: visit.day, of: standing.plan) else {
          continue
        }
        lines.add(found, number: standing.visitIDs[position])
      case .unmet:
        let unmet = try Failure.wrapping { try session.store.database.duty(ofUnmet: number) }
        guard let unmet, let found = planner.explain(unmet: unmet, of: standing.plan) else { continue }
        lines.add(found, number: number)
      }
    }
    if lines.isEmpty { throw nothing() }
    return lines.explained
  }

  /// More are not told one by one.
  private static let mostRows = 20

  /// What the words name, as numbers of rows.
  private func numbers() throws(DiagnosticsError) -> [Int64] {
    var found: [Int64] = []
    let answer = try rows.run()
    while let row = try answer.nextRow() { if case .integer(let number) = row[0] { found.append(number) } }
    // Perhaps a row of an earlier version, which stands for the same one in the plan that stands.
    if found.isEmpty, let number = Int64(asked) { found = [number] }
    if found.isEmpty { throw nothing() }
    return Array(found.prefix(Self.mostRows))
  }

  private func nothing() -> DiagnosticsError {
    let relation = subject == .visit ? "planned_visits" : "planned_unmet"
    return DiagnosticsError(
      .query,
      [
        Diagnostic(
          code: "R0124", "there is no row \(asked) in \(relation)", at: span,
          help: ["`\(relation) select id, account.name` lists them; `rapport plan show` shows the plan"])
      ], source: rows.source, isFromRun: true)
  }
}

/// Names of accounts and people.
struct PlanNames {
  let accounts: [Int64: String]
  let people: [Int64: String]

  init(_ session: Session) throws(DiagnosticsError) {
    let database = session.store.database
    (accounts, people) = try Failure.wrapping { try database.planNames() }
  }

  func account(_ id: Int64) -> String { accounts[id] ?? "account \(id)" }
  func person(_ id: Int64) -> String { people[id] ?? (id == 0 ? "nobody" : "person \(id)") }
}
