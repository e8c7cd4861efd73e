import Glibc
import RapportThreads

/// One chain of simulated annealing over ruins and recreations.
final class SearchChain {
  private let state: SearchState
  private var ruin: Ruin
  private var recreate: Recreate
  private var random: SearchRandom
  private var loadPenalty: AdaptivePenalty
  private var durationPenalty = AdaptivePenalty(first: 2)
  private var cooling: Cooling
  private(set) var best: StoredRoutes?
  /// The best after three quarters of the budget.
  private(set) var atThreeQuarters: StoredRoutes?
  private(set) var iterations = 0

  /// Iterations between changes of the penalties.
  private static let adaptation = 100

  /// - Parameter fallsOnce: whether the whole budget is one annealing, or several.
  init(_ model: RoutingModel, seed: UInt64, fallsOnce: Bool) {
    cooling = Cooling(fallsOnce: fallsOnce)
    state = SearchState(model)
    ruin = Ruin(model)
    recreate = Recreate(model)
    random = SearchRandom(seed: seed)
    loadPenalty = AdaptivePenalty(first: state.firstLoadPenalty)
  }

  /// Begins with a solution, as far as it can be, and puts in what it lacks.
  func begin(_ solution: RoutingSolution?) {
    state.undo.begin()
    setPenalties()
    if let solution { state.take(solution) }
    let missing = (0..<state.model.customers).filter { state.option[$0] < 0 }
    recreate.recreate(missing, keepingOptions: false, state, &random)
    if state.isFeasible { keep() }
  }

  /// Searches until the budget is used or somebody says so.
  ///
  /// - Parameter isOver: is asked some times a millisecond, with the part of the budget that is used.
  func search(_ budget: SolverBudget, isOver: (Double) -> Bool) {
    let start = Self.now()
    let perVisit = state.travelSum / Double(max(state.visits, 1))
    // A day full of stops at one place still needs some warmth.
    let scale = max(perVisit, 1e-9)
    var share = 0.0
    var current = state.cost
    var temperature = scale
    while true {
      if iterations & 31 == 0 {
        share = Self.share(iterations, start, budget)
        if atThreeQuarters == nil, share >= 0.75 { atThreeQuarters = best }
        if share >= 1 || isOver(share) { break }
        temperature = scale * cooling.temperature(share, iterations: iterations, visits: state.visits)
      }
      iterations += 1
      state.undo.begin()
      ruin.ruin(state, &random)
      recreate.recreate(ruin.removed, keepingOptions: ruin.keepsOption, state, &random)
      let cost = state.cost
      if cost < current - temperature * log(max(random.unit(), 1e-300)) {
        current = cost
        if state.isFeasible, cost < (best?.cost ?? .infinity) - 1e-9 { keep() }
      } else {
        state.takeBack()
      }
      loadPenalty.count(state.keepsLoads)
      durationPenalty.count(state.keepsDurations)
      if iterations % Self.adaptation == 0 {
        loadPenalty.adapt(after: Self.adaptation, isFound: best != nil)
        durationPenalty.adapt(after: Self.adaptation, isFound: best != nil)
        setPenalties()
        state.refresh()
        current = state.cost
      }
    }
    if atThreeQuarters == nil { atThreeQuarters = best }
  }

  private func setPenalties() {
    state.loadPenalty = loadPenalty.value
    state.durationPenalty = durationPenalty.value
  }

  private func keep() { best = StoredRoutes(state) }

  private static func share(_ iterations: Int, _ start: Double, _ budget: SolverBudget) -> Double {
    var share = 0.0
    if let most = budget.iterations { share = most > 0 ? Double(iterations) / Double(most) : 1 }
    if let seconds = budget.seconds { share = max(share, seconds > 0 ? (now() - start) / seconds : 1) }
    return budget.iterations == nil && budget.seconds == nil ? 1 : share
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// How far the state is from keeping every rule, for those who get no answer.
  var lack: RoutingLack {
    RoutingLack(customers: state.absent, load: state.loadExcess, duration: state.durationExcess)
  }
}

/// The routes of a feasible state.
struct StoredRoutes {
  let cost: Double
  let solution: RoutingSolution

  init(_ state: SearchState) {
    cost = state.cost
    solution = state.solution
  }
}

extension SearchState {
  var solution: RoutingSolution {
    let routes = (0..<shiftCount).map { shift in
      (0..<count[shift]).map { Int(model.customerOf[Int(stops[shift * stride + $0])]) }
    }
    let options = (0..<model.customers).map { customer in
      option[customer] < 0 ? -1 : Int(option[customer]) - model.firstOption[customer]
    }
    return RoutingSolution(
      routes: routes, options: options, travel: travelSum, overtime: overtimeSum, optionCost: optionSum)
  }

  /// Takes over the customers of a solution whose routes can be as they are.
  func take(_ solution: RoutingSolution) {
    for (shift, route) in solution.routes.enumerated() where shift < shiftCount {
      for customer in route where (0..<model.customers).contains(customer) {
        let day = model.shifts[shift].day
        let stays = model.firstStay[customer]..<model.firstStay[customer + 1]
        guard let stay = stays.first(where: { Int(model.dayOf[$0]) == day && routeOf[$0] < 0 }) else { continue }
        insert(stay, shift, at: count[shift])
      }
      if isLate[shift] { remove(shift, from: 0, count: count[shift]) }
    }
    for customer in 0..<model.customers {
      let seen = (model.firstStay[customer]..<model.firstStay[customer + 1]).filter { routeOf[$0] >= 0 }
      let fitting = (model.firstOption[customer]..<model.firstOption[customer + 1]).filter { option in
        (model.firstOfOption[option]..<model.firstOfOption[option + 1]).map { Int(model.optionStays[$0]) } == seen
      }
      if let cheapest = fitting.min(by: { model.optionCost[$0] < model.optionCost[$1] }) {
        choose(cheapest, for: customer)
      } else {
        removeAll(customer)
      }
    }
  }
}
