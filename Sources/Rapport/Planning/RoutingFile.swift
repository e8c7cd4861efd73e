import RapportScheduling
import RapportThreads
import Synchronization

/// A published routing instance in a file: PVRP (Cordeau), VRPTW (Solomon) or CVRPLIB.
public final class RoutingFile: Sendable {
  private let instance: RoutingInstance
  private let isStopped = Atomic<Bool>(false)
  private let state = Mutex<RoutingProgress?>(nil)

  /// Throws where the file cannot be read or is no such instance, with the line.
  public init(_ path: String) throws(DiagnosticsError) {
    let file = try SourceText.file(path)
    do throws(InstanceError) {
      instance = try RoutingInstance.read(file.text, name: path)
    } catch {
      throw DiagnosticsError(
        .data,
        Diagnostic(
          code: "R0550", "`\(path)` line \(error.line): \(error.message)", at: nil,
          help: ["read are PVRP (Cordeau), VRPTW (Solomon) and CVRPLIB"]))
    }
  }

  /// What it is: `PVRP (Cordeau), 50 customers, 3 vehicles, 2 days`.
  public var description: String { "\(instance.format.rawValue), \(instance.size)" }

  /// How far the search is, from 0 to 1, and the cost of the best routes so far. May be asked on any thread.
  public var progress: (share: Double, cost: Double?) {
    let step = state.withLock { $0 }
    return (step?.share ?? 0, step.flatMap { $0.cost.isFinite ? $0.cost : nil })
  }

  /// Ends the search; the best routes so far are the answer.
  public func cancel() { isStopped.store(true, ordering: .relaxed) }

  /// Looks for good routes.
  ///
  /// - Parameters:
  ///   - seconds: how long; nil for no bound.
  ///   - iterations: how many changes each thread tries; nil for no bound.
  ///   - threads: independent searches, of which the best counts.
  ///   - seed: by iterations alone, the same seed gives the same routes.
  /// - Throws: where no routes keep all rules of the instance.
  public func solve(
    seconds: Double?, iterations: Int?, threads: Int, seed: UInt64
  ) throws(DiagnosticsError) -> RoutingResult {
    let answer = RoutingSolver(problem: instance.problem, seed: seed).solve(
      budget: SolverBudget(seconds: seconds, iterations: iterations), threads: threads
    ) { step in
      self.state.withLock { $0 = step }
      return !self.isStopped.load(ordering: .relaxed)
    }
    guard let solution = answer.solution else {
      throw DiagnosticsError(
        .data,
        Diagnostic(
          code: "R0551", "no routes were found that keep all rules" + (answer.lack.map { ": " + Self.text($0) } ?? ""),
          at: nil, help: ["give it more time; the instance may also have no solution"]))
    }
    return RoutingResult(
      cost: RoutingInstance.decimals(solution.travel), text: instance.text(of: solution),
      routes: solution.routes.count { !$0.isEmpty }, iterations: answer.iterations, isInterrupted: answer.isInterrupted)
  }

  private static func text(_ lack: RoutingLack) -> String {
    var parts: [String] = []
    if lack.customers > 0 { parts.append("\(lack.customers) customers have no place") }
    if lack.load > 0 { parts.append("loads are \(RoutingInstance.decimals(lack.load)) too large") }
    if lack.duration > 0 { parts.append("routes are \(RoutingInstance.decimals(lack.duration)) too long") }
    return parts.joined(separator: ", ")
  }
}

/// Routes that keep all rules of an instance.
public struct RoutingResult: Sendable {
  /// The length of all routes, with two digits.
  public let cost: String
  /// In the format in which solutions of such instances are published.
  public let text: String
  public let routes: Int
  /// Changes that were tried, of all threads.
  public let iterations: Int
  public let isInterrupted: Bool
}
