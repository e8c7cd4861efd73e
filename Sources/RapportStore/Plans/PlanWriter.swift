import RapportScheduling
import RapportValues

/// Writes the rows of a version, inside a transaction.
struct PlanWriter {
  private let writer: Connection

  init(_ writer: Connection) { self.writer = writer }

  func write(
    _ plan: VisitPlan, _ record: PlanRecord, obligations: [Obligation], program: String
  ) throws -> Int64 {
    let id = try writeRecord(record, plan, program)
    let known = Dictionary(obligations.map { ($0.key, $0) }) { first, _ in first }
    let unmet = Dictionary(plan.unmet.map { ($0.obligation.key, $0) }) { first, _ in first }
    let duties = try table(
      "plan_duties",
      [
        "plan_id", "visit_id", "key", "account_id", "person_id", "contact_id", "policy", "earliest", "due", "deadline",
        "smallest_gap", "largest_gap", "minutes", "weight", "at_desk", "evidence",
      ])
    let visits = try table(
      "plan_visits",
      [
        "plan_id", "person_id", "day", "sequence", "account_id", "arrives", "starts", "ends", "travel", "kilometres",
        "slack", "pinned", "at_desk", "policies", "why",
      ])
    for visit in plan.visits {
      let settled = visit.obligations.compactMap { known[$0] }
      let row = try visits.add(
        [
          .integer(id), .integer(visit.person), .day(visit.day), .integer(Int64(visit.sequence)), .integer(visit.account),
          moment(visit.day, visit.arrive), moment(visit.day, visit.start), moment(visit.day, visit.end),
          .integer(Int64(visit.travel)), kilometres(visit.kilometres), .integer(Int64(visit.slack)),
          .integer(visit.pinned ? 1 : 0), .integer(visit.atDesk ? 1 : 0),
          .text(settled.map(\.rule).uniqued.joined(separator: ", ")),
          .text(settled.map(\.evidence).uniqued.joined(separator: "; ")),
        ])
      for obligation in settled { _ = try duties.add(duty(obligation, plan: id, visit: row)) }
    }
    let reasons = try table(
      "plan_unmet",
      [
        "plan_id", "duty_id", "account_id", "person_id", "policy", "due", "deadline", "weight", "code", "relaxation",
        "relaxation_day", "relaxation_amount", "displaces", "evidence",
      ])
    for item in plan.unmet where unmet[item.obligation.key] != nil {
      let duty = try duties.add(self.duty(item.obligation, plan: id, visit: nil))
      _ = try reasons.add(reason(item, plan: id, duty: duty))
    }
    try write(plan.load, id)
    return id
  }

  private func writeRecord(_ record: PlanRecord, _ plan: VisitPlan, _ program: String) throws -> Int64 {
    let objective = plan.objective
    let plans = try table(
      "plans",
      [
        "state", "step", "made", "user", "program", "statement", "base_id", "first_day", "last_day", "frozen_before",
        "today", "seed", "seconds", "iterations", "interrupted", "last_gain", "visits", "desk", "unmet", "unmet_weight",
        "lateness", "changes", "travel", "overtime", "imbalance",
      ])
    return try plans.add([
      .text(PlanRecord.State.draft.rawValue), .text(record.step.rawValue), .text(Provenance.now()),
      Provenance.user().map(Value.text) ?? .missing, .text(program), .text(record.statement),
      record.base.map(Value.integer) ?? .missing, .day(record.first), .day(record.last), .day(record.frozenBefore),
      .day(record.today), .integer(Int64(bitPattern: record.seed)), record.budget.seconds.map(Value.float) ?? .missing,
      record.budget.iterations.map { .integer(Int64($0)) } ?? .missing, .integer(record.isInterrupted ? 1 : 0),
      record.lastGain.map(Value.float) ?? .missing, .integer(Int64(plan.visits.count { !$0.atDesk })),
      .integer(Int64(plan.visits.count(where: \.atDesk))),
      .integer(Int64(plan.unmet.count)), .integer(Int64(objective.unmet)), .integer(Int64(objective.lateness)),
      .integer(Int64(objective.changes)), .integer(Int64(objective.travel)), .integer(Int64(objective.overtime)),
      .integer(Int64(objective.imbalance)),
    ])
  }

  private func duty(_ obligation: Obligation, plan: Int64, visit: Int64?) -> [Value] {
    [
      .integer(plan), visit.map(Value.integer) ?? .missing, .text(obligation.key), .integer(obligation.account),
      person(obligation), obligation.contact.map(Value.integer) ?? .missing, .text(obligation.rule),
      .day(obligation.earliest), .day(obligation.due), .day(obligation.deadline),
      .integer(Int64(obligation.smallestGap)), obligation.largestGap.map { .integer(Int64($0)) } ?? .missing,
      .integer(Int64(obligation.minutes)), .integer(Int64(obligation.weight)), .integer(obligation.atDesk ? 1 : 0),
      .text(obligation.evidence),
    ]
  }

  private func reason(_ item: UnmetObligation, plan: Int64, duty: Int64) -> [Value] {
    let obligation = item.obligation
    return [
      .integer(plan), .integer(duty), .integer(obligation.account), person(obligation), .text(obligation.rule),
      .day(obligation.due), .day(obligation.deadline), .integer(Int64(obligation.weight)), .text(item.code.rawValue),
      item.relaxation.map { .text($0.kind.rawValue) } ?? .missing, item.relaxation.map { .day($0.day) } ?? .missing,
      item.relaxation.map { .integer(Int64($0.amount)) } ?? .missing,
      item.displaced.isEmpty ? .missing : .text(item.displaced.map { String($0) }.joined(separator: ", ")),
      .text(obligation.evidence),
    ]
  }

  /// Nobody has the number 0.
  private func person(_ obligation: Obligation) -> Value { obligation.person == 0 ? .missing : .integer(obligation.person) }

  private func write(_ load: [DayLoad], _ plan: Int64) throws {
    let table = try table(
      "plan_load",
      [
        "plan_id", "person_id", "day", "visits", "service", "travel", "waiting", "desk", "overtime", "available",
        "kilometres",
      ])
    for day in load {
      let counts = [day.visits, day.service, day.travel, day.waiting, day.desk, day.overtime, day.available]
      _ = try table.add(
        [.integer(plan), .integer(day.person), .day(day.day)] + counts.map { .integer(Int64($0)) } + [kilometres(day.kilometres)])
    }
  }

  /// To a tenth; the estimate is no better.
  private func kilometres(_ length: Double) -> Value { .float((length * 10).rounded() / 10) }

  private func moment(_ day: Day, _ minutes: Int) -> Value {
    let bounded = min(max(minutes, 0), 1_439)
    return DateTime(day: day, hour: bounded / 60, minute: bounded % 60, second: 0).map(Value.dateTime) ?? .day(day)
  }

  /// Adds rows to a table.
  private struct Table {
    let statement: Statement

    /// - Returns: the row's number.
    func add(_ values: [Value]) throws -> Int64 {
      statement.reset()
      try statement.bind(values)
      guard try statement.step() else { throw StoreError(.statement, "a row of a plan got no number") }
      return statement.integer(0)
    }
  }

  private func table(_ name: String, _ columns: [String]) throws -> Table {
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return Table(
      statement: try writer.prepare(
        unbound: "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(marks)) RETURNING id"))
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of their first appearance.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
