import RapportFormat
import RapportScheduling
import RapportValues

/// What colours mean, as lists.
struct PageLegend {
  private let document: PlanDocument
  init(_ document: PlanDocument) { self.document = document }

  /// The days of a week on which somebody is seen, with their stops and kilometres.
  func days(_ routes: [DayRoute]) -> String {
    let labels = document.labels
    return list(
      routes.filter { !$0.stops.isEmpty }.map { route in
        let kilometres = route.stops.reduce(0) { $0 + $1.kilometres }
        let text =
          "\(labels.weekday(route.day.weekday)) \(route.day.month)-\(route.day.dayOfMonth): "
          + "\(labels.visits) \(route.stops.count), \(Digits.fixed(kilometres, 0)) \(labels.kilometres)"
        return (PageColor.day(route.day), text)
      })
  }

  var load: String {
    let labels = document.labels
    return list([
      (PageColor.service, labels.service), (PageColor.travel, labels.travel),
      (PageColor.waiting, labels.waiting),
      (PageColor.desk, labels.desk), (PageColor.overtime, labels.overtime),
      (PageColor.ink, "— \(labels.available)"),
    ])
  }

  private func list(_ items: [(color: String, text: String)]) -> String {
    if items.isEmpty { return "" }
    let shown = items.map {
      "<li><i style=\"background: \($0.color)\"></i>\(MarkupText.escape($0.text))</li>"
    }
    return "<ul class=\"legend\">\(shown.joined())</ul>\n"
  }
}
