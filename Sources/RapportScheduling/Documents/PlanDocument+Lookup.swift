package import RapportValues

/// What documents say of visits.
extension PlanDocument {
  /// The document with nothing but one person's part of the plan.
  package func only(_ person: Int64) -> PlanDocument {
    var part = self
    part.people = people.filter { $0.id == person }
    part.plan.visits = plan.visits.filter { $0.person == person }
    part.plan.load = plan.load.filter { $0.person == person }
    part.plan.unmet = plan.unmet.filter { $0.obligation.person == person }
    part.published = published.filter { $0.person == person }
    return part
  }

  package var labels: PlanLabels { PlanLabels(language) }

  package func account(_ id: Int64) -> Account { accounts[id] ?? Account(id: id, name: "#\(id)") }

  package func name(ofPerson id: Int64) -> String { people.first { $0.id == id }?.name ?? "#\(id)" }

  package func obligations(of visit: PlannedVisit) -> [Obligation] {
    visit.obligations.compactMap { obligations[$0] }
  }

  /// Done without going anywhere.
  package func isAtDesk(_ visit: PlannedVisit) -> Bool {
    let all = obligations(of: visit)
    return visit.atDesk || !all.isEmpty && all.allSatisfy(\.atDesk)
  }

  /// In the order of the day; those at the desk last.
  package func visits(of person: Int64, on day: Day) -> [PlannedVisit] {
    plan.visits.filter { $0.person == person && $0.day == day }.sorted { $0.sequence < $1.sequence }
  }

  /// "Key-account visit", or the rule's own code.
  package func title(ofRule rule: String) -> String { rules[rule]?.text(language) ?? rule }

  /// "Key-account visit, Collection": what a visit is for, each once.
  package func purpose(of visit: PlannedVisit) -> String {
    var seen: Set<String> = []
    let rules = obligations(of: visit).map(\.rule).filter { seen.insert($0).inserted }
    return rules.isEmpty ? labels.visit : rules.map(title(ofRule:)).joined(separator: ", ")
  }

  /// A line per obligation: "Key-account visit (VC-01): last visit 2026-10-28, every month".
  package func reasons(of visit: PlannedVisit) -> [String] {
    obligations(of: visit).map { obligation in
      let title =
        rules[obligation.rule].map { "\($0.text(language)) (\(obligation.rule))" } ?? obligation.rule
      return obligation.evidence.isEmpty ? title : "\(title): \(obligation.evidence)"
    }
  }

  /// Whom to see: contacts that obligations name before the account's own, each once.
  package func contacts(of visit: PlannedVisit) -> [Contact] {
    var seen: Set<Int64> = []
    let ids = obligations(of: visit).compactMap(\.contact) + account(visit.account).contacts
    return ids.filter { seen.insert($0).inserted }.compactMap { contacts[$0] }
  }

  /// Money overdue and complaints.
  package func openMatters(of account: Account) -> [String] {
    (account.overdue.map { ["\(labels.overdue) \($0)"] } ?? [])
      + account.complaints.map { "\(labels.complaint): \($0)" }
  }

  /// "Mon 2026-11-30"
  package func dayTitle(_ day: Day) -> String { "\(labels.weekday(day.weekday)) \(day)" }
}

extension PlanDocument.Account {
  /// City and address, without saying the city twice.
  package var location: String {
    if city.isEmpty || address.hasPrefix(city) { return address }
    return address.isEmpty ? city : "\(city) \(address)"
  }
}

extension PlanDocument.Contact {
  /// "李娜, 采购经理, 138 0000 0000"
  package var line: String { [name, title, phone].filter { !$0.isEmpty }.joined(separator: ", ") }
}
