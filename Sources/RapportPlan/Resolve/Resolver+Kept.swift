import RapportSyntax
import RapportValues

extension Resolver {
  /// `kept("unseen", on: D, region: "East")`: the rows of a kept run. Looking back, runs kept later do not exist.
  func kept(_ call: Call, _ outer: Context?) -> Scope? {
    guard let request = request(call, outer), let host else { return nil }
    let kept: KeptRelation
    do {
      guard let found = try host.keptRun(request) else {
        noteUnchecked("`kept(\(SourceText.quoted(request.list)))` and what uses its columns", at: call.span)
        return nil
      }
      kept = found
    } catch {
      var problem = error as? Diagnostic ?? Diagnostic(code: "R0506", "\(error)", at: nil)
      problem.span = call.span
      report(problem)
      return nil
    }
    let columns = kept.columns.map { column in
      FileScan.FileColumn(id: allocate(), type: column.type, position: column.position, privacy: column.privacy)
    }
    let pipeline = Pipeline(.relation(.file(FileScan(kept.origin, columns: columns)))) { [unowned self] in allocate() }
    let scope = Scope(pipeline: pipeline, row: nil)
    let named = zip(kept.columns, columns).map { NamedColumn(name: $0.name, id: $1.id, type: $1.type) }
    scope.replaceRow(by: named, order: [])
    return scope
  }

  private func request(_ call: Call, _ outer: Context?) -> KeptRunRequest? {
    var arguments = call.arguments[...]
    guard let first = arguments.popFirst(), first.label == nil,
      case .literal(.text(let list)) = first.value.unwrapped.kind
    else {
      return fail(
        "R0307", "`kept` begins with the title of a list in double quotes", at: call.span,
        help: ["for example `kept(\"unseen\")` or `kept(\"unseen\", on: 2026-01-31)`"])
    }
    var request = KeptRunRequest(list: list, day: horizon, parameters: [:])
    for argument in arguments {
      guard let label = argument.label else {
        return fail(
          "R0307", "`kept` takes a title, `on: date`, and values of parameters by their names",
          at: argument.value.span)
      }
      if label.text == "on" {
        guard let day = constantDay(argument.value, outer, for: "on:") else { return nil }
        request.day = min(day, horizon ?? day)
      } else {
        guard let value = parameterText(argument.value, outer) else { return nil }
        request.parameters[label.text] = value
      }
    }
    return request
  }

  /// A value as kept runs write the values of their parameters.
  private func parameterText(_ node: Expression, _ outer: Context?) -> String? {
    guard case .parameter(let name) = node.unwrapped.kind else { return SourceText.text(of: node.unwrapped) }
    return argument(name, outer ?? nowhere).map { SourceText.text(of: $0.expression.unwrapped) }
  }

  /// A place without a row.
  private var nowhere: Context {
    Context(scope: Scope(pipeline: Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() }, row: nil))
  }
}

extension Query {
  /// The whole relation that a call stands for.
  init(_ call: Call) {
    self.init(source: Query.Source(.call(call), span: call.span), clauses: [], span: call.span)
  }
}
