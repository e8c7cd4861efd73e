package import RapportFormat
package import RapportScheduling
package import RapportValues

/// What a manager carries on a day: the stops in their order with what there is to know of them, and room to
/// write. Only that day's cards (VC-09).
package enum DaySheet {
  /// A page for each day on which somebody has something to do, or for one day and one person; that one is
  /// there even if it is empty.
  package static func pages(
    _ document: PlanDocument, person: Int64? = nil, day: Day? = nil, form: DocumentPage.Form,
    isPrinted: Bool = false
  ) -> String {
    var routes = DayRoute.routes(of: document).filter {
      (person == nil || $0.person == person) && (day == nil || $0.day == day)
    }
    if routes.isEmpty, let person, let day { routes = [DayRoute(person: person, day: day)] }
    var page = DocumentPage(form, language: document.labels.tag, isPrinted: isPrinted)
    let body = routes.map { sheet(document, $0, form, &page) }.joined()
    return body + page.end()
  }

  private static func sheet(
    _ document: PlanDocument, _ route: DayRoute, _ form: DocumentPage.Form, _ page: inout DocumentPage
  ) -> String {
    let labels = document.labels
    let name = document.name(ofPerson: route.person)
    var out = page.begin("\(labels.daySheet): \(name), \(document.dayTitle(route.day))")
    out += DaySheetText.paragraph(summary(document, route), form)
    for visit in route.stops + route.desk {
      let stop = DaySheetStop(document, visit)
      out += page.heading(stop.title) + DaySheetText.table(stop.fields, record: labels.record, form)
    }
    return out
  }

  /// "3 visits, 37.5 km, travel 60 min", with the version that it is of.
  private static func summary(_ document: PlanDocument, _ route: DayRoute) -> String {
    let labels = document.labels
    let plan = "\(labels.plan) \(document.number), \(labels.version) \(document.version)"
    if route.stops.isEmpty, route.desk.isEmpty { return "\(labels.noVisits) \(plan)" }
    let load = document.plan.load.first { $0.person == route.person && $0.day == route.day }
    let kilometres = load?.kilometres ?? route.stops.reduce(0) { $0 + $1.kilometres }
    let travel = load?.travel ?? route.stops.reduce(0) { $0 + $1.travel }
    let parts = [
      "\(labels.visits) \(route.stops.count)", "\(Digits.fixed(kilometres, 1)) \(labels.kilometres)",
      "\(labels.travel) \(travel) \(labels.minutes)", plan,
    ]
    return parts.joined(separator: ", ")
  }
}
