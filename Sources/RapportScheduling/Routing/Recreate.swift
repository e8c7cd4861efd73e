/// Puts customers back where that costs least: all days of an option at once, with a few places passed over at random.
struct Recreate {
  private struct Place {
    var cost = Double.infinity
    var shift = -1
    var position = 0
  }

  private var best: [Place]
  private var keys: [(Double, Int)] = []
  private var draws = RareDraws()
  /// One option in 16 is passed over.
  private static let optionMask: UInt64 = 15

  init(_ model: RoutingModel) {
    best = Array(repeating: Place(), count: max(model.customerOf.count, 1))
  }

  mutating func recreate(_ removed: [Int], keepingOptions: Bool, _ state: SearchState, _ random: inout SearchRandom) {
    for (_, customer) in ordered(removed, state, &random) {
      if keepingOptions, state.option[customer] >= 0, putBack(customer, state, &random) { continue }
      state.removeAll(customer)
      choose(customer, state, &random)
    }
  }

  /// At random, by demand, from far, from near.
  private mutating func ordered(
    _ removed: [Int], _ state: SearchState, _ random: inout SearchRandom
  ) -> [(Double, Int)] {
    keys.removeAll(keepingCapacity: true)
    let how = random.below(11)
    for customer in removed {
      let stay = state.model.firstStay[customer]
      let hasStay = stay < state.model.firstStay[customer + 1]
      let key: Double =
        switch how {
        case ..<4: random.unit()
        case ..<8: hasStay ? -(state.demandOf[stay] + state.serviceOf[stay]) : 0
        case ..<10: hasStay ? -remoteness(stay, state) : 0
        default: hasStay ? remoteness(stay, state) : 0
        }
      keys.append((key, customer))
    }
    keys.sort { $0 < $1 }
    return keys
  }

  /// From where the first shift begins.
  private func remoteness(_ stay: Int, _ state: SearchState) -> Double {
    state.way(state.model.shifts.first?.start, to: Int(state.placeOf[stay]))
  }

  /// Puts the missing stays of a customer's option back; false if one has no place, and then all are out.
  private mutating func putBack(_ customer: Int, _ state: SearchState, _ random: inout SearchRandom) -> Bool {
    let model = state.model
    let option = Int(state.option[customer])
    for index in model.firstOfOption[option]..<model.firstOfOption[option + 1] {
      let stay = Int(model.optionStays[index])
      if state.routeOf[stay] >= 0 { continue }
      let place = cheapest(stay, state, &random)
      guard place.shift >= 0 else { return false }
      state.insert(stay, place.shift, at: place.position)
    }
    return true
  }

  /// Gives a customer the option that costs least with its places; none if none has any.
  private mutating func choose(_ customer: Int, _ state: SearchState, _ random: inout SearchRandom) {
    let model = state.model
    for stay in model.firstStay[customer]..<model.firstStay[customer + 1] { best[stay] = cheapest(stay, state, &random) }
    var chosen = cheapestOption(customer, passingOver: random.next(), state)
    if chosen < 0 { chosen = cheapestOption(customer, passingOver: .max, state) }
    guard chosen >= 0 else { return }
    for index in model.firstOfOption[chosen]..<model.firstOfOption[chosen + 1] {
      let stay = Int(model.optionStays[index])
      state.insert(stay, best[stay].shift, at: best[stay].position)
    }
    state.choose(chosen, for: customer)
  }

  /// The option that costs least with its places, of those that are not passed over: days that look dearer for one customer
  /// may be cheaper for all. -1 for none.
  private func cheapestOption(_ customer: Int, passingOver bits: UInt64, _ state: SearchState) -> Int {
    let model = state.model
    var (chosen, least, draw) = (-1, Double.infinity, bits)
    for option in model.firstOption[customer]..<model.firstOption[customer + 1] {
      let isPassedOver = draw & Self.optionMask == 0
      draw = (draw >> 7) | (draw << 57)
      if isPassedOver { continue }
      var cost = model.optionCost[option]
      for index in model.firstOfOption[option]..<model.firstOfOption[option + 1] {
        cost += best[Int(model.optionStays[index])].cost
      }
      if cost < least { (chosen, least) = (option, cost) }
    }
    return chosen
  }

