import RapportCatalog
import RapportValues

/// Conditions on the row behind a to-one step, tested once per row there instead of once per row here.
extension Lowering {
  /// Rows from which collecting the keys that pass beats following the step for each row.
  private static let smallestTested = 2_000.0

  /// Keys up to which a set of them is made quickly.
  private static let mostKeys = 500_000.0

  /// Replaces conditions on rows behind one to-one step by a set of keys per step, where that pays.
  func collectKeys(for conditions: [SelectDraft.Condition], _ draft: SelectDraft, _ state: inout LoweringState)
    -> [SelectDraft.Condition]
  {
    guard !state.isCorrelated, draft.estimatedRows >= Self.smallestTested else { return conditions }
    var steps: [ToOneStep] = []
    var tested: [ToOneStep: [SelectDraft.Condition]] = [:]
    var others: [SelectDraft.Condition] = []
    for condition in conditions {
      if let meaning = condition.meaning, meaning.rejectsMissing, let step = commonStep(of: meaning, draft) {
        if tested[step] == nil { steps.append(step) }
        tested[step, default: []].append(condition)
      } else {
        others.append(condition)
      }
    }
    let sets = steps.flatMap { step in
      let followed = tested[step] ?? []
      return keySet(followed, step, draft, &state).map {
        [SelectDraft.Condition(sql: $0, keySet: SelectDraft.KeySet(step: step, followed: followed))]
      } ?? followed
    }
    return sets + others
  }

  /// `account_id IN (SELECT id FROM accounts WHERE …)`; nil where following the step is as good.
  private func keySet(
    _ conditions: [SelectDraft.Condition], _ step: ToOneStep, _ draft: SelectDraft, _ state: inout LoweringState
  ) -> SQL? {
    guard step.columns.count == 1, let keyType = step.keyTypes.first, let rows = statistics?.rows(of: step.table),
      Double(rows) <= draft.estimatedRows
    else { return nil }
    state.aliases += 1
    var inner = SelectDraft(
      table: DraftTable(name: step.table, entity: step.table, keyColumns: step.keyColumns),
      alias: "k\(state.aliases)", estimatedRows: Double(rows))
    let meaning = Expr.all(conditions.compactMap(\.meaning))
    for id in meaning.columnsUsed.sorted(by: { $0.index < $1.index }) {
      guard let column = draft.columns[id], let stored = column.stored, let path = column.path else { return nil }
      let rest = Array(path.dropFirst())
      let alias = inner.alias(for: rest)
      inner.add(id, SelectDraft.Column(stored, type: column.type, of: alias, path: rest, dialect))
    }
    guard case .draft(var tested) = filter(.draft(inner), meaning, &state), tested.estimatedRows <= Self.mostKeys
    else { return nil }
    tested.removeUnusedJoins(giving: [])
    let key = keyColumn(inner.alias, step.keyColumns[0], keyType)
    let outer = keyColumn(draft.alias, step.columns[0], keyType)
    return outer.sql + " IN (SELECT " + key.sql + tested.body(dialect) + ")"
  }

  /// The first step of all the columns a condition reads.
  private func commonStep(of condition: Expr, _ draft: SelectDraft) -> ToOneStep? {
    var step: ToOneStep?
    for id in condition.columnsUsed {
      guard let first = draft.columns[id]?.path?.first, step == nil || step == first else { return nil }
      step = first
    }
    return step
  }
}

extension Expr {
  /// Whether the condition is false when every column it reads is missing.
  var rejectsMissing: Bool {
    switch self {
    case .column: true
    case .inValues(let operand, _, _): operand.isColumn
    case .apply(let operation, let operands, _):
      switch operation {
      case .and: operands.contains(where: \.rejectsMissing)
      case .or: operands.allSatisfy(\.rejectsMissing)
      case .equal, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains, .startsWith, .endsWith, .like:
        operands.contains(where: \.isColumn)
      default: false
      }
    default: false
    }
  }

  private var isColumn: Bool { if case .column = self { true } else { false } }
}
