import RapportScheduling
import RapportValues

/// One person's day: the stops in their order, and the work at the desk.
struct DayRoute {
  var person: Int64
  var day: Day
  var stops: [PlannedVisit] = []
  var desk: [PlannedVisit] = []

  /// All days with visits, by person in the document's order, then by day; people that the document does not
  /// know last.
  static func routes(of document: PlanDocument) -> [DayRoute] {
    let order = Dictionary(document.people.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let rank = { (person: Int64) in order[person] ?? Int.max }
    let visits = document.plan.visits.sorted {
      (rank($0.person), $0.person, $0.day, $0.sequence) < (rank($1.person), $1.person, $1.day, $1.sequence)
    }
    var routes: [DayRoute] = []
    for visit in visits {
      if routes.last.map({ $0.person != visit.person || $0.day != visit.day }) ?? true {
        routes.append(DayRoute(person: visit.person, day: visit.day))
      }
      if document.isAtDesk(visit) {
        routes[routes.count - 1].desk.append(visit)
      } else {
        routes[routes.count - 1].stops.append(visit)
      }
    }
    return routes
  }

  /// From the person's base over the stops back to it, as far as there are coordinates.
  func path(in document: PlanDocument) -> [TeamProblem.Place] {
    let places = stops.compactMap { document.account($0.account).place }.filter(\.isOnEarth)
    guard !places.isEmpty, let base = document.people.first(where: { $0.id == person })?.base, base.isOnEarth
    else {
      return places
    }
    return [base] + places + [base]
  }
}
