import RapportScheduling
import RapportValues

/// Reads versions of the plan.
struct PlanReader {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// - Parameter clauses: of SQL, after the table; without them all, the newest first.
  func records(_ clauses: String, _ bindings: [Value]) throws -> [PlanRecord] {
    let order = clauses.contains("ORDER BY") ? "" : " ORDER BY id DESC"
    return try connection.rows(
      """
      SELECT id, state, step, made, statement, base_id, first_day, last_day, frozen_before, today, seed, seconds,
        iterations, interrupted, last_gain, visits, unmet, unmet_weight, lateness, changes, travel, overtime, imbalance,
        desk
      FROM plans \(clauses)\(order)
      """, bindings
    ) { row in
      var record = PlanRecord(
        step: PlanRecord.Step(rawValue: row.text(2) ?? "") ?? .schedule, statement: row.text(4) ?? "",
        base: row.optional(5), first: row.calendarDay(6), last: row.calendarDay(7), frozenBefore: row.calendarDay(8), today: row.calendarDay(9),
        seed: UInt64(bitPattern: row.integer(10)),
        budget: SolverBudget(seconds: row.number(11), iterations: row.optional(12).map { Int(clamping: $0) }))
      record.id = row.integer(0)
      record.state = PlanRecord.State(rawValue: row.text(1) ?? "") ?? .withdrawn
      record.made = row.text(3) ?? ""
      record.isInterrupted = row.integer(13) != 0
      record.lastGain = row.number(14)
      record.visitCount = row.count(15)
      record.unmetCount = row.count(16)
      record.objective.unmet = row.count(17)
      record.objective.lateness = row.count(18)
      record.objective.changes = row.count(19)
      record.objective.travel = row.count(20)
      record.objective.overtime = row.count(21)
      record.objective.imbalance = row.count(22)
      record.deskCount = row.count(23)
      return record
    }
  }

  /// The version that stands: the newest that was neither replaced nor taken back.
  func standing() throws -> PlanRecord? {
    try records("WHERE state IN ('draft', 'published') ORDER BY id DESC LIMIT 1", []).first
  }

  func rows(of record: PlanRecord) throws -> StoredPlan {
    let duties = try duties(of: record.id)
    let visits = try visits(of: record.id, duties)
    return StoredPlan(
      record: record,
      plan: VisitPlan(
        visits: visits.map(\.visit), unmet: try unmet(of: record.id, duties), load: try load(of: record.id),
        objective: record.objective),
      obligations: duties.map(\.obligation), visitIDs: visits.map(\.id))
  }

  private typealias Duty = (id: Int64, visit: Int64?, obligation: Obligation)

  private func duties(of plan: Int64) throws -> [Duty] {
    try connection.rows(
      """
      SELECT id, visit_id, key, account_id, person_id, contact_id, policy, earliest, due, deadline, smallest_gap,
        largest_gap, minutes, weight, at_desk, evidence
      FROM plan_duties WHERE plan_id = ? ORDER BY id
      """, [.integer(plan)]
    ) { row in
      let obligation = Obligation(
        key: row.text(2) ?? "", account: row.integer(3), person: row.integer(4), contact: row.optional(5),
        rule: row.text(6) ?? "", earliest: row.calendarDay(7), due: row.calendarDay(8), deadline: row.calendarDay(9),
        smallestGap: row.count(10), largestGap: row.optional(11).map { Int(clamping: $0) }, minutes: row.count(12),
        weight: row.count(13), atDesk: row.integer(14) != 0, evidence: row.text(15) ?? "")
      return (row.integer(0), row.optional(1), obligation)
    }
  }

  private func visits(
    of plan: Int64, _ duties: [Duty]
  ) throws -> [(id: Int64, visit: PlannedVisit)] {
    var settled: [Int64: [String]] = [:]
    for duty in duties { if let visit = duty.visit { settled[visit, default: []].append(duty.obligation.key) } }
    return try connection.rows(
      """
      SELECT id, account_id, person_id, day, sequence, travel, kilometres, arrives, starts, ends, slack, pinned, at_desk
      FROM plan_visits WHERE plan_id = ? ORDER BY person_id, day, sequence, id
      """, [.integer(plan)]
    ) { row in
      let visit = PlannedVisit(
        account: row.integer(1), person: row.integer(2), day: row.calendarDay(3), sequence: row.count(4), travel: row.count(5),
        kilometres: row.number(6) ?? 0, arrive: row.minutes(7), start: row.minutes(8), end: row.minutes(9),
        slack: row.count(10), pinned: row.integer(11) != 0, atDesk: row.integer(12) != 0, obligations: settled[row.integer(0)] ?? [])
      return (row.integer(0), visit)
    }
  }

  private func unmet(of plan: Int64, _ duties: [Duty]) throws -> [UnmetObligation] {
    let known = Dictionary(duties.map { ($0.id, $0.obligation) }) { first, _ in first }
    return try connection.rows(
      """
      SELECT duty_id, code, relaxation, relaxation_day, relaxation_amount, displaces FROM plan_unmet WHERE plan_id = ?
      ORDER BY id
      """, [.integer(plan)]
    ) { row -> UnmetObligation? in
      guard let obligation = known[row.integer(0)], let code = UnmetObligation.Code(rawValue: row.text(1) ?? "") else {
        return nil
      }
      let kind = row.text(2).flatMap(UnmetObligation.Relaxation.Kind.init(rawValue:))
      return UnmetObligation(
        obligation: obligation, code: code,
        relaxation: kind.map { UnmetObligation.Relaxation(kind: $0, day: row.calendarDay(3), amount: row.count(4)) },
        displaced: (row.text(5) ?? "").split(separator: ",").compactMap { Int64($0.drop { $0 == " " }) })
    }.compactMap(\.self)
  }

  private func load(of plan: Int64) throws -> [DayLoad] {
    try connection.rows(
      """
      SELECT person_id, day, visits, service, travel, waiting, desk, overtime, available, kilometres FROM plan_load
      WHERE plan_id = ? ORDER BY person_id, day
      """, [.integer(plan)]
    ) { row in
      DayLoad(
        person: row.integer(0), day: row.calendarDay(1), visits: row.count(2), service: row.count(3), travel: row.count(4),
        waiting: row.count(5), desk: row.count(6), overtime: row.count(7), available: row.count(8),
        kilometres: row.number(9) ?? 0)
    }
  }
}

extension Statement {
  fileprivate func count(_ column: Int) -> Int { Int(clamping: integer(column)) }
  fileprivate func optional(_ column: Int) -> Int64? { isMissing(column) ? nil : integer(column) }
  /// After midnight.
  fileprivate func minutes(_ column: Int) -> Int {
    guard let moment = text(column).flatMap({ DateTime(iso: $0) }) else { return 0 }
    return moment.secondOfDay / 60
  }
}
