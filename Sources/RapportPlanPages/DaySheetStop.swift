import RapportScheduling
import RapportValues

/// What a day sheet says of one stop.
struct DaySheetStop {
  /// "2. 10:30–11:30 Hongqiao Trade"
  var title: String
  /// Labels and values, several values each on its own line.
  var fields: [(label: String, values: [String])]

  init(_ document: PlanDocument, _ visit: PlannedVisit) {
    let labels = document.labels
    let account = document.account(visit.account)
    let time = "\(Digits.clock(visit.start))–\(Digits.clock(visit.end))"
    let isAtDesk = document.isAtDesk(visit)
    title = "\(visit.sequence). \(time) \(account.name)"
    if isAtDesk { title += " (\(labels.atDesk))" }
    if visit.pinned { title += " (\(labels.pinned))" }
    let contacts = document.contacts(of: visit).map(\.line)
    fields = [
      (labels.address, isAtDesk ? [] : [account.location].filter { !$0.isEmpty }),
      (labels.phone, [account.phone].filter { !$0.isEmpty }),
      (labels.contact, contacts),
      (labels.card, account.grade.map { [$0] } ?? []),
      (labels.lastVisit, [account.lastVisit.map(\.description) ?? labels.none]),
      (labels.why, document.reasons(of: visit)),
      (labels.open, document.openMatters(of: account)),
      (labels.journey, isAtDesk ? [] : [Self.journey(visit, labels)]),
    ].filter { !$0.1.isEmpty }
  }

  private static func journey(_ visit: PlannedVisit, _ labels: PlanLabels) -> String {
    "\(visit.travel) \(labels.minutes), \(Digits.fixed(visit.kilometres, 1)) \(labels.kilometres)"
  }
}
