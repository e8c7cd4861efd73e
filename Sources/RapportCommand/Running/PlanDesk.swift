import Rapport

/// Takes the steps of `rapport plan …` and of `.plan …`, and tells what came of them.
struct PlanDesk {
  typealias Answer = (inout StatementRunner) throws(DiagnosticsError) -> Void

  let session: Session
  let console: Console
  let language: Language
  /// Whether files that are there are replaced.
  let force: Bool
  /// Gives what prints an answer the runner that prints it where it should go.
  let answer: (Answer) throws(DiagnosticsError) -> Void

  init(_ runner: StatementRunner, answer: @escaping (Answer) throws(DiagnosticsError) -> Void) {
    session = runner.session
    console = runner.console
    language = runner.printer.language ?? .english
    force = runner.replacesFiles
    self.answer = answer
  }

  // MARK: - Looking

  func show(_ number: Int64?) throws(DiagnosticsError) {
    let summary = try session.plans.summary(number)
    console.note(summary.description)
    // Daily tasks at the desk would hide the visits among them.
    if summary.desk > 0 {
      console.note("not listed is work at the desk: `plan_visits where plan.id = \(summary.number) and at_desk`")
    }
    try run(
      """
      plan_visits where plan.id = \(summary.number) and not at_desk order by person.name, day, sequence select
        id, day, person.name as person, sequence, account.name as account, starts, travel, pinned, policies
      """)
  }

  func list() throws(DiagnosticsError) {
    try run(
      """
      plans order by id desc select
        id, state, step, made, first_day as first, last_day as last, visits, desk, unmet, lateness, changes, travel, overtime
      """)
  }

  func diff(_ from: Int64?, _ to: Int64?) throws(DiagnosticsError) {
    let changes = try session.plans.difference(from: from, to: to)
    console.note(changes.description)
    try answer { (runner) throws(DiagnosticsError) in _ = try runner.printer.print(changes.rows, title: nil) }
  }

  private func run(_ query: String) throws(DiagnosticsError) {
    try answer { (runner) throws(DiagnosticsError) in try runner.run(SourceText(query, name: "plan")) }
  }

  // MARK: - Steps

  func publish(_ number: Int64?) throws(DiagnosticsError) {
    console.note(try session.plans.publish(number).description)
  }

  func undo() throws(DiagnosticsError) {
    let (undone, standing) = try session.plans.undo()
    console.note("taken back: \(undone)")
    console.note(standing.map { "now stands: \($0)" } ?? "no plan stands now")
  }

  func move(_ visit: Int64, to day: Day) throws(DiagnosticsError) {
    tell(try session.plans.move(visit, to: day, program: ImportRuns.program))
  }

  func pin(_ visit: Int64, _ isPinned: Bool) throws(DiagnosticsError) {
    tell(try session.plans.pin(visit, isPinned, program: ImportRuns.program))
  }

  private func tell(_ made: PlanSummary) {
    console.note(made.description)
    for note in made.notes { console.note(note) }
  }

  func export(to path: String, plan: Int64?, person: String?, day: Day?) throws(DiagnosticsError) {
    let count = try session.plans.export(
      to: path, plan: plan, person: person, day: day, language: language, force: force)
    console.note("wrote \(count) \(count == 1 ? "visit" : "visits") to `\(path)`")
  }
}
