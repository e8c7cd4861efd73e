import Glibc
import Synchronization

/// People waiting to be planned, and what threads have made of them.
final class PlanRun: Sendable {
  private let team: TeamIndex
  private let changed: Set<Int64>?
  private let budget: SolverBudget
  private let seed: UInt64
  private let threads: Int
  private let watch: @Sendable (PlanProgress) -> Bool
  private let begin = PlanRun.now()
  /// What a person's search takes compared with others: more obligations, more to choose.
  private let sizes: [Double]
  /// People in the order they are taken, the largest first, so that no thread is left with one at the end.
  private let order: [Int]
  private let state: Mutex<State>

  private struct State {
    var next = 0
    /// Sizes of people nobody has begun.
    var left: Double
    var done = 0
    var share = 0.0
    var isStopped = false
    var parts: [PersonalPlan?]
    var search = PlanSearch()
  }

  init(
    _ team: TeamIndex, changed: Set<Int64>?, budget: SolverBudget, seed: UInt64, threads: Int,
    watch: @escaping @Sendable (PlanProgress) -> Bool
  ) {
    self.team = team
    self.changed = changed
    self.budget = budget
    self.seed = seed
    self.threads = threads
    self.watch = watch
    let sizes = team.people.map { person in
      changed?.contains(person.id) ?? true ? Double(team.obligations(of: person.id).count + 1) : 0
    }
    self.sizes = sizes
    order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    state = Mutex(
      State(left: sizes.reduce(0, +), parts: Array(repeating: nil, count: sizes.count)))
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Takes people until none are left.
  func work() {
    while let (index, budget) = take() {
      let part = plan(index, budget)
      let reached = state.withLock { state in
        state.parts[index] = part
        state.done += 1
        state.share += sizes[index]
        return self.progress(state.share, done: state.done)
      }
      if !watch(reached) { stop() }
    }
  }

  func finish() -> ([PersonalPlan], PlanSearch) {
    state.withLock { state in
      var search = state.search
      search.seconds = Self.now() - begin
      search.people = team.people.count
      search.isInterrupted = state.isStopped
      return (state.parts.compactMap { $0 }, search)
    }
  }

  /// After so much of all sizes.
  private func progress(_ share: Double, done: Int) -> PlanProgress {
    PlanProgress(share: min(share / max(sizes.reduce(0, +), 1), 1), peopleDone: done, people: team.people.count)
  }

  private var isStopped: Bool { state.withLock { $0.isStopped } }
  private func stop() { state.withLock { $0.isStopped = true } }

  /// The next person, with a part of the time that is left.
  private func take() -> (Int, SolverBudget)? {
    state.withLock { state in
      guard state.next < order.count else { return nil }
      let index = order[state.next]
      state.next += 1
      var own = budget
      if let seconds = budget.seconds {
        let left = max(seconds - (Self.now() - begin), 0) * Double(min(threads, order.count))
        own.seconds = state.isStopped ? 0 : left * sizes[index] / max(state.left, 1)
      }
      if state.isStopped { own.iterations = 0 }
      state.left -= sizes[index]
      return (index, own)
    }
  }

  private func plan(_ index: Int, _ budget: SolverBudget) -> PersonalPlan {
    let person = team.people[index]
    let problem = PersonalProblem(person, in: team, isSticky: changed != nil)
    let published = PersonalSchedule(problem, routes: problem.publishedRoutes)
    if !(changed?.contains(person.id) ?? true) {
      return PersonalPlan(published, in: team, keeping: problem.published)
    }
    var schedule = published
    schedule.complete()
    if !problem.clients.isEmpty, !isStopped { search(&schedule, index, budget) }
    if changed != nil {
      // A day with the same stops keeps their order and times.
      for (shift, route) in published.routes.enumerated() { schedule.reorder(shift, as: route) }
    }
    return PersonalPlan(schedule, in: team)
  }

  /// Looks for a better schedule, beginning with one that is valid; takes it only if it is better by the exact levels.
  private func search(_ schedule: inout PersonalSchedule, _ index: Int, _ budget: SolverBudget) {
    let problem = schedule.problem
    let (routing, options) = problem.routing()
    let solver = RoutingSolver(problem: routing, seed: seed &+ UInt64(bitPattern: problem.person.id))
    // Several people keep the threads busy; one alone has two chains, on however many threads there are.
    let chains = order.count == 1 ? 2 : 1
    let answer = solver.solve(
      budget: budget, threads: chains, from: schedule.solution(of: routing, options)
    ) { progress in
      let reached = state.withLock { state in
        self.progress(state.share + sizes[index] * progress.share, done: state.done)
      }
      if !watch(reached) { stop() }
      return !isStopped
    }
    let before = better(of: schedule, answer.atThreeQuarters)
    schedule = better(of: schedule, answer.solution)
    let (earlier, later) = (before.levels, schedule.levels)
    state.withLock { state in
      state.search.searched += 1
      state.search.lastQuarter.add(earlier, later)
    }
  }

  /// The routes of a solution, if they are better by the exact levels.
  private func better(of schedule: PersonalSchedule, _ solution: RoutingSolution?) -> PersonalSchedule {
    guard let solution else { return schedule }
    var found = PersonalSchedule(schedule.problem, routes: solution.routes)
    found.complete()
    return found.levels < schedule.levels ? found : schedule
  }
}
