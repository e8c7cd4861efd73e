/// Routes, and what each customer has of its options, while a search changes them.
///
/// Loads, durations and the time of day are kept per route; a route's loads and durations may be too large, which is
/// penalised, its times may not. All memory is taken once, and every change of an iteration can be taken back.
final class SearchState {
  let model: RoutingModel
  /// Room for one route.
  let stride: Int
  let shiftCount: Int

  // Of the problem, without checks of bounds.
  let travel: UnsafeMutablePointer<Double>
  /// The ways to each place, row by row; the same memory where every way is as long as back.
  let travelTo: UnsafeMutablePointer<Double>
  let places: Int
  let placeOf: UnsafeMutablePointer<Int32>
  let serviceOf: UnsafeMutablePointer<Double>
  let demandOf: UnsafeMutablePointer<Double>

  // Of the shifts; -1 where one begins or ends at no place of its own.
  let startOf: UnsafeMutablePointer<Int>
  let endOf: UnsafeMutablePointer<Int>
  let capacityOf: UnsafeMutablePointer<Double>
  let longestOf: UnsafeMutablePointer<Double>

  /// Stays in the order they are driven.
  let stops: UnsafeMutablePointer<Int32>
  /// The place of each stop, and the way to it from the one before; behind the last stop where the route ends.
  let stopPlace: UnsafeMutablePointer<Int32>
  let stopWay: UnsafeMutablePointer<Double>
  let count: UnsafeMutablePointer<Int>
  let load: UnsafeMutablePointer<Double>
  let length: UnsafeMutablePointer<Double>
  let service: UnsafeMutablePointer<Double>
  /// Time after the regular end, and when the route is over.
  let overtime: UnsafeMutablePointer<Double>
  let over: UnsafeMutablePointer<Double>
  /// The time, and the next break, behind each stop.
  let leave: UnsafeMutablePointer<Double>
  let nextPause: UnsafeMutablePointer<Int32>
  /// The latest arrival at each stop with which all later ones are in time; of shifts without breaks.
  let latest: UnsafeMutablePointer<Double>
  /// A route whose times cannot be kept.
  let isLate: UnsafeMutablePointer<Bool>

  /// The route of each stay; -1 for none.
  let routeOf: UnsafeMutablePointer<Int32>
  /// The option of each customer; -1 while it is out.
  let option: UnsafeMutablePointer<Int32>

  var loadPenalty = 1.0
  var durationPenalty = 1.0
  /// Of a customer that has no place at all.
  let absentCost: Double

  // Sums over all routes and customers.
  private(set) var travelSum = 0.0
  private(set) var overtimeSum = 0.0
  private(set) var optionSum = 0.0
  private(set) var loadExcess = 0.0
  private(set) var durationExcess = 0.0
  private(set) var lateRoutes = 0
  private(set) var absent: Int
  private(set) var visits = 0

  var undo = SearchUndo()

  /// Of each route: another one whenever its stops change, the same again when a change is taken back.
  let version: UnsafeMutablePointer<UInt64>
  private var lastVersion: UInt64 = 1
  let cache: InsertionCache

