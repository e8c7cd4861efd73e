package import RapportScheduling
package import RapportValues

/// What a store says of people, days and places, as far as plans depend on it.
package struct PlanFacts: Sendable {
  package struct Person: Sendable {
    package var id: Int64
    package var name: String
    package var place: TeamProblem.Place?
  }

  package struct Account: Sendable {
    package var id: Int64
    package var name: String
    package var place: TeamProblem.Place?
    package var owner: Int64?
  }

  package struct Travel: Sendable {
    package var from: Int64
    package var to: Int64
    package var minutes: Int
    package var kilometres: Double?
  }

  package var people: [Person] = []
  /// Of each person.
  package var calendars: [Int64: PersonalCalendar]
  package var calendar: WorkCalendar
  package var accounts: [Account] = []
  /// By account, then by weekday.
  package var opening: [Int64: [Int: [ClosedRange<Int>]]] = [:]
  package var travel: [Travel] = []
}

extension Store {
  /// - Parameter accounts: the ones to read.
  package func planFacts(accounts: Set<Int64>, first: Day, last: Day) throws -> PlanFacts {
    try pool.use { connection in
      let reader = PlanFactsReader(connection)
      let calendar = try reader.calendar()
      let people = try reader.people()
      let calendars = try reader.calendars(of: people.map(\.id), calendar, first, last)
      var facts = PlanFacts(people: people, calendars: calendars, calendar: calendar)
      facts.accounts = try reader.accounts(accounts)
      facts.opening = try reader.opening(accounts)
      facts.travel = try reader.travel(accounts)
      return facts
    }
  }

  /// The days that are worked, those that the store names included.
  package func workCalendar() throws -> WorkCalendar {
    try pool.use { try PlanFactsReader($0).calendar() }
  }

  /// The active policies.
  package func visitPolicies() throws -> [VisitPolicy] {
    try pool.use { try PlanFactsReader($0).policies() }
  }
}
