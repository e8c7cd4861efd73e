import RapportFormat
import RapportScheduling
import RapportValues

/// The plan in numbers, and with several people a table of their days.
struct PlanSummary {
  private let document: PlanDocument
  init(_ document: PlanDocument) { self.document = document }

  var html: String { figures + (document.people.count > 1 ? days : "") }

  private var figures: String {
    let labels = document.labels
    let load = document.plan.load
    let stops = document.plan.visits.count { !document.isAtDesk($0) }
    let minutes = { (part: KeyPath<DayLoad, Int>) in
      Digits.fixed(Double(load.reduce(0) { $0 + $1[keyPath: part] }) / 60, 1) + " " + labels.hours
    }
    let figures = [
      (labels.visits, String(stops)), (labels.service, minutes(\.service)),
      (labels.travel, minutes(\.travel)),
      (labels.kilometres, Digits.fixed(load.reduce(0) { $0 + $1.kilometres }, 0)),
      (labels.desk, minutes(\.desk)),
      (labels.overtime, minutes(\.overtime)), (labels.unmet, String(document.plan.unmet.count)),
    ]
    let shown = figures.map {
      "<div><dt>\(MarkupText.escape($0.0))</dt><dd>\(MarkupText.escape($0.1))</dd></div>"
    }
    return "<dl class=\"figures\">\n\(shown.joined(separator: "\n"))\n</dl>\n"
  }

  /// Visits by person and day, darker where the day is fuller.
  private var days: String {
    let labels = document.labels
    let load = Dictionary(grouping: document.plan.load, by: \.person)
    let used = Set(document.plan.load.map(\.day))
    let days = PlanWeek.weeks(from: document.first, through: document.last, used: used).flatMap(\.days)
    let head = days.map { day in
      let (weekday, date) = (MarkupText.escape(labels.weekday(day.weekday)), "\(day.month)-\(day.dayOfMonth)")
      return "<th class=\"number\">\(weekday)<br>\(date)</th>"
    }
    let rows = document.people.map { person in
      let own = Dictionary(grouping: load[person.id] ?? [], by: \.day)
      let cells = days.map { day in own[day]?.first.map(cell) ?? "<td></td>" }
      let sum = (load[person.id] ?? []).reduce(0) { $0 + $1.visits }
      let name = "<a href=\"#person-\(person.id)\">\(MarkupText.escape(person.name))</a>"
      return "<tr><th>\(name)</th>\(cells.joined())<td class=\"number\">\(sum)</td></tr>\n"
    }
    let (person, total) = (MarkupText.escape(labels.person), MarkupText.escape(labels.total))
    return """
      <div class="wide"><table class="days">
      <thead><tr><th>\(person)</th>\(head.joined())<th class="number">\(total)</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>

      """
  }

  private func cell(_ day: DayLoad) -> String {
    let share = day.available > 0 ? Double(day.total) / Double(day.available) : 0
    let step = day.overtime > 0 ? "over" : "full\(min(max(Int(share * 4), 0), 4))"
    return "<td class=\"number \(step)\">\(day.visits)</td>"
  }
}
