/// What an iteration changed: the routes and customers as they were before it.
struct SearchUndo {
  /// The stops of a route are `count` of those saved, from `first` on.
  struct SavedRoute {
    let shift: Int
    let first: Int
    let count: Int
    let version: UInt64
  }

  private var routeMark: [UInt32] = []
  private var customerMark: [UInt32] = []
  private var mark: UInt32 = 1
  private var savedRoutes: [SavedRoute] = []
  private var savedStops: [Int32] = []
  private var savedCustomers: [(customer: Int, option: Int32)] = []

  mutating func prepare(shifts: Int, customers: Int) {
    routeMark = Array(repeating: 0, count: shifts)
    customerMark = Array(repeating: 0, count: customers)
  }

  /// Forgets what was changed before.
  mutating func begin() {
    mark &+= 1
    if mark == 0 {
      // After 2^32 iterations old marks would look new.
      routeMark = Array(repeating: 0, count: routeMark.count)
      customerMark = Array(repeating: 0, count: customerMark.count)
      mark = 1
    }
    savedRoutes.removeAll(keepingCapacity: true)
    savedStops.removeAll(keepingCapacity: true)
    savedCustomers.removeAll(keepingCapacity: true)
  }

  mutating func save(_ shift: Int, in state: SearchState) {
    if routeMark[shift] == mark { return }
    routeMark[shift] = mark
    savedRoutes.append(
      SavedRoute(shift: shift, first: savedStops.count, count: state.count[shift], version: state.version[shift]))
    let base = state.stops + shift * state.stride
    for index in 0..<state.count[shift] { savedStops.append(base[index]) }
  }

  mutating func save(customer: Int, in state: SearchState) {
    if customerMark[customer] == mark { return }
    customerMark[customer] = mark
    savedCustomers.append((customer, state.option[customer]))
  }

  var routes: [SavedRoute] { savedRoutes }
  var stops: [Int32] { savedStops }
  var customers: [(customer: Int, option: Int32)] { savedCustomers }
}

extension SearchState {
  /// Takes back all changes since `undo.begin()`.
  func takeBack() {
    let saved = undo
    for route in saved.routes { clear(route.shift) }
    for route in saved.routes {
      restore(route.shift, saved.stops[route.first..<(route.first + route.count)])
      version[route.shift] = route.version
    }
    for (customer, before) in saved.customers { choose(Int(before), for: customer) }
  }

  /// Empties a route without measuring it.
  private func clear(_ shift: Int) {
    let base = stops + shift * stride
    for index in 0..<count[shift] { routeOf[Int(base[index])] = -1 }
  }

  private func restore(_ shift: Int, _ saved: ArraySlice<Int32>) {
    let base = stops + shift * stride
    var index = 0
    for stay in saved {
      base[index] = stay
      routeOf[Int(stay)] = Int32(truncatingIfNeeded: shift)
      index += 1
    }
    replaceCount(shift, saved.count)
  }
}
