package import RapportPlan

/// The ways between which the planner chooses, as they show in a plan that is ready to run.
package enum PlanStrategy: String, CaseIterable, Sendable {
  /// Related rows counted or added up by a correlated sub-select.
  case subselect
  /// Related rows looked for by `EXISTS`.
  case existence
  /// Keys of related rows read once and looked into by SQL.
  case keyList
  /// Related rows read once and grouped by the engine.
  case groupJoin
  /// A to-one relation read once and looked up by hash instead of joined.
  case lookup
  /// Few rows chosen by SQL, with sub-selects for them only.
  case nested
  /// Few rows chosen by SQL, what is stored for them read by their numbers.
  case lateColumns
  /// Rows searched from the other side of a to-one step.
  case driven
  /// Related rows that can be searched for a few keys.
  case keyed
  /// The first rows chosen by SQL.
  case limit
  /// An aggregate over all rows computed by SQL.
  case whole
  /// The first rows chosen by the engine out of rows that several threads read.
  case dividedTop
  /// Rows read by several threads.
  case dividedRows
  /// Rows read by several threads, each some days.
  case dividedDays
  /// Groups made by several threads.
  case dividedGroups
  /// Membership in a relation tested by the engine.
  case membership
  /// A definition computed once for several uses.
  case definition
}

extension PlanStrategy {
  /// All that occur in a plan.
  package static func all(in rel: Rel) -> Set<PlanStrategy> {
    var found: Set<PlanStrategy> = []
    for source in rel.sources {
      found.formUnion(inStatement: source.sql)
      if source.keyed != nil { found.insert(.keyed) }
      if let partition = source.partition {
        if case .days = partition.ranges { found.insert(.dividedDays) }
        if partition.sql.contains(" CROSS JOIN ") { found.insert(.driven) }
      }
    }
    collect(rel, &found)
    return found
  }

  private static func collect(_ rel: Rel, _ found: inout Set<PlanStrategy>) {
    switch rel {
    case .scan, .constant, .file: break
    case .source(let source): if source.partition != nil { found.insert(.dividedRows) }
    case .attach(let input, let attachment):
      let isLookup = attachment.keys.contains { $0.inner.index < 0 }
      found.insert(isLookup ? .lookup : .groupJoin)
      if attachment.inner.isDivided { found.insert(.dividedGroups) }
      collect(input, &found)
      collect(attachment.inner, &found)
    case .aggregate(let input, _, _):
      if input.isDivided { found.insert(.dividedGroups) }
      collect(input, &found)
    case .top(let input, _, _, _):
      if input.isDivided { found.insert(.dividedTop) }
      collect(input, &found)
    case .combine(_, let left, let right, _):
      collect(left, &found)
      collect(right, &found)
    case .filter(let input, let condition):
      if condition.testsMembership { found.insert(.membership) }
      collect(input, &found)
    case .extend(let input, let added):
      if added.contains(where: \.isDefinition) { found.insert(.definition) }
      collect(input, &found)
    case .sort(let input, _), .slice(let input, _, _), .fill(let input, _),
      .window(let input, _), .analyze(let input, _), .distinct(let input, _), .project(let input, _):
      collect(input, &found)
    }
  }
}

extension Set<PlanStrategy> {
  fileprivate mutating func formUnion(inStatement sql: String) {
    let marks: [(String, PlanStrategy)] = [
      ("EXISTS(SELECT", .existence), ("IN (SELECT", .keyList), (" AS c1", .nested), (" AS r FROM", .lateColumns),
      (" LIMIT ", .limit),
      ("(SELECT count(", .subselect), ("(SELECT coalesce(sum(", .subselect), ("(SELECT min(", .subselect),
      ("(SELECT max(", .subselect),
    ]
    for (mark, strategy) in marks where sql.contains(mark) { insert(strategy) }
    if ["count(", "coalesce(sum(", "min(", "max("].contains(where: { sql.hasPrefix("SELECT " + $0) }) {
      insert(.whole)
    }
  }
}

extension Rel {
  /// Whether the rows come from a statement that can be read in parts.
  fileprivate var isDivided: Bool {
    switch self {
    case .source(let source): source.partition != nil
    case .filter(let input, _), .extend(let input, _), .project(let input, _): input.isDivided
    default: false
    }
  }
}

extension Expr {
  fileprivate var testsMembership: Bool {
    switch self {
    case .column, .literal: false
    case .inRelation: true
    case .dated(let lookup): lookup.key.testsMembership || lookup.day.testsMembership
    case .inValues(let operand, _, _): operand.testsMembership
    case .apply(_, let operands, _): operands.contains { $0.testsMembership }
    case .when(let branches, let otherwise, _):
      branches.contains { $0.condition.testsMembership || $0.value.testsMembership }
        || otherwise?.testsMembership ?? false
    }
  }
}
