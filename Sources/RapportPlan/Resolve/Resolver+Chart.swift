import RapportSyntax
import RapportValues

extension Resolver {
  /// Resolves what a chart draws; the scope then shows just these columns.
  func chart(_ call: Call, _ scope: Scope, at span: SourceSpan) -> ChartPlan? {
    guard let kind = ChartPlan.Kind(rawValue: call.name.text) else {
      let known = ChartPlan.Kind.allCases.map(\.rawValue)
      return unknown("there is no chart `\(call.name.text)`", call.name, known, code: "R0242")
    }
    let before = errorCount
    let arguments = chartArguments(of: call, kind)
    var roles = ChartColumns(
      shownColumns(scope), keys: scope.row == nil ? [] : scope.tieBreak, pivoted: scope.pivoted)
    let context = Context(scope: scope)
    let x = arguments["x"].flatMap { chartColumn($0, scope, context) }
    let series = arguments["series"].flatMap { chartColumn($0, scope, context) }
    let values = arguments["y"]?.items.compactMap { measure($0, of: call, scope, context) } ?? []
    let interval = interval(arguments, call, scope, context)
    guard errorCount == before else { return nil }
    roles.fill(kind, x: x, values: values, series: series, isGrouped: scope.row == nil)
    if let interval { roles.choose(interval: interval) }
    if kind == .lorenz, roles.values.count > 1 {
      return fail(
        "R0241", "a lorenz chart draws one measure", at: arguments["y"]?.span ?? call.span,
        help: ["`series:` draws a curve for each of its values"])
    }
    guard let value = roles.values.first else {
      return fail(
        "R0241", "a \(kind.rawValue) chart draws numbers, and no column has any", at: call.span,
        help: ["say what is drawn: `chart \(kind.rawValue)(\(kind == .heat ? "colour" : "y"): …)`"])
    }
    for column in roles.values where !isDrawable(column, value, at: span) { return nil }
    if kind == .scatter, let x = roles.x, !x.type.isMeasured {
      return fail(
        "R0241", "`\(x.name)` is \(x.type.article); a scatter chart has numbers or dates along both axes",
        at: arguments["x"]?.span ?? call.span, help: ["`chart bar(…)` draws a value per label"])
    }
    scope.shown = roles.all
    return ChartPlan(
      kind: kind, title: arguments["title"].flatMap { constantText($0) }, x: roles.position(of: roles.x),
      values: roles.values.compactMap { roles.position(of: $0) },
      interval: roles.interval.flatMap { interval in
        guard let low = roles.position(of: interval.low), let high = roles.position(of: interval.high) else { return nil }
        return ChartPlan.Interval(low: low, high: high)
      }, series: roles.position(of: roles.series), span: span)
  }

  /// The arguments by the role they play: `x`, `y`, `series` and `title`.
  private func chartArguments(of call: Call, _ kind: ChartPlan.Kind) -> [String: Expression] {
    let places = kind.places
    var arguments: [String: Expression] = [:]
    var position = 0
    for argument in call.arguments {
      if argument.label == nil, position >= places.count {
        let _: Expr? = fail(
          "R0307", "`\(kind.rawValue)` takes at most \(places.joined(separator: ", "))",
          at: argument.value.span)
        return arguments
      }
      let label = argument.label?.text ?? places[position]
      if argument.label == nil { position += 1 }
      guard let role = Self.role(label, kind) else {
        if let name = argument.label {
          let _: Expr? = unknown("`\(kind.rawValue)` has no `\(name.text)`", name, kind.parameters, code: "R0307")
        }
        continue
      }
      if arguments.updateValue(argument.value, forKey: role) != nil {
        let _: Expr? = fail("R0307", "`\(label)` is given twice", at: argument.value.span)
      }
    }
    return arguments
  }

  /// Colour tells series apart, except in a heat map, where it is the value and the rows are `y`.
  private static func role(_ label: String, _ kind: ChartPlan.Kind) -> String? {
    switch (label, kind) {
    case ("colour", .heat), ("color", .heat): "y"
    case ("y", .heat), ("series", .heat): "series"
    case ("measure", .lorenz): "y"
    case ("x", .lorenz), ("y", .lorenz): nil
    case ("low", .step), ("high", .step): label
    case ("colour", _), ("color", _): "series"
    case ("x", _), ("y", _), ("series", _), ("title", _): label
    default: nil
    }
  }

  /// `low:` and `high:`, around one value.
  private func interval(
    _ arguments: [String: Expression], _ call: Call, _ scope: Scope, _ context: Context
  ) -> (low: NamedColumn, high: NamedColumn)? {
    guard arguments["low"] != nil || arguments["high"] != nil else { return nil }
    guard let low = arguments["low"], let high = arguments["high"], arguments["y"]?.items.count ?? 1 == 1 else {
      return fail(
        "R0307", "an interval has both `low:` and `high:`, around one value", at: (arguments["low"] ?? arguments["high"])?.span)
    }
    guard let lower = measure(low, of: call, scope, context), let upper = measure(high, of: call, scope, context) else {
      return nil
    }
    return (lower, upper)
  }

  /// A column shown, or a new one.
  private func chartColumn(_ node: Expression, _ scope: Scope, _ context: Context) -> NamedColumn? {
    let name = node.columnName
    if let known = shownColumns(scope).first(where: { $0.name == name }) { return known }
    guard let value = expression(node, context) else { return nil }
    let column = NamedColumn(name: name, id: scope.pipeline.column(for: value), type: value.type)
    keepCurrency(of: value, as: column.id)
    return column
  }

  private func measure(_ node: Expression, of call: Call, _ scope: Scope, _ context: Context) -> NamedColumn?
  {
    guard let column = chartColumn(node, scope, context) else { return nil }
    if column.type.isDrawn { return column }
    return fail(
      "R0241", "`\(column.name)` is \(column.type.article), and a chart draws numbers", at: node.span,
      help: ["count or add something up: `count()`, `sum(…)`"])
  }

  /// Amounts of several currencies have no common axis.
  private func isDrawable(_ column: NamedColumn, _ first: NamedColumn, at span: SourceSpan) -> Bool {
    if let currency = openMoney[column.id] {
      guard case .literal = currency else {
        return fail(
          "R0213", "`\(column.name)` may be in several currencies, which one axis cannot show", at: span,
          help: ["draw `convert(\(column.name), \"CNY\")`"]) ?? false
      }
    }
    guard let one = first.type.currency, let other = column.type.currency, one != other else { return true }
    return fail(
      "R0213", "`\(first.name)` is in \(one.code) and `\(column.name)` in \(other.code)", at: span,
      help: ["convert one: `convert(\(column.name), \"\(one.code)\")`"]) ?? false
  }

  private func constantText(_ node: Expression) -> String? {
    guard let text = parameterText(node) else {
      return fail("R0243", "a title is text in quotes", at: node.span)
    }
    return text
  }
}

extension ChartPlan.Kind {
  /// The roles of arguments without a name, in order.
  var places: [String] {
    switch self {
    case .heat: ["x", "y", "colour"]
    case .lorenz: ["measure", "series"]
    case .bar, .line, .step, .spark, .scatter: ["x", "y", "series"]
    }
  }

  /// Names of its arguments.
  package var parameters: [String] { places + (self == .step ? ["low", "high"] : []) + ["title"] }
}

extension ValueType {
  /// Whether its values have a length on paper.
  var isDrawn: Bool { isNumeric || self == .days }

  /// Whether its values have places along an axis.
  var isMeasured: Bool {
    switch self {
    case .day, .dateTime, .period: true
    default: isDrawn
    }
  }
}
