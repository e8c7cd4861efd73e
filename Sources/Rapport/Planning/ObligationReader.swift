import RapportEngine
import RapportPlan
import RapportScheduling
import RapportStore
import RapportValues

/// Takes rows of obligations out of a relation.
struct ObligationReader {
  let database: RapportStore.Store
  let context: ExecutionContext

  /// - Parameter accounts: the ones whose obligations count.
  func obligations(_ relation: Rel, of accounts: Set<Int64>) throws -> [Obligation] {
    let rows = try Execution(database: database, context: context).run(
      Execution.planner(for: database).plan(relation))
    var found: [Obligation] = []
    while let batch = try rows.next() {
      try context.check()
      for row in 0..<batch.count {
        if let obligation = Self.obligation(batch.columns.map { $0.value(at: row) }), accounts.contains(obligation.account) {
          found.append(obligation)
        }
      }
    }
    return found
  }

  /// The keys of a relation's first column.
  func keys(_ relation: Rel) throws -> Set<Int64> {
    let rows = try Execution(database: database, context: context).run(relation)
    var keys: Set<Int64> = []
    while let batch = try rows.next() {
      guard let column = batch.columns.first else { continue }
      for row in 0..<batch.count { if case .integer(let key) = column.value(at: row) { keys.insert(key) } }
    }
    return keys
  }

  /// - Parameter values: in the order of `ObligationColumns`.
  private static func obligation(_ values: [Value]) -> Obligation? {
    guard values.count == ObligationColumns.all.count, case .text(let key) = values[0],
      case .integer(let account) = values[1], case .text(let policy) = values[4], case .day(let earliest) = values[5],
      case .day(let due) = values[6], case .day(let deadline) = values[7]
    else { return nil }
    return Obligation(
      key: key, account: account, person: values[2].whole ?? 0, contact: values[3].whole, rule: policy,
      earliest: earliest, due: due, deadline: deadline, smallestGap: Int(clamping: values[8].whole ?? 0),
      largestGap: values[9].whole.map { Int(clamping: $0) }, minutes: Int(clamping: values[10].whole ?? 0),
      weight: Int(clamping: values[11].whole ?? 0), atDesk: values[12] == .bool(true), evidence: values[13].words)
  }
}

extension Value {
  fileprivate var whole: Int64? { if case .integer(let number) = self { number } else { nil } }
  fileprivate var words: String { if case .text(let text) = self { text } else { "" } }
}
