import RapportFormat
package import RapportScheduling
import RapportValues

/// A plan as one HTML page that needs nothing else: for each person the weeks with map and times, the load of
/// the days, and what stays undone.
package struct PlanPage {
  let document: PlanDocument
  private let routes: [Int64: [DayRoute]]
  private let load: [Int64: [DayLoad]]
  private let unmet: [Int64: [UnmetObligation]]

  /// Of one person, or of all.
  package init(_ document: PlanDocument, person: Int64? = nil) {
    let document = person.map(document.only) ?? document
    self.document = document
    routes = Dictionary(grouping: DayRoute.routes(of: document), by: \.person)
    load = Dictionary(grouping: document.plan.load, by: \.person)
    unmet = Dictionary(grouping: document.plan.unmet, by: \.obligation.person)
  }

  package var html: String {
    let labels = document.labels
    let title = MarkupText.escape("\(labels.plan) \(document.number)")
    return """
      <!DOCTYPE html>
      <html lang="\(labels.tag)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(title)</title>
      <style>
      \(PageColor.style)
      \(PageStyle.text)
      </style>
      </head>
      <body>
      <header>
      <h1>\(title)</h1>
      <p>\(document.first) – \(document.last), \(MarkupText.escape(labels.version)) \(document.version)</p>
      </header>
      \(PlanSummary(document).html)\(sections)</body>
      </html>

      """
  }

  /// The people of the document, then those whom it does not know but the plan has.
  private var people: [Int64] {
    let known = document.people.map(\.id)
    let others = Set(routes.keys).union(unmet.keys).union(load.keys).subtracting(known)
    return known + others.sorted()
  }

  private var sections: String {
    let people = people
    if people.isEmpty { return "<p>\(MarkupText.escape(document.labels.noneAtAll))</p>\n" }
    return people.map(section).joined()
  }

  private func section(_ person: Int64) -> String {
    let labels = document.labels
    let (routes, load) = (routes[person] ?? [], (load[person] ?? []).sorted { $0.day < $1.day })
    let unmet = unmet[person] ?? []
    let name = MarkupText.escape(document.name(ofPerson: person))
    var out = "<section id=\"person-\(person)\">\n<h2>\(name)</h2>\n"
    out += weeks(routes)
    if !load.isEmpty {
      out += "<h3>\(MarkupText.escape(labels.load))</h3>\n" + PageLegend(document).load
      out +=
        "<div class=\"chart\">\n<figure>\n"
        + LoadChart(document: document, load: load).svg(title: labels.load)
        + "</figure>\n</div>\n"
    }
    out += "<h3>\(MarkupText.escape(labels.unmet))</h3>\n"
    out +=
      unmet.isEmpty
      ? "<p>\(MarkupText.escape(labels.allMet))</p>\n" : UnmetTable(document: document).html(unmet)
    return out + "</section>\n"
  }

  private func weeks(_ routes: [DayRoute]) -> String {
    if routes.isEmpty { return "<p>\(MarkupText.escape(document.labels.noneAtAll))</p>\n" }
    let map = RouteMap(document, routes)
    let hours = WeekView.hours(of: routes)
    let byWeek = Dictionary(grouping: routes) { $0.day.startOf(.week) }
    let weeks = PlanWeek.weeks(from: document.first, through: document.last, used: Set(routes.map(\.day)))
    return weeks.map { week in
      let own = byWeek[week.monday] ?? []
      let title = "\(document.labels.week) \(week.name)"
      let view = WeekView(document: document, days: week.days, hours: hours)
      let map =
        map?.svg(own, title: "\(document.labels.map), \(title)").map { "<figure>\n\($0)</figure>\n" } ?? ""
      return "<h3>\(MarkupText.escape(title))</h3>\n\(PageLegend(document).days(own))<div class=\"week\">\n"
        + "<figure>\n\(view.svg(own, title: title))</figure>\n\(map)</div>\n\(unplaced(own))"
    }.joined()
  }

  /// Stops that no map can show.
  private func unplaced(_ routes: [DayRoute]) -> String {
    let names = routes.flatMap(\.stops).map { document.account($0.account) }
      .filter { $0.place?.isOnEarth != true }.map(\.name)
    if names.isEmpty { return "" }
    let note = "\(document.labels.withoutPlace): \(names.joined(separator: ", "))"
    return "<p class=\"note\">\(MarkupText.escape(note))</p>\n"
  }
}
