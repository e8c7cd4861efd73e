import RapportPlan
import RapportScheduling
import RapportValues

/// Obligations of duties, by their due dates.
struct ObligationRows: AnalysisRows {
  private let ledger: ObligationLedger
  private let outputs: [TypedColumn]
  private var found: [Obligation] = []

  init(_ rules: ObligationRules, _ outputs: [TypedColumn]) {
    ledger = ObligationLedger(rules)
    self.outputs = outputs
  }

  mutating func add(_ arguments: [Column], count: Int) throws {
    guard arguments.count == DutyColumn.allCases.count else { throw EvaluationError.mismatch("duties with other columns") }
    for row in 0..<count {
      if let duty = Self.duty(arguments.map { $0.value(at: row) }) { found += ledger.obligations(of: duty) }
    }
  }

  /// - Parameter values: in the order of `DutyColumn`.
  private static func duty(_ values: [Value]) -> Duty? {
    guard case .text(let policy) = values[0], case .integer(let account) = values[1] else { return nil }
    return Duty(
      policy: policy, account: account, person: values[2].whole, contact: values[3].whole,
      item: values[4].whole, last: values[5].date, anchor: values[6].date, stake: values[7].amount)
  }

  func finish() throws -> Batch {
    var builders = outputs.map { ColumnBuilder(type: $0.type, capacity: found.count) }
    for obligation in found {
      for (position, value) in Self.values(of: obligation).enumerated() where builders.indices.contains(position) {
        builders[position].append(value)
      }
    }
    return Batch(columns: builders.map { $0.finish() }, count: found.count)
  }

  /// In the order of `ObligationColumns`.
  private static func values(of obligation: Obligation) -> [Value] {
    [
      .text(obligation.key), .integer(obligation.account),
      obligation.person == 0 ? .missing : .integer(obligation.person), obligation.contact.map(Value.integer) ?? .missing,
      .text(obligation.rule), .day(obligation.earliest), .day(obligation.due), .day(obligation.deadline),
      .integer(Int64(obligation.smallestGap)), obligation.largestGap.map { .integer(Int64($0)) } ?? .missing,
      .integer(Int64(obligation.minutes)), .integer(Int64(obligation.weight)), .bool(obligation.atDesk),
      .text(obligation.evidence),
    ]
  }
}

extension Value {
  fileprivate var whole: Int64? { if case .integer(let number) = self { number } else { nil } }
  fileprivate var date: Day? { if case .day(let day) = self { day } else { nil } }
  fileprivate var amount: Double? {
    switch self {
    case .float(let number): number
    case .decimal(let number): number.toDouble()
    case .integer(let number): Double(number)
    default: nil
    }
  }
}
