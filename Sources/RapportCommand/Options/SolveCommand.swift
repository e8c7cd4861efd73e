import ArgumentParser
import Rapport

/// `rapport solve FILE`
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve", abstract: "Solve a published routing instance with the search that plans visits.",
    discussion: """
      rapport solve p01 --seconds 10 --out p01.sol

      Read are PVRP (Cordeau), VRPTW (Solomon) and CVRPLIB; the last line printed is the cost. Ctrl-C ends the search with
      the best routes so far.
      """)

  @Argument(help: "The instance.", completion: OptionCandidates.file) var file: String
  @Option(help: "How long to look for better routes.") var seconds: Double?
  @Option(help: "How many changes each thread tries; with a seed, the same routes on every machine.") var iterations: Int?
  @Option(help: "Independent searches, of which the best counts.") var threads = 2
  @Option(help: "Another number, another search.") var seed: UInt64 = 1
  @Option(
    name: .customLong("out"), help: ArgumentHelp("Write the routes to a file, in the instance's own format.", valueName: "file"),
    completion: OptionCandidates.file)
  var output: String?
  @Flag(help: "Let --out replace a file.") var force = false

  func validate() throws {
    if let seconds, !(seconds > 0 && seconds <= 86_400) { throw ValidationError("--seconds is from 0 to 86400") }
    if let iterations, iterations < 1 { throw ValidationError("--iterations is 1 or more") }
    guard (1...64).contains(threads) else { throw ValidationError("--threads is from 1 to 64") }
  }

  func run() throws {
    // Without any bound somebody who tries it waits as long as for a plan.
    let limit = seconds ?? (iterations == nil ? 20 : nil)
    throw Finished(
      SolveRun(
        file: file, seconds: limit, iterations: iterations, threads: threads, seed: seed, output: output, force: force
      ).run())
  }
}
