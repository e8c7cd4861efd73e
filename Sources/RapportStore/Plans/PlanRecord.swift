package import RapportScheduling
package import RapportValues

/// What is known of one version of the plan besides its rows.
package struct PlanRecord: Sendable {
  package enum State: String, Sendable { case draft, published, replaced, withdrawn }

  /// What makes a version.
  package enum Step: String, Sendable { case schedule, move, pin, unpin }

  /// 0 until it is kept.
  package var id: Int64 = 0
  package var state = State.draft
  package var step: Step
  /// Set when it is kept.
  package var made = ""
  /// The statement or command that asked for it.
  package var statement: String
  /// The version that it was made from.
  package var base: Int64?
  /// Both included.
  package var first: Day
  package var last: Day
  package var frozenBefore: Day
  package var today: Day
  package var seed: UInt64
  package var budget: SolverBudget
  package var isInterrupted = false
  /// The share by which the last quarter of the time made it better.
  package var lastGain: Double?
  package var objective = VisitPlan.Objective()
  /// Stops, and tasks at the desk.
  package var visitCount = 0
  package var deskCount = 0
  package var unmetCount = 0

  package init(
    step: Step, statement: String, base: Int64?, first: Day, last: Day, frozenBefore: Day, today: Day, seed: UInt64,
    budget: SolverBudget
  ) {
    self.step = step
    self.statement = statement
    self.base = base
    self.first = first
    self.last = last
    self.frozenBefore = frozenBefore
    self.today = today
    self.seed = seed
    self.budget = budget
  }
}

/// A version with its rows.
package struct StoredPlan: Sendable {
  package var record: PlanRecord
  package var plan: VisitPlan
  /// All that it had to settle, settled and not.
  package var obligations: [Obligation]
  /// The row of each visit, in the order of `plan.visits`.
  package var visitIDs: [Int64]
}
