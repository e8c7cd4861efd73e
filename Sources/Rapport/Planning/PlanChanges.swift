import RapportScheduling
import RapportStore
import RapportValues

/// What one version of the plan has other than another.
public struct PlanChanges: Sendable {
  public let from: Int64
  public let to: Int64
  public let added: Int
  public let dropped: Int
  /// To another day.
  public let moved: Int
  /// To another time of the same day.
  public let retimed: Int
  private let table: ExplainedText.Table

  init(_ difference: PlanDifference, from: Int64, to: Int64, _ names: PlanNames) {
    self.from = from
    self.to = to
    (added, dropped) = (difference.added.count, difference.dropped.count)
    (moved, retimed) = (difference.moved.count, difference.retimed.count)
    var lines: [(change: String, before: PlannedVisit?, after: PlannedVisit?)] = []
    lines += difference.added.map { ("added", nil, $0) }
    lines += difference.dropped.map { ("dropped", $0, nil) }
    lines += difference.moved.map { ("moved", $0.from, $0.to) }
    lines += difference.retimed.map { ("retimed", $0.from, $0.to) }
    let visits = lines.map { $0.after ?? $0.before }
    var table = ExplainedText.Table()
    table.add("change", lines.map(\.change))
    table.add("person", visits.map { $0.map { names.person($0.person) } })
    table.add("account", visits.map { $0.map { names.account($0.account) } })
    table.add("before", lines.map { Self.moment($0.before) })
    table.add("after", lines.map { Self.moment($0.after) })
    self.table = table
  }

  /// One per visit that is not as it was: `change`, `person`, `account`, and when it was and is.
  public var rows: Rows { ExplainedText(text: "", table: table).rows() }

  private static func moment(_ visit: PlannedVisit?) -> String? {
    guard let visit else { return nil }
    let minutes = visit.start % 60
    return "\(visit.day) \(visit.start / 60 < 10 ? "0" : "")\(visit.start / 60):\(minutes < 10 ? "0" : "")\(minutes)"
  }
}

extension PlanChanges: CustomStringConvertible {
  public var description: String {
    "plan \(to) against plan \(from): \(added) added, \(dropped) dropped, \(moved) moved, \(retimed) at another time"
  }
}

extension PlanVersions {
  /// What a version has other than another, on the days from which on both plan.
  ///
  /// - Parameters:
  ///   - from: the earlier one; nil is the one that the later was made from.
  ///   - to: the later one; nil is the one that stands.
  public func difference(from: Int64? = nil, to: Int64? = nil) throws(DiagnosticsError) -> PlanChanges {
    let later = try stored(to)
    guard let earlier = from ?? later.record.base else {
      throw Self.problem(
        "R0564", "plan \(later.record.id) was made from no other",
        help: ["name two plans, the earlier one first; `rapport plan list` shows all versions"])
    }
    let before = try stored(earlier)
    // Days that are over when one of them begins are not its to change.
    let first = max(before.record.first, later.record.first)
    let difference = PlanDifference(
      from: before.plan.visits.filter { $0.day >= first }, to: later.plan.visits.filter { $0.day >= first })
    return PlanChanges(difference, from: earlier, to: later.record.id, try PlanNames(session))
  }
}