  /// The cheapest place of a stay among the routes of its day.
  private mutating func cheapest(_ stay: Int, _ state: SearchState, _ random: inout SearchRandom) -> Place {
    var best = Place()
    let model = state.model
    let day = Int(model.dayOf[stay])
    guard day >= 0 else { return best }
    // Empty routes that are alike are one choice.
    var emptyTried = false
    for shift in model.shiftsOfDay[day] {
      if state.isLate[shift] { continue }
      if state.count[shift] == 0 {
        if emptyTried, model.isUniform { continue }
        emptyTried = true
      }
      tryRoute(stay, shift, &best, state, &random)
    }
    return best
  }

  private mutating func tryRoute(
    _ stay: Int, _ shift: Int, _ best: inout Place, _ state: SearchState, _ random: inout SearchRandom
  ) {
    let heavier = state.excess(load: state.load[shift] + state.demandOf[stay], of: shift)
    let fixed = state.loadPenalty * (heavier - state.excess(load: state.load[shift], of: shift))
    if fixed >= best.cost { return }
    if let entries = state.cache.entries {
      tryKept(stay, shift, fixed, entries, &best, state, &random)
    } else {
      tryPlaces(stay, shift, fixed, &best, state, &random)
    }
  }

  /// Takes the cheapest place in a route that is known, once in 128 the next one.
  @inline(__always)
  private mutating func tryKept(
    _ stay: Int, _ shift: Int, _ fixed: Double, _ entries: UnsafeMutablePointer<InsertionCache.Entry>,
    _ best: inout Place, _ state: SearchState, _ random: inout SearchRandom
  ) {
    let entry = state.cache.entry(stay, shift, in: entries)
    if entry.pointee.version != state.version[shift] { entry.pointee = state.cheapestPlaces(stay, shift) }
    let isPassedOver = draws.chance(&random)
    let cost = Double(isPassedOver ? entry.pointee.nextCost : entry.pointee.cost)
    if cost + fixed >= best.cost { return }
    let duration = state.duration(of: shift)
    let longer = state.excess(duration: duration + cost + state.serviceOf[stay], of: shift)
    let penalty = fixed + state.durationPenalty * (longer - state.excess(duration: duration, of: shift))
    if cost + penalty >= best.cost { return }
    let position = isPassedOver ? entry.pointee.nextPosition : entry.pointee.position
    best = Place(cost: cost + penalty, shift: shift, position: Int(position))
  }

  /// Tries all places of a route, of which one in 128 is passed over.
  private func tryPlaces(
    _ stay: Int, _ shift: Int, _ fixed: Double, _ best: inout Place, _ state: SearchState, _ random: inout SearchRandom
  ) {
    let model = state.model
    let (start, end) = (state.startOf[shift], state.endOf[shift])
    let here = Int(state.placeOf[stay])
    let number = state.count[shift]
    let base = state.stops + shift * state.stride
    let duration = state.duration(of: shift)
    let excess = state.excess(duration: duration, of: shift)
    let work = state.serviceOf[stay]
    // A draw is enough for nine.
    var (draw, bits) = (random.next(), 9)
    var before = start
    for position in 0...number {
      let after = position < number ? Int(state.placeOf[Int(base[position])]) : end
      var cost = state.wayOrNone(before, here) + state.wayOrNone(here, after)
      // A route without stops is not driven.
      if number > 0 { cost -= state.wayOrNone(before, after) }
      before = after
      if bits == 0 { (draw, bits) = (random.next(), 9) }
      let chance = draw & 127
      draw >>= 7
      bits -= 1
      if chance == 0 { continue }
      let longer = state.excess(duration: duration + cost + work, of: shift)
      let penalty = fixed + state.durationPenalty * (longer - excess)
      if cost + penalty >= best.cost { continue }
      if model.isTimed {
        guard let overtime = state.overtime(of: shift, with: stay, at: position) else { continue }
        cost += model.overtimeCost * (overtime - state.overtime[shift])
        if cost + penalty >= best.cost { continue }
      }
      best = Place(cost: cost + penalty, shift: shift, position: position)
    }
  }
}
