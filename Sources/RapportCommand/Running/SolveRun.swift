import Rapport

/// `rapport solve FILE`
struct SolveRun {
  let file: String
  let seconds: Double?
  let iterations: Int?
  let threads: Int
  let seed: UInt64
  let output: String?
  let force: Bool

  func run() -> ExitStatus {
    let console = Console()
    do throws(DiagnosticsError) {
      if let output { try OutputFile.check(output, force: force, permission: OutputFile.usualPermission) }
      let instance = try RoutingFile(file)
      console.note("\(terminalText(file)): \(instance.description)")
      Interruption.install()
      let progress = ProgressWatch { ProgressBar(routing: instance.progress, elapsed: $0) }
      let result = try Interruption.during(cancelling: { instance.cancel() }) { () throws(DiagnosticsError) in
        defer { progress?.stop() }
        return try instance.solve(seconds: seconds, iterations: iterations, threads: threads, seed: seed)
      }
      if let output { try OutputFile.write(result.text, to: output, force: force) }
      try Console.print("\(result.routes) routes, \(result.iterations) changes tried\n\(result.cost)\n")
      if result.isInterrupted {
        console.note("interrupted; these are the best routes so far")
        return .interrupted
      }
      return .ok
    } catch {
      console.report(error)
      return ExitStatus(error.kind)
    }
  }
}
