/// Which customers to see on which days, and in which order: a period vehicle routing problem with time windows.
///
/// All times and travel are in one unit (minutes of the day for plans, the instance's own for published instances); travel
/// is what is minimised, after the costs of the options.
package struct RoutingProblem: Sendable {
  package var travel: TravelMatrix
  /// One route each; several of one day are several vehicles or people.
  package var shifts: [Shift]
  package var customers: [Customer]
  /// What one unit of overtime costs, in units of travel.
  package var overtimeCost: Double
  /// What the squared difference of a shift's length from the mean of all, in units of travel, costs; 0 for none.
  package var balanceCost: Double

  package init(
    travel: TravelMatrix, shifts: [Shift], customers: [Customer], overtimeCost: Double = 1, balanceCost: Double = 0
  ) {
    self.travel = travel
    self.shifts = shifts
    self.customers = customers
    self.overtimeCost = overtimeCost
    self.balanceCost = balanceCost
  }
}

extension RoutingProblem {
  /// A route that may be driven.
  package struct Shift: Hashable, Sendable {
    /// 0 ..< days
    package var day: Int
    /// Where it begins and ends; nil: at its first stop, at its last.
    package var start: Int?
    package var end: Int?
    /// No departure before.
    package var opens: Double
    /// What comes after is overtime.
    package var closes: Double
    /// No return after.
    package var latest: Double
    /// In order of time, not overlapping.
    package var pauses: [Pause]
    package var capacity: Double
    /// From departure to return, waiting included.
    package var longest: Double

    package init(
      day: Int, start: Int?, end: Int?, opens: Double = 0, closes: Double = .infinity, latest: Double = .infinity,
      pauses: [Pause] = [], capacity: Double = .infinity, longest: Double = .infinity
    ) {
      self.day = day
      self.start = start
      self.end = end
      self.opens = opens
      self.closes = closes
      self.latest = latest
      self.pauses = pauses
      self.capacity = capacity
      self.longest = longest
    }
  }

  /// A break of a length that begins between two times, before or after a stop but not during one, and not on the way.
  /// It is taken as early as these allow; a shift that is over before its latest begin has none.
  package struct Pause: Hashable, Sendable {
    package var earliest: Double
    package var latest: Double
    package var length: Double
    package init(earliest: Double, latest: Double, length: Double) {
      self.earliest = earliest
      self.latest = latest
      self.length = length
    }
  }

  /// Somebody to be seen, at most once a day.
  package struct Customer: Sendable {
    package var place: Int
    package var demand: Double
    /// The days on which it may be seen.
    package var stays: [Stay]
    /// What may be chosen; exactly one is. One without days is "not at all".
    package var options: [Option]
    package init(place: Int, demand: Double = 0, stays: [Stay], options: [Option]) {
      self.place = place
      self.demand = demand
      self.stays = stays
      self.options = options
    }
  }

  /// How a customer can be seen on one day.
  package struct Stay: Sendable {
    package var day: Int
    package var service: Double
    /// When service may begin, in order of time; empty: at any time.
    package var windows: [ClosedRange<Double>]
    package init(day: Int, service: Double, windows: [ClosedRange<Double>] = []) {
      self.day = day
      self.service = service
      self.windows = windows
    }
  }

  /// The days of a customer, and what it costs to have it so, in units of travel: the price of what is unmet, late, or
  /// changed against a published plan.
  package struct Option: Sendable {
    /// Positions in the customer's `stays`, ascending.
    package var stays: [Int]
    package var cost: Double
    package init(stays: [Int], cost: Double) {
      self.stays = stays
      self.cost = cost
    }
  }
}
