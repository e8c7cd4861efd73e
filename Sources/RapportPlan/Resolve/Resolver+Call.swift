import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  static let aggregateNames: Set<String> = [
    "count", "sum", "initial", "avg", "min", "max", "median", "percentile", "rhythm", "regularity", "log_gap", "stddev", "gini", "hhi", "pareto", "any",
    "no", "every", "first", "last", "list",
  ]
  static let windowNames: Set<String> = [
    "rank", "share", "running", "previous", "ntile", "decile", "cumulative_share", "abc", "pyramid", "score",
    "score_of_small",
  ]

  func call(_ call: Call, _ node: Expression, _ context: Context, expecting: ValueType?) -> Expr? {
    let name = call.name.text
    if let result = definitionCall(call, context, expecting: expecting) {
      noteReading(node, result.value, context)
      return result.value
    }
    if Self.windowNames.contains(name) { return window(call, node, context) }
    if Self.aggregateNames.contains(name), !isScalarExtreme(call) {
      let value = aggregate(call, node, context)
      noteReading(node, value, context)
      return value
    }
    if let function = ScalarFunction.all[name] { return scalar(function, call, node, context, expecting: expecting) }
    if name == "convert" { return exchange(call, context) }
    if Self.modelFunctions.contains(name) { return modelFunction(call, context) }
    if name == "churned" { return churned(call, context, expecting: expecting) }
    if name == "loyalty_type" { return loyaltyType(call, context, expecting: expecting) }
    if name == "kept" {
      return fail(
        "R0211", "`kept(…)` is a relation", at: call.span,
        help: ["aggregate or quantify it: `count(\(SourceText.text(of: call)))`, or test `id in \(SourceText.text(of: call))`"])
    }
    let known = ["convert", "churned", "loyalty_type"] + Array(ScalarFunction.all.keys) + Self.aggregateNames
      + Self.windowNames + Self.modelFunctions
    return unknown("there is no function `\(name)`", call.name, known.sorted(), code: "R0108")
  }

  /// `min(a, b)` compares values of one row.
  func isScalarExtreme(_ call: Call) -> Bool {
    (call.name.text == "min" || call.name.text == "max") && call.arguments.count > 1
  }

  // MARK: - Definitions

  private struct Spliced { var value: Expr? }

  /// A call of a `def`, spliced; nil if the name is no definition.
  private func definitionCall(_ call: Call, _ context: Context, expecting: ValueType?) -> Spliced? {
    let name = call.name.text
    let own = context.row.flatMap { environment.definitions[$0.entity.name]?[name] }
    guard let definition = own ?? environment.definitions[""]?[name] else {
      let elsewhere = environment.definitions.filter { $0.key != "" && $0.value[name] != nil }.map(\.key).sorted()
      if let entity = elsewhere.first, ScalarFunction.all[name] == nil, !Self.aggregateNames.contains(name) {
        return Spliced(value: fail("R0109", "`\(name)` is defined for \(entity), not for this row", at: call.name.span))
      }
      return nil
    }
    guard let arguments = bind(call, to: definition.parameters, context) else { return Spliced(value: nil) }
    use("def \(definition.entity.map { "\($0.text)." } ?? "")\(name)") { definition.usedText }
    let inner = context.spliced(into: context.row, arguments: arguments)
    let place = "\(definition.entity.map { "\($0.text)." } ?? "")\(name)"
    let resolve = {
      self.splice(place, at: call.span) { self.expression(definition.body, inner, expecting: expecting) }
    }
    guard let row = context.row, definition.parameters.isEmpty else { return Spliced(value: resolve()) }
    return Spliced(value: shared("def \(place)", of: row, expecting: expecting, context.scope, resolve))
  }

  private func bind(_ call: Call, to parameters: [ParameterDeclaration], _ context: Context) -> [String: Context.Argument]? {
    var bound: [String: Context.Argument] = [:]
    var positional = call.arguments.filter { $0.label == nil }[...]
    for parameter in parameters {
      let name = parameter.name.text
      if let labelled = call.arguments.first(where: { $0.label?.text == name }) {
        bound[name] = Context.Argument(labelled.value, in: context, type: parameter.type)
      } else if let next = positional.popFirst() {
        bound[name] = Context.Argument(next.value, in: context, type: parameter.type)
      } else if let value = parameter.defaultValue {
        bound[name] = Context.Argument(value, in: nil, type: parameter.type)
      } else {
        return fail("R0307", "`\(call.name.text)` needs a value for `$\(name)`", at: call.span)
      }
    }
    if let extra = positional.first {
      return fail("R0307", "`\(call.name.text)` takes \(parameters.count) argument(s)", at: extra.value.span)
    }
    if let wrong = call.arguments.first(where: { label in
      label.label.map { name in !parameters.contains { $0.name.text == name.text } } ?? false
    })?.label {
      return unknown(
        "`\(call.name.text)` has no parameter `\(wrong.text)`", wrong, parameters.map(\.name.text), code: "R0307")
    }
    return bound
  }

  // MARK: - Windows

  private func window(_ call: Call, _ node: Expression, _ context: Context) -> Expr? {
    let name = call.name.text
    guard context.seesNames else {
      return fail("R0217", "`\(name)` works over the rows of a query and cannot be part of a definition", at: call.span)
    }
    guard let kind = windowKind(call, context), let argumentNode = call.arguments.last?.value else { return nil }
    guard var argument = expression(argumentNode, context) else { return nil }
    var per: [Expr] = []
    for key in call.per {
      guard let expr = partitionKey(key, context) else { return nil }
      per += expr
    }
    if kind.needsNumber, !argument.type.isNumeric {
      return fail("R0202", "`\(name)` needs a number, this is \(argument.type.article)", at: argumentNode.span)
    }
    let own = currencies(of: argument).first
    if name != "previous" {
      guard let checked = comparable(argument, by: per, context, at: argumentNode.span) else { return nil }
      argument = checked
    }
    let (function, type) = (kind.function, kind.type ?? argument.type)
    let result = append(function, argument, per, type, context)
    if let id = result.columnID, let own {
      if name == "running" { openMoney[id] = own }
      if name == "previous" { openMoney[id] = append(.previous, own, per, own.type, context) }
    }
    return result
  }

  func append(_ function: Window.Function, _ argument: Expr?, _ per: [Expr], _ type: ValueType, _ context: Context) -> Expr {
    switch function {
    // What depends on the order of rows, or breaks ties by it.
    case .running, .previous, .ntile, .cumulativeShare: sortForWindow(context)
    default: break
    }
    let id = allocate()
    (context.after ?? context.scope).pipeline.append(
      .window([Window(id: id, function: function, argument: argument, per: per, type: type)]))
    return .column(id, type)
  }

  /// Puts rows into the query's order, groups into the order of their keys.
  private func sortForWindow(_ context: Context) {
    guard let group = context.group, let after = context.after else { return sortNow(context.scope) }
    guard !after.isSorted else { return }
    after.isSorted = true
    let keys = group.computedKeys.map { SortKey(value: .column($0.id, $0.value.type)) }
    if !keys.isEmpty { after.pipeline.append(.sort(keys)) }
  }

  /// A partition key: a value, or a row by its key.
  func partitionKey(_ node: Expression, _ context: Context) -> [Expr]? {
    if context.group == nil, case .path(let names) = node.unwrapped.kind,
      case .row(let row)? = rows(behind: names, context)
    {
      return key(of: row, context.scope)
    }
    return expression(node, context).map { [$0] }
  }
}
