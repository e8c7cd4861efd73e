import RapportCatalog
import RapportSyntax
import RapportValues

/// `| survival(by: region)` and `| logrank(by: region)`: how long customers, contracts and the like stay.
extension Resolver {
  private static let observationLabels = ["by", "unit", "churned", "events", "start", "end", "time", "ended"]
  private static let measure = ValueType.float(currency: nil)

  func survival(_ call: Call, _ scope: Scope, _ context: Context) {
    let labels = Self.observationLabels + ["confidence", "interval"]
    let intervals = Analysis.Interval.allCases.map(\.rawValue)
    guard let arguments = relationArguments(call, labels, example: "survival(by: region)"),
      let confidence = confidence(arguments, context),
      let interval = word("interval", arguments, intervals, standard: "log").flatMap(Analysis.Interval.init(rawValue:)),
      let keys = analysisKeys(arguments["by"], context),
      let (observation, values) = observation(arguments, scope, context)
    else { return }
    replaceRows(
      of: scope, by: .survival(observation, confidence: confidence, interval: interval), of: keys.map(\.expr) + values,
      keys.map(\.column) + [
        AnalysisColumn(name: "time", type: Self.measure, isOrder: true), AnalysisColumn(name: "at_risk", type: .integer),
        AnalysisColumn(name: "ended", type: .integer), AnalysisColumn(name: "censored", type: .integer),
        AnalysisColumn(name: "survival", type: Self.measure), AnalysisColumn(name: "standard_error", type: Self.measure),
        AnalysisColumn(name: "lower", type: Self.measure), AnalysisColumn(name: "upper", type: Self.measure),
      ], at: call.span)
  }

  func logRank(_ call: Call, _ scope: Scope, _ context: Context) {
    guard let arguments = relationArguments(call, Self.observationLabels, example: "logrank(by: region)") else { return }
    guard let by = arguments["by"] else {
      let _: Expr? = fail(
        "R0307", "`logrank` compares groups: say which", at: call.span, help: ["for example `logrank(by: region)`"])
      return
    }
    guard let keys = analysisKeys(by, context), let (observation, values) = observation(arguments, scope, context)
    else { return }
    replaceRows(
      of: scope, by: .logRank(observation), of: keys.map(\.expr) + values,
      keys.map(\.column) + [
        AnalysisColumn(name: "accounts", type: .integer), AnalysisColumn(name: "ended", type: .integer),
        AnalysisColumn(name: "expected", type: Self.measure), AnalysisColumn(name: "chi_square", type: Self.measure),
        AnalysisColumn(name: "degrees", type: .integer), AnalysisColumn(name: "p_value", type: Self.measure),
      ], at: call.span)
  }

  private func confidence(_ arguments: RelationArguments, _ context: Context) -> Double? {
    guard let node = arguments["confidence"] else { return 0.95 }
    if let level = fraction(node, context), level > 0, level < 1 { return level }
    return fail("R0307", "`confidence:` is a share between 0 and 1", at: node.span, help: ["for example `confidence: 0.95`"])
  }

  // MARK: - What is watched

  /// How long each row was watched: from numbers, from two dates, or from its orders.
  private func observation(
    _ arguments: RelationArguments, _ scope: Scope, _ context: Context
  ) -> (Analysis.Observation, [Expr])? {
    let forms = [["time", "ended"], ["start", "end"], ["churned", "events"]].filter { arguments.first(of: $0) != nil }
    if forms.count > 1, let other = arguments.first(of: forms[1]) {
      return fail(
        "R0307", "`\(forms[0][0]):` and `\(forms[1][0]):` say in two ways how long rows were watched", at: other.span,
        help: ["`time:` with `ended:` for numbers, `start:` with `end:` for dates, neither for accounts with orders"])
    }
    switch forms.first?.first {
    case "time"?: return time(arguments, context)
    case "start"?: return span(arguments, context)
    default: return orders(arguments, scope, context)
    }
  }

  private func time(_ arguments: RelationArguments, _ context: Context) -> (Analysis.Observation, [Expr])? {
    guard let time = arguments["time"], let ended = arguments["ended"] else {
      return fail(
        "R0307", "`time:` is how long a row was watched, and `ended:` whether it ended then", at: arguments.call.span,
        help: ["\(arguments.name)(time: months, ended: status = lost); give both"])
    }
    if let unit = arguments["unit"] {
      return fail("R0307", "`time:` is in its own unit", at: unit.span, help: ["leave `unit:` out"])
    }
    guard let value = expression(time, context), let condition = condition(ended, context) else { return nil }
    guard value.type.isNumeric || value.type == .days, value.type.currency == nil else {
      return fail("R0202", "`time:` is \(value.type.article), and a length of time is expected", at: time.span)
    }
    return (.time, [value, condition])
  }

  private func span(_ arguments: RelationArguments, _ context: Context) -> (Analysis.Observation, [Expr])? {
    guard let start = arguments["start"], let end = arguments["end"] else {
      return fail(
        "R0307", "`start:` is the day a row began, and `end:` the day it ended", at: arguments.call.span,
        help: ["\(arguments.name)(start: signed, end: cancelled); what is there still has no `end`; give both"])
    }
    guard let days = daysPerUnit(arguments), let first = day(start, "start", context), let last = day(end, "end", context)
    else { return nil }
    return (.span(asOf: today, daysPerUnit: days), [first, last])
  }

  private func day(_ node: Expression, _ label: String, _ context: Context) -> Expr? {
    guard let value = expression(node, context, expecting: .day) else { return nil }
    if case .literal(.missing, _) = value { return .literal(.missing, .day) }
    guard value.type.isTemporal else {
      return fail("R0202", "`\(label):` is \(value.type.article), and a date is expected", at: node.span)
    }
    return convert(value, to: .day)
  }

  private func orders(
    _ arguments: RelationArguments, _ scope: Scope, _ context: Context
  ) -> (Analysis.Observation, [Expr])? {
    let otherwise = "\(arguments.name)(start: …, end: …)` or `\(arguments.name)(time: …, ended: …)"
    guard let days = daysPerUnit(arguments), let silence = silence(arguments, context),
      let (log, row) = activity(arguments, scope, or: otherwise),
      let list = activity("date(\(log.dateText))", of: log, row, context, at: arguments.call.span)
    else { return nil }
    return (.activity(asOf: today, silence: silence, daysPerUnit: days), [list])
  }

  /// Days of silence after which a customer counts as lost.
  private func silence(_ arguments: RelationArguments, _ context: Context) -> Int? {
    guard let node = arguments["churned"] else { return 365 }
    if let days = durationSpan(node, context)?.fixedDays, (1...36_525).contains(days) { return Int(days) }
    return fail(
      "R0307", "`churned:` is the silence after which a customer counts as lost, in days or weeks", at: node.span,
      help: ["for example `churned: 365 days`"])
  }

  /// Of the mean month, quarter and year.
  private func daysPerUnit(_ arguments: RelationArguments) -> Double? {
    let units: [(String, Double)] = [
      ("day", 1), ("week", 7), ("month", 365.25 / 12), ("quarter", 365.25 / 4), ("year", 365.25),
    ]
    return word("unit", arguments, units.map(\.0), standard: "month").flatMap { word in
      units.first { $0.0 == word }?.1
    }
  }
}
