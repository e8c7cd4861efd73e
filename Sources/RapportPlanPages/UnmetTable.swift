import RapportFormat
import RapportScheduling
import RapportValues

/// What stays undone, why, and what would make it possible.
struct UnmetTable {
  let document: PlanDocument

  func html(_ unmet: [UnmetObligation]) -> String {
    let labels = document.labels
    let head = [labels.account, labels.rule, labels.due, labels.code, labels.wayOut, labels.why]
    let rows = unmet.map { item in
      let obligation = item.obligation
      let cells = [
        document.account(obligation.account).name, document.title(ofRule: obligation.rule),
        obligation.due.description,
        item.code.rawValue, wayOut(item), obligation.evidence,
      ]
      return "<tr>" + cells.map { "<td>\(MarkupText.escape($0))</td>" }.joined() + "</tr>\n"
    }
    return "<table class=\"unmet\">\n<thead><tr>" + head.map { "<th>\(MarkupText.escape($0))</th>" }.joined()
      + "</tr></thead>\n<tbody>\n"
      + rows.joined() + "</tbody>\n</table>\n"
  }

  /// "the shift of Tue 2026-12-01 25 min longer, in place of No place"
  private func wayOut(_ item: UnmetObligation) -> String {
    var parts: [String] = []
    if let relaxation = item.relaxation {
      parts.append(
        document.labels.relaxation(
          relaxation.kind, day: document.dayTitle(relaxation.day), amount: relaxation.amount))
    }
    if !item.displaced.isEmpty {
      let names = item.displaced.map { document.account($0).name }.joined(separator: ", ")
      parts.append("\(document.labels.displaced) \(names)")
    }
    return parts.joined(separator: ", ")
  }
}
