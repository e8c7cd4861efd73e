extension PersonalProblem {
  /// The person's share as a routing problem: a place for each client, a route for each day, the sets of days as options
  /// priced by the levels of the objective; and these sets, as the customers' options have them.
  func routing() -> (problem: RoutingProblem, options: [[DayOption]]) {
    let levels = CostLevels(self)
    let matrix = TravelMatrix(count: travel.count) { Double(travel[$0, $1]) }
    let base = travel.hasBase ? 0 : nil
    let routes = shifts.enumerated().map { day, shift in
      RoutingProblem.Shift(
        day: day, start: base, end: base, opens: Double(shift.opens), closes: Double(shift.closes),
        latest: Double(shift.latest),
        pauses: shift.pauses)
    }
    let options = clients.map { $0.options(of: self) }
    let customers = zip(clients, options).map { client, options in
      RoutingProblem.Customer(
        place: client.place,
        stays: client.stays.map { stay in
          RoutingProblem.Stay(
            day: stay.shift, service: Double(stay.minutes), windows: stay.windows)
        },
        options: options.map { option in
          RoutingProblem.Option(
            stays: option.shifts.map { client.stayOfShift[$0] }, cost: levels.cost(option))
        })
    }
    let problem = RoutingProblem(
      travel: matrix, shifts: routes, customers: customers, overtimeCost: 1, balanceCost: balanceCost)
    return (problem, options)
  }

  /// So little that all imbalance there can be is less than a minute of travel.
  private var balanceCost: Double {
    var squares = 1.0
    for shift in shifts {
      let length = Double(shift.latest - shift.opens)
      squares += length * length
    }
    return 1 / squares
  }
}

extension PersonalSchedule {
  /// The routes as a solution to begin a search with.
  func solution(of routing: RoutingProblem, _ options: [[DayOption]]) -> RoutingSolution {
    let chosen = zip(options, visits).map { options, shifts in options.firstIndex { $0.shifts == shifts } ?? 0 }
    return RoutingSolution(routes: routes, options: chosen, travel: 0, overtime: 0, optionCost: 0)
  }
}
