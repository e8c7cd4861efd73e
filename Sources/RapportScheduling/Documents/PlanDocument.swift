package import RapportValues

/// A plan with all the names that a document for people needs.
package struct PlanDocument: Sendable {
  /// Which plan, and its state: versions rise with each that is published.
  package var number: Int
  package var version: Int
  /// When the document was made, in UTC.
  package var made: DateTime
  package var zone: PlanZone
  package var language: LabelLanguage
  /// The days of the plan, both included.
  package var first: Day
  package var last: Day
  package var plan: VisitPlan
  /// In the order in which they are shown.
  package var people: [Person]
  package var accounts: [Int64: Account]
  package var contacts: [Int64: Contact]
  /// Titles by rule: "VC-01".
  package var rules: [String: LocalName]
  /// By key: what the visits settle.
  package var obligations: [String: Obligation]
  /// Visits of the version published before; those that this plan no longer has are cancelled in calendars.
  package var published: [PlannedVisit]

  package init(
    number: Int, version: Int, made: DateTime, zone: PlanZone, language: LabelLanguage = .english, first: Day,
    last: Day, plan: VisitPlan, people: [Person], accounts: [Int64: Account],
    contacts: [Int64: Contact] = [:],
    rules: [String: LocalName] = [:], obligations: [String: Obligation] = [:], published: [PlannedVisit] = []
  ) {
    self.number = number
    self.version = version
    self.made = made
    self.zone = zone
    self.language = language
    self.first = first
    self.last = last
    self.plan = plan
    self.people = people
    self.accounts = accounts
    self.contacts = contacts
    self.rules = rules
    self.obligations = obligations
    self.published = published
  }

  package struct Person: Hashable, Sendable {
    package var id: Int64
    package var name: String
    package var email: String?
    package var base: TeamProblem.Place?
    package init(id: Int64, name: String, email: String? = nil, base: TeamProblem.Place? = nil) {
      self.id = id
      self.name = name
      self.email = email
      self.base = base
    }
  }

  /// What somebody at the door has to know of an account.
  package struct Account: Hashable, Sendable {
    package var id: Int64
    package var name: String
    package var address: String
    package var city: String
    package var phone: String
    package var place: TeamProblem.Place?
    /// Of the customer card: "A".
    package var grade: String?
    package var lastVisit: Day?
    /// With its currency, as it is shown: "12,500.00 CNY".
    package var overdue: String?
    package var complaints: [String]
    /// Whom to see there, the first most.
    package var contacts: [Int64]

    package init(
      id: Int64, name: String, address: String = "", city: String = "", phone: String = "",
      place: TeamProblem.Place? = nil, grade: String? = nil, lastVisit: Day? = nil, overdue: String? = nil,
      complaints: [String] = [], contacts: [Int64] = []
    ) {
      self.id = id
      self.name = name
      self.address = address
      self.city = city
      self.phone = phone
      self.place = place
      self.grade = grade
      self.lastVisit = lastVisit
      self.overdue = overdue
      self.complaints = complaints
      self.contacts = contacts
    }
  }

  package struct Contact: Hashable, Sendable {
    package var id: Int64
    package var name: String
    package var title: String
    package var phone: String
    package init(id: Int64, name: String, title: String = "", phone: String = "") {
      self.id = id
      self.name = name
      self.title = title
      self.phone = phone
    }
  }
}
