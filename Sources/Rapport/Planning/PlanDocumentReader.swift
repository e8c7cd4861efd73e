import RapportPlan
import RapportScheduling
import RapportStore
import RapportValues

/// Collects what documents for people need besides the plan: names, addresses, what is open. Everything is asked in the
/// language, so that fields about people are masked, and their export recorded, as everywhere.
struct PlanDocumentReader {
  let session: Session
  let stored: StoredPlan
  /// Whose calendars know of visits that this plan may have dropped.
  let published: [PlannedVisit]

  func document(language: LabelLanguage) throws(DiagnosticsError) -> PlanDocument {
    let record = stored.record
    let needed = Set(stored.plan.visits.map(\.account)).union(stored.plan.unmet.map(\.obligation.account))
    var accounts = try accounts(needed)
    let contacts = try contacts(needed, &accounts)
    try addComplaints(to: &accounts)
    return PlanDocument(
      number: Int(clamping: record.id), version: Int(clamping: record.id), made: LocalClock.utc(), zone: .shanghai,
      language: language, first: record.first, last: record.last, plan: stored.plan, people: try people(),
      accounts: accounts, contacts: contacts, rules: try rules(),
      obligations: Dictionary(stored.obligations.map { ($0.key, $0) }) { first, _ in first }, published: published)
  }

  private func rows(_ text: String, _ body: (Row) -> Void) throws(DiagnosticsError) {
    let rows = try session.query(text).run()
    while let row = try rows.nextRow() { body(row) }
  }

  private func people() throws(DiagnosticsError) -> [PlanDocument.Person] {
    let needed = Set(stored.plan.visits.map(\.person)).union(stored.plan.load.map(\.person))
    var found: [PlanDocument.Person] = []
    try rows("people order by name, id select id, name, latitude, longitude") { row in
      guard let id = row[0].int, needed.contains(Int64(id)) else { return }
      found.append(PlanDocument.Person(id: Int64(id), name: row[1].string ?? "", base: Self.place(row[2], row[3])))
    }
    return found
  }

  private func accounts(_ needed: Set<Int64>) throws(DiagnosticsError) -> [Int64: PlanDocument.Account] {
    var found: [Int64: PlanDocument.Account] = [:]
    let text = """
      accounts select id, name, address, city, phone, latitude, longitude, grade, last_visit,
        (when overdue_amount > 0 then overdue_amount) as overdue
      """
    try rows(text) { row in
      guard let id = row[0].int.map(Int64.init), needed.contains(id) else { return }
      found[id] = PlanDocument.Account(
        id: id, name: row[1].string ?? "", address: row[2].string ?? "", city: row[3].string ?? "",
        phone: row[4].string ?? "", place: Self.place(row[5], row[6]), grade: row[7].string, lastVisit: row[8].day,
        overdue: row[9].isMissing ? nil : row[9].written + " CNY")
    }
    return found
  }

  private func contacts(
    _ needed: Set<Int64>, _ accounts: inout [Int64: PlanDocument.Account]
  ) throws(DiagnosticsError) -> [Int64: PlanDocument.Contact] {
    var found: [Int64: PlanDocument.Contact] = [:]
    var order: [Int64: [Int64]] = [:]
    try rows("contacts where gone is missing order by rank, id select id, account.id as account, name, title, phone") { row in
      guard let id = row[0].int.map(Int64.init), let account = row[1].int.map(Int64.init), needed.contains(account) else {
        return
      }
      found[id] = PlanDocument.Contact(
        id: id, name: row[2].string ?? "", title: row[3].string ?? "", phone: row[4].string ?? "")
      order[account, default: []].append(id)
    }
    for (account, ids) in order { accounts[account]?.contacts = ids }
    return found
  }

  private func addComplaints(to accounts: inout [Int64: PlanDocument.Account]) throws(DiagnosticsError) {
    var open: [Int64: [String]] = [:]
    try rows("complaints where state = pending order by opened, id select account.id as account, opened, text") { row in
      guard let account = row[0].int.map(Int64.init) else { return }
      open[account, default: []].append("\(row[1].day.map { "\($0)" } ?? "") \(row[2].string ?? "")")
    }
    for (account, texts) in open { accounts[account]?.complaints = texts }
  }

  private func rules() throws(DiagnosticsError) -> [String: LocalName] {
    var found: [String: LocalName] = [:]
    try rows("visit_policies select code, title") { row in found[row[0].string ?? ""] = LocalName(row[1].string ?? "") }
    return found
  }

  private static func place(_ latitude: Value, _ longitude: Value) -> TeamProblem.Place? {
    guard let latitude = latitude.double, let longitude = longitude.double else { return nil }
    return TeamProblem.Place(latitude: latitude, longitude: longitude)
  }
}