  init(_ model: RoutingModel) {
    self.model = model
    shiftCount = model.shifts.count
    places = model.travel.count
    var perDay = [Int](repeating: 0, count: max(model.shiftsOfDay.count, 1))
    for day in model.dayOf where day >= 0 { perDay[Int(day)] += 1 }
    stride = (perDay.max() ?? 0) + 1
    let stays = max(model.customerOf.count, 1)
    let slots = max(shiftCount * stride, 1)
    travel = UnsafeMutablePointer.copy(model.travel.values)
    travelTo = model.travel.reversedBuffer(travel)
    placeOf = UnsafeMutablePointer.copy(model.placeOf)
    serviceOf = UnsafeMutablePointer.copy(model.serviceOf)
    demandOf = UnsafeMutablePointer.copy(model.demandOf)
    startOf = UnsafeMutablePointer.copy(model.shifts.map { $0.start ?? -1 })
    endOf = UnsafeMutablePointer.copy(model.shifts.map { $0.end ?? -1 })
    capacityOf = UnsafeMutablePointer.copy(model.shifts.map(\.capacity))
    longestOf = UnsafeMutablePointer.copy(model.shifts.map(\.longest))
    version = UnsafeMutablePointer.filled(max(shiftCount, 1), 1)
    cache = InsertionCache(model)
    stops = UnsafeMutablePointer.filled(slots, 0)
    stopPlace = UnsafeMutablePointer.filled(slots, 0)
    stopWay = UnsafeMutablePointer.filled(slots, 0)
    leave = UnsafeMutablePointer.filled(slots, 0)
    nextPause = UnsafeMutablePointer.filled(slots, 0)
    latest = UnsafeMutablePointer.filled(slots, .infinity)
    count = UnsafeMutablePointer.filled(max(shiftCount, 1), 0)
    load = UnsafeMutablePointer.filled(max(shiftCount, 1), 0)
    length = UnsafeMutablePointer.filled(max(shiftCount, 1), 0)
    service = UnsafeMutablePointer.filled(max(shiftCount, 1), 0)
    overtime = UnsafeMutablePointer.filled(max(shiftCount, 1), 0)
    over = UnsafeMutablePointer.filled(max(shiftCount, 1), 0)
    isLate = UnsafeMutablePointer.filled(max(shiftCount, 1), false)
    routeOf = UnsafeMutablePointer.filled(stays, -1)
    option = UnsafeMutablePointer.filled(max(model.customers, 1), -1)
    absent = model.customers
    let dearest = model.optionCost.reduce(0) { max($0, $1.isFinite ? $1 : 0) }
    absentCost = 100 * (model.longestWay + 1) + 2 * dearest
    undo.prepare(shifts: shiftCount, customers: model.customers)
  }

  deinit {
    if travelTo != travel { travelTo.deallocate() }
    travel.deallocate()
    placeOf.deallocate()
    serviceOf.deallocate()
    demandOf.deallocate()
    startOf.deallocate()
    endOf.deallocate()
    capacityOf.deallocate()
    longestOf.deallocate()
    version.deallocate()
    cache.deallocate()
    stops.deallocate()
    stopPlace.deallocate()
    stopWay.deallocate()
    leave.deallocate()
    nextPause.deallocate()
    latest.deallocate()
    count.deallocate()
    load.deallocate()
    length.deallocate()
    service.deallocate()
    overtime.deallocate()
    over.deallocate()
    isLate.deallocate()
    routeOf.deallocate()
    option.deallocate()
  }

  // MARK: - Costs

  /// What is minimised.
  var cost: Double {
    var sum = travelSum + optionSum + model.overtimeCost * overtimeSum
    sum += loadPenalty * loadExcess + durationPenalty * durationExcess
    sum += absentCost * Double(absent + lateRoutes)
    return model.balanceCost > 0 ? sum + model.balanceCost * imbalance : sum
  }

  /// Every hard rule is kept and every customer has an option.
  var isFeasible: Bool {
    absent == 0 && lateRoutes == 0 && keepsLoads && keepsDurations
  }

  var keepsLoads: Bool { loadExcess <= SearchState.tolerance }
  var keepsDurations: Bool { durationExcess <= SearchState.tolerance }

  /// Sums of decimal numbers are not exact.
  static let tolerance = 1e-7

  /// Of what is too much by one customer as much as of a way across half of the map: short searches have no time to find
  /// out what keeps the rules.
  var firstLoadPenalty: Double {
    let demands = model.demandOf.reduce(0, +) / Double(max(model.demandOf.count, 1))
    let way = model.longestWay / 2
    return demands > 0 && way > 0 ? way / demands : 1
  }

  /// Squared differences of the routes' lengths from their mean.
  private var imbalance: Double {
    var (sum, squares) = (0.0, 0.0)
    for shift in 0..<shiftCount {
      let work = length[shift] + service[shift]
      sum += work
      squares += work * work
    }
    return squares - sum * sum / Double(max(shiftCount, 1))
  }

  @inline(__always) func way(_ from: Int, _ to: Int) -> Double { travel[from * places + to] }

  /// From the place where a shift begins or ends; nothing where it does so at its first or last stop.
  @inline(__always) func way(_ from: Int?, to place: Int) -> Double { from.map { way($0, place) } ?? 0 }
  @inline(__always) func way(from place: Int, _ to: Int?) -> Double { to.map { way(place, $0) } ?? 0 }

