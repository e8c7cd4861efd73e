package import RapportScheduling
package import RapportValues

/// What `| schedule(…)` asks for.
package struct ScheduleOptions: Hashable, Sendable {
  /// The first day of the plan.
  package var first: Day
  /// 1 to 26.
  package var weeks: Int
  /// Working days from today on, today included, that keep the visits of the published plan.
  package var frozenDays: Int
  /// How long to look for better plans, in seconds; nil where only iterations count.
  package var seconds: Double?
  package var iterations: Int?
  package var seed: UInt64
  /// Accounts without an owner are divided among those who own the others.
  package var assignsOwners: Bool
  /// All intervals between visits are so many times as long as the policies say.
  package var stretch: Double

  package init(
    first: Day, weeks: Int = 4, frozenDays: Int = 3, seconds: Double? = nil, iterations: Int? = nil, seed: UInt64 = 1,
    assignsOwners: Bool = false, stretch: Double = 1
  ) {
    self.first = first
    self.weeks = weeks
    self.frozenDays = frozenDays
    self.seconds = seconds
    self.iterations = iterations
    self.seed = seed
    self.assignsOwners = assignsOwners
    self.stretch = stretch
  }

  /// The last day of the plan.
  package var last: Day { first.adding(days: weeks * 7 - 1) ?? .latest }

  package var budget: SolverBudget { SolverBudget(seconds: seconds, iterations: iterations) }
}

/// A statement that plans visits: `ACCOUNTS | schedule(…) CLAUSES`.
package struct ResolvedSchedule {
  /// One row per account, with its key.
  package var accounts: ResolvedQuery
  package var options: ScheduleOptions
  /// The obligations of all accounts that reach into its days, in the columns of `ObligationColumns`.
  package var obligations: Rel
  /// What becomes of the plan's visits, once it is kept.
  package var visits: ResolvedQuery
}
