import RapportAnalytics
import RapportCatalog
import RapportSyntax
import RapportValues

/// `| holdout(39 weeks)`: models fitted to what was known so long ago, compared with what came since and with the plain
/// rule of silence.
extension Resolver {
  private static let standardKinds: [ModelKind] = [.mbgCNBD, .paretoNBD, .bgNBD]

  func holdOut(_ call: Call, _ scope: Scope, _ context: Context) {
    guard let row = scope.row else {
      let _: Expr? = fail("R0543", "`holdout` needs rows of an entity with orders", at: call.span)
      return
    }
    guard let plan = holdOutPlan(call, row.entity, context), let host else { return }
    let isByFrequency = plan.byFrequency
    do {
      guard let result = try host.holdOut(plan.request) else {
        noteUnchecked("what `holdout` finds", at: call.span)
        let columns = isByFrequency ? frequencyColumns(plan.request) : Self.scoreColumns
        return replace(scope, by: columns, [])
      }
      if !result.problems.isEmpty {
        report(Diagnostic(.note, code: "R0545", result.problems.joined(separator: "; "), at: call.span))
      }
      if isByFrequency {
        replace(scope, by: frequencyColumns(plan.request), frequencyRows(result))
      } else {
        replace(scope, by: Self.scoreColumns, result.rules.map(scoreRow))
      }
    } catch {
      let _: Expr? = modelFailure(error, at: call.span)
    }
  }

  // MARK: - What is asked

  private struct HoldOutPlan {
    var request: HoldOutRequest
    var byFrequency: Bool
  }

  private func holdOutPlan(_ call: Call, _ entity: Entity, _ context: Context) -> HoldOutPlan? {
    let example = "holdout(39 weeks)"
    guard
      let options = modelOptions(call, positional: 1, others: ["silence", "by"], example: example),
      let log = orderLog(of: entity, options, at: call.span),
      let calibration = pastDay(options.positional[0], context)
    else { return nil }
    var silence = HoldOut.silence
    if let node = options.others["silence"] {
      guard let days = horizonDays(node, context) else { return nil }
      silence = days
    }
    var byFrequency = false
    if let node = options.others["by"] {
      guard node.bareWord?.text == "frequency" else {
        return fail("R0307", "`by:` is `frequency`", at: node.span, help: ["\(example) compares the rules as a whole"])
      }
      byFrequency = true
    }
    if let kind = options.kind, !ModelKind.purchases.contains(kind) || kind.countsPeriods {
      return noPurchases(kind, at: call.span)
    }
    guard let summary = holdOutSummary(log, options, calibration, at: call.span) else { return nil }
    let kinds = options.kind.map { [$0] } ?? Self.standardKinds
    return HoldOutPlan(
      request: HoldOutRequest(
        kinds: kinds, unit: options.unit, duration: Int(today.number - calibration.number), silence: silence,
        summary: summary), byFrequency: byFrequency)
  }

  /// The day so long ago.
  private func pastDay(_ node: Expression, _ context: Context) -> Day? {
    guard let span = durationSpan(node, context),
      let day = CalendarSpan(count: 0 &- span.count, unit: span.unit).added(to: today), day < today
    else {
      return fail(
        "R0307", "the time held out is a length of time up to today", at: node.span, help: ["for example `39 weeks`"])
    }
    return day
  }

  /// As the summary of a model on the day of calibration, with the days with orders after it.
  private func holdOutSummary(_ log: OrderLog, _ options: ModelOptions, _ calibration: Day, at span: SourceSpan) -> Rel? {
    let day = "\(calibration)"
    let later = log.aggregate(
      "count", of: "distinct date(\(log.dateText))", where: "\(log.dateText) > \(day) and \(log.dateText) <= today")
    return aggregated(
      """
      with order_days = \(log.days(until: day)), first_day = \(log.first(until: day)),
        last_day = \(log.last(until: day)), later_days = \(later),
        gap = \(log.gaps(.logarithm, until: day))
      where order_days > 0
      group by order_days - 1 as x, days(last_day - first_day) as recency, days(\(day) - first_day) as age, later_days as later
      select count() as customers, sum(gap) as gaps
      """, log, options, at: span)
  }

  // MARK: - What is shown

  private static let number = ValueType.float(currency: nil)
  private static let scoreColumns: [(name: String, type: ValueType)] = [
    ("method", .text), ("customers", .integer), ("predicted", number), ("actual", .integer), ("bias", number),
    ("mean_error", number), ("root_error", number), ("right", number), ("active_found", number), ("gone_found", number),
  ]

  private func scoreRow(_ rule: HoldOutResult.Rule) -> [Value] {
    let score = rule.score
    func optional(_ value: Double?) -> Value { value.map(Self.shown) ?? .missing }
    return [
      .text(rule.name), .integer(Int64(score.customers)), Self.shown(score.predicted), .integer(Int64(score.actual)),
      optional(score.actual > 0 ? score.predicted / Double(score.actual) - 1 : nil), Self.shown(score.meanError),
      Self.shown(score.rootError), Self.shown(score.right), optional(score.activeFound), optional(score.goneFound),
    ]
  }

  /// Four digits behind the point: more say nothing of a sample.
  private static func shown(_ value: Double) -> Value { .float((value * 10_000).rounded() / 10_000) }

  private func frequencyColumns(_ request: HoldOutRequest) -> [(name: String, type: ValueType)] {
    [("frequency", .integer), ("customers", .integer), ("actual", Self.number)]
      + request.kinds.map { ($0.rawValue, Self.number) } + [("silence", Self.number)]
  }

  private func frequencyRows(_ result: HoldOutResult) -> [[Value]] {
    guard let first = result.rules.first else { return [] }
    return first.byFrequency.indices.map { line in
      [
        .integer(Int64(first.byFrequency[line].frequency)), .integer(Int64(first.byFrequency[line].customers)),
        Self.shown(first.byFrequency[line].actual),
      ] + result.rules.map { Self.shown($0.byFrequency[line].predicted) }
    }
  }
}
