import RapportThreads
import Synchronization

/// Looks for good routes: slack induction by string removals (Christiaens and Vanden Berghe 2020) with simulated annealing,
/// over days and routes jointly.
package struct RoutingSolver: Sendable {
  private let model: RoutingModel
  private let seed: UInt64

  package init(problem: RoutingProblem, seed: UInt64 = 1) {
    model = RoutingModel(problem)
    self.seed = seed
  }

  /// The best routes of as many independent chains as there are threads.
  ///
  /// Stopped by iterations alone, the answer is the same on every machine for the same seed and number of threads.
  ///
  /// - Parameters:
  ///   - solution: where to begin; the answer is never worse where it is feasible.
  ///   - watch: is called some times a second on the thread of the call; false ends the search with the best so far.
  package func solve(
    budget: SolverBudget, threads: Int = 1, from solution: RoutingSolution? = nil,
    watch: (RoutingProgress) -> Bool = { _ in true }
  ) -> RoutingAnswer {
    let chains = max(1, min(threads, 64))
    let run = RoutingRun()
    return withoutActuallyEscaping(watch) { watch in
      let caller = UncheckedWatch(watch)
      Threads.concurrently(chains) { number in
        let chain = SearchChain(
          model, seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15, fallsOnce: number.isMultiple(of: 2))
        chain.begin(solution)
        var asked = 0.0
        chain.search(budget) { share in
          if number == 0 {
            let now = SearchChain.now()
            if now - asked >= 0.01 {
              asked = now
              if !caller.call(RoutingProgress(share: share, cost: chain.best?.cost ?? .infinity)) { run.stop() }
            }
          }
          return run.isStopped
        }
        run.add(chain, number)
      }
      return run.answer
    }
  }
}

/// Only the thread of the caller calls it.
private struct UncheckedWatch: @unchecked Sendable {
  let call: (RoutingProgress) -> Bool
  init(_ call: @escaping (RoutingProgress) -> Bool) { self.call = call }
}

/// How far a search is.
package struct RoutingProgress: Sendable {
  /// Of the budget, 0 … 1.
  package var share: Double
  /// Of the best routes so far; infinite while there are none.
  package var cost: Double
}

/// What a search found.
package struct RoutingAnswer: Sendable {
  /// Nil where no routes keep every rule.
  package var solution: RoutingSolution?
  /// What the last routes lacked, where there is no solution.
  package var lack: RoutingLack?
  /// Stopped before its budget was used.
  package var isInterrupted = false
  /// Of all chains.
  package var iterations = 0
  package var cost = Double.infinity
  /// The best routes after three quarters of the budget.
  package var atThreeQuarters: RoutingSolution?
}

/// How far routes are from keeping every rule.
package struct RoutingLack: Hashable, Sendable {
  /// Customers that are seen on none of their days.
  package var customers: Int
  /// Above capacities, and above longest durations, of all routes together.
  package var load: Double
  package var duration: Double
}

/// What several chains have found.
private final class RoutingRun: Sendable {
  private let stopped = Atomic<Bool>(false)
  private let found = Mutex(Found())

  private struct Found {
    var answer = RoutingAnswer()
    /// Which chain the routes are of.
    var chain = Int.max
    var costAtThreeQuarters = Double.infinity
  }

  var isStopped: Bool { stopped.load(ordering: .relaxed) }
  func stop() { stopped.store(true, ordering: .relaxed) }

  func add(_ chain: SearchChain, _ number: Int) {
    let (best, lack, iterations) = (chain.best, chain.lack, chain.iterations)
    let before = chain.atThreeQuarters
    found.withLock { found in
      found.answer.iterations += iterations
      if let before, before.cost < found.costAtThreeQuarters {
        found.costAtThreeQuarters = before.cost
        found.answer.atThreeQuarters = before.solution
      }
      guard let best else {
        if found.answer.solution == nil { found.answer.lack = lack }
        return
      }
      // Of equal ones the first chain's, whichever thread is over first.
      guard best.cost < found.answer.cost || (best.cost == found.answer.cost && number < found.chain) else { return }
      found.answer.solution = best.solution
      found.answer.cost = best.cost
      found.answer.lack = nil
      found.chain = number
    }
  }

  var answer: RoutingAnswer {
    var answer = found.withLock { $0.answer }
    answer.isInterrupted = isStopped
    return answer
  }
}
