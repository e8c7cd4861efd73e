import Rapport

/// `rapport plan …`
struct PlanRuns {
  private let options: QueryOptions

  init(_ options: QueryOptions) { self.options = options }

  /// Takes a step in the store that the options name.
  func run(_ step: some PlanStep) -> ExitStatus {
    do throws(DiagnosticsError) {
      Interruption.install()
      let runner = StatementRunner(session: try SessionOpening.open(options), options: options)
      let run = QueryRun(options)
      try step.run(
        at: PlanDesk(runner) { (body) throws(DiagnosticsError) in try run.answer(with: runner, body) })
      return .ok
    } catch {
      options.console.report(error)
      return ExitStatus(error.kind)
    }
  }
}
