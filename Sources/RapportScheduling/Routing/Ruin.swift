/// Takes strings of stops near one customer out of their routes (slack induction by string removals, Christiaens and Vanden
/// Berghe 2020), on one day or on several.
struct Ruin {
  /// Customers that lost a stay; those that keep their option are only to be put back on the same days.
  private(set) var removed: [Int] = []
  private(set) var keepsOption = false
  private var isRemoved: [Bool]
  private var isRuined: [Bool]
  private var ruined: [Int] = []

  /// How many stops go on average, of one day and of several, and of one route at most. Customers only change days
  /// where other days lose stops too.
  private static let meanRemovedOfDay = 10.0
  private static let meanRemoved = 16.0
  private static let longestString = 10.0
  /// How many of those who are seen on no day are tried again at once.
  private static let mostUnseen = 4

  init(_ model: RoutingModel) {
    isRemoved = Array(repeating: false, count: model.customers)
    isRuined = Array(repeating: false, count: model.shifts.count)
  }

  mutating func ruin(_ state: SearchState, _ random: inout SearchRandom) {
    forget()
    let model = state.model
    guard model.customers > 0 else { return }
    let seed = random.below(model.customers)
    keepsOption = model.shiftsOfDay.count > 1 && random.next() & 1 == 0
    let isOneDay = model.shiftsOfDay.count > 1 && random.next() & 1 == 0
    let day = isOneDay ? dayOf(seed, state, &random) : -1
    var routes = 0
    for shift in 0..<state.shiftCount where state.count[shift] > 0 { routes += 1 }
    let mean = Double(state.visits) / Double(max(routes, 1))
    let longest = min(Self.longestString, max(mean, 1))
    let isWithinDay = isOneDay || model.shiftsOfDay.count <= 1
    let most = 4 * (isWithinDay ? Self.meanRemovedOfDay : Self.meanRemoved) / (1 + longest) - 1
    let strings = Int(random.unit() * most + 1)
    var unseen = 0
    for neighbour in model.neighbours[seed] where ruined.count < strings {
      let customer = Int(neighbour)
      if unseen < Self.mostUnseen, !state.isSeen(customer) {
        // Nobody is left out for good.
        unseen += 1
        take(customer)
        if state.option[customer] >= 0 { state.choose(-1, for: customer) }
        continue
      }
      for stay in model.firstStay[customer]..<model.firstStay[customer + 1] {
        let shift = Int(state.routeOf[stay])
        guard shift >= 0, !isRuined[shift], day < 0 || Int(model.dayOf[stay]) == day else { continue }
        removeString(around: stay, shift, longest, state, &random)
        if ruined.count >= strings { break }
      }
    }
    if !keepsOption { removeWhole(state) }
  }

  /// A day on which a customer is seen, else any.
  private func dayOf(_ customer: Int, _ state: SearchState, _ random: inout SearchRandom) -> Int {
    let stays = state.model.firstStay[customer]..<state.model.firstStay[customer + 1]
    let seen = stays.filter { state.routeOf[$0] >= 0 }
    if seen.isEmpty { return random.below(state.model.shiftsOfDay.count) }
    return Int(state.model.dayOf[seen[random.below(seen.count)]])
  }

  private mutating func removeString(
    around stay: Int, _ shift: Int, _ longest: Double, _ state: SearchState, _ random: inout SearchRandom
  ) {
    let number = state.count[shift]
    let base = state.stops + shift * state.stride
    var position = 0
    while position < number, Int(base[position]) != stay { position += 1 }
    let length = min(number, Int(random.unit() * min(Double(number), longest) + 1))
    isRuined[shift] = true
    ruined.append(shift)
    if length < number, length > 1, random.next() & 1 == 0 {
      removeSplit(shift, position, length, state, &random)
    } else {
      let first = max(0, min(position - random.below(length), number - length))
      takeAll(base + first, length, state)
      state.remove(shift, from: first, count: length)
    }
  }

  /// A longer string of which some stops in the middle stay.
  private mutating func removeSplit(
    _ shift: Int, _ position: Int, _ length: Int, _ state: SearchState, _ random: inout SearchRandom
  ) {
    let number = state.count[shift]
    var kept = 1
    while length + kept < number, random.unit() > 0.5 { kept += 1 }
    let whole = length + kept
    let first = max(0, min(position - random.below(whole), number - whole))
    let begin = first + random.below(length + 1)
    let base = state.stops + shift * state.stride
    // Behind the kept ones first, so that positions before stay.
    let behind = first + whole - (begin + kept)
    if behind > 0 {
      takeAll(base + begin + kept, behind, state)
      state.remove(shift, from: begin + kept, count: behind)
    }
    if begin > first {
      takeAll(base + first, begin - first, state)
      state.remove(shift, from: first, count: begin - first)
    }
  }

  private mutating func takeAll(_ stays: UnsafeMutablePointer<Int32>, _ count: Int, _ state: SearchState) {
    for index in 0..<count { take(Int(state.model.customerOf[Int(stays[index])])) }
  }

  private mutating func take(_ customer: Int) {
    if isRemoved[customer] { return }
    isRemoved[customer] = true
    removed.append(customer)
  }

  /// Takes the removed customers out of their other days too.
  private func removeWhole(_ state: SearchState) {
    for customer in removed { state.removeAll(customer) }
  }

  private mutating func forget() {
    for customer in removed { isRemoved[customer] = false }
    for shift in ruined { isRuined[shift] = false }
    removed.removeAll(keepingCapacity: true)
    ruined.removeAll(keepingCapacity: true)
  }
}

extension SearchState {
  /// On any day.
  func isSeen(_ customer: Int) -> Bool {
    for stay in model.firstStay[customer]..<model.firstStay[customer + 1] where routeOf[stay] >= 0 { return true }
    return false
  }

  /// Takes a customer out of all days; it has no option any more.
  func removeAll(_ customer: Int) {
    for stay in model.firstStay[customer]..<model.firstStay[customer + 1] {
      let shift = Int(routeOf[stay])
      if shift < 0 { continue }
      let base = stops + shift * stride
      var position = 0
      while position < count[shift], Int(base[position]) != stay { position += 1 }
      remove(shift, from: position, count: 1)
    }
    if option[customer] >= 0 { choose(-1, for: customer) }
  }
}