  /// As `way`, but nothing from or to -1.
  @inline(__always) func wayOrNone(_ from: Int, _ to: Int) -> Double { (from | to) < 0 ? 0 : travel[from * places + to] }

  @inline(__always) func excess(load: Double, of shift: Int) -> Double { max(0, load - capacityOf[shift]) }

  /// How much too long a route is that takes so long.
  @inline(__always) func excess(duration: Double, of shift: Int) -> Double {
    max(0, duration - longestOf[shift])
  }

  /// From departure to return.
  @inline(__always) func duration(of shift: Int) -> Double {
    model.isTimed ? max(over[shift] - model.shifts[shift].opens, 0) : length[shift] + service[shift]
  }

  // MARK: - Changing

  /// Puts a stay into a route.
  func insert(_ stay: Int, _ shift: Int, at position: Int) {
    undo.save(shift, in: self)
    let base = stops + shift * stride
    var index = count[shift]
    while index > position {
      base[index] = base[index - 1]
      index -= 1
    }
    base[position] = Int32(truncatingIfNeeded: stay)
    count[shift] += 1
    routeOf[stay] = Int32(truncatingIfNeeded: shift)
    visits += 1
    measure(shift)
  }

  /// Takes stops out of a route.
  func remove(_ shift: Int, from first: Int, count removed: Int) {
    undo.save(shift, in: self)
    let base = stops + shift * stride
    for index in first..<(first + removed) { routeOf[Int(base[index])] = -1 }
    var index = first
    while index + removed < count[shift] {
      base[index] = base[index + removed]
      index += 1
    }
    count[shift] -= removed
    visits -= removed
    measure(shift)
  }

  /// A route has other stops than before.
  func replaceCount(_ shift: Int, _ number: Int) {
    visits += number - count[shift]
    // Its sums are taken away with the old measures, which do not depend on the stops.
    count[shift] = number
    measure(shift)
  }

  func choose(_ chosen: Int, for customer: Int) {
    undo.save(customer: customer, in: self)
    let before = Int(option[customer])
    if before >= 0 { optionSum -= model.optionCost[before] } else { absent -= 1 }
    if chosen >= 0 { optionSum += model.optionCost[chosen] } else { absent += 1 }
    option[customer] = Int32(truncatingIfNeeded: chosen)
  }

  /// Works out a route anew, and the sums with it.
  func measure(_ shift: Int) {
    subtract(shift)
    lastVersion += 1
    version[shift] = lastVersion
    let slot = shift * stride
    let base = stops + slot
    var (sum, work, carried) = (0.0, 0.0, 0.0)
    var place = startOf[shift]
    for index in 0..<count[shift] {
      let stay = Int(base[index])
      let here = Int(placeOf[stay])
      let way = wayOrNone(place, here)
      sum += way
      stopPlace[slot + index] = Int32(truncatingIfNeeded: here)
      stopWay[slot + index] = way
      work += serviceOf[stay]
      carried += demandOf[stay]
      place = here
    }
    let end = count[shift] > 0 ? wayOrNone(place, endOf[shift]) : 0
    sum += end
    stopWay[slot + count[shift]] = end
    length[shift] = sum
    service[shift] = work
    load[shift] = carried
    if model.isTimed { time(shift) }
    add(shift)
  }

  private func subtract(_ shift: Int) { account(shift, -1) }
  private func add(_ shift: Int) { account(shift, 1) }

  private func account(_ shift: Int, _ sign: Double) {
    travelSum += sign * length[shift]
    overtimeSum += sign * overtime[shift]
    loadExcess += sign * excess(load: load[shift], of: shift)
    durationExcess += sign * excess(duration: duration(of: shift), of: shift)
    if isLate[shift] { lateRoutes += sign > 0 ? 1 : -1 }
  }

  /// Sums that were added and taken away many times, from the routes again.
  func refresh() {
    (travelSum, overtimeSum, loadExcess, durationExcess, lateRoutes) = (0, 0, 0, 0, 0)
    for shift in 0..<shiftCount { add(shift) }
    optionSum = 0
    for customer in 0..<model.customers where option[customer] >= 0 {
      optionSum += model.optionCost[Int(option[customer])]
    }
  }
}
