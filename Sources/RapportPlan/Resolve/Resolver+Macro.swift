import RapportSyntax
import RapportValues

/// Functions over relations that stand for clauses of the language.
extension Resolver {
  /// Applies the clauses of a text to the rows before a call; what is wrong in them is told at the call.
  ///
  /// - Returns: whether all of them could be applied.
  @discardableResult
  func expand(_ call: Call, into text: String, _ scope: Scope, _ outer: Context?) -> Bool {
    let name = call.name.text
    let (script, problems) = Parse.parse("rows " + text)
    guard problems.isEmpty, case .query(let query)? = script.statements.first?.kind else {
      let _: Expr? = fail("R0519", "`\(name)` cannot read its arguments", at: call.span)
      return false
    }
    let (mark, before) = (diagnosticsMark, errorCount)
    let _: Bool? = splice("| \(name)", at: call.span) {
      for clause in query.clauses where errorCount == before { apply(clause, to: scope, outer) }
      return true
    }
    relocateDiagnostics(since: mark, to: call.span, within: name)
    return errorCount == before
  }

  /// The value of a text in the row at hand.
  func expand(_ call: Call, expression text: String, _ context: Context, expecting: ValueType?) -> Expr? {
    let name = call.name.text
    guard let node = Self.parsed(text) else { return fail("R0519", "`\(name)` cannot read its arguments", at: call.span) }
    let mark = diagnosticsMark
    let value = splice(name, at: call.span) { expression(node, context, expecting: expecting) }
    relocateDiagnostics(since: mark, to: call.span, within: name)
    return value
  }

  /// Whether a text means something in the rows of a scope.
  func means(_ text: String, _ scope: Scope) -> Bool {
    guard let node = Self.parsed(text) else { return false }
    return quietly { expression(node, Context(scope: scope)) } != nil
  }

  static func parsed(_ text: String) -> Expression? {
    let (node, problems) = Parse.expression(text)
    return problems.isEmpty ? node : nil
  }

  /// The arguments of a call by their names; nil if one has none, is given twice or is none of those allowed.
  ///
  /// - Parameter example: a call that is right.
  func labelled(_ call: Call, allowed: [String]?, example: String) -> [String: Expression]? {
    var found: [String: Expression] = [:]
    for argument in call.arguments {
      guard let label = argument.label else {
        return fail(
          "R0307", "`\(call.name.text)` takes its arguments by name", at: argument.value.span,
          help: ["for example `\(example)`"])
      }
      if let allowed, !allowed.contains(label.text) {
        return unknown("`\(call.name.text)` has no parameter `\(label.text)`", label, allowed, code: "R0307")
      }
      guard found.updateValue(argument.value, forKey: label.text) == nil else {
        return fail("R0307", "`\(label.text)` is given twice", at: label.span)
      }
    }
    return found
  }

  /// A constant number as text of the language; `fallback` where the argument is not given.
  func constantText(
    _ node: Expression?, _ name: String, in range: ClosedRange<Double>, otherwise fallback: String, _ context: Context
  ) -> String? {
    guard let node else { return fallback }
    var number: Double?
    if case .literal(let value, _)? = quietly({ expression(node, context) }) {
      switch value {
      case .integer(let whole): number = Double(whole)
      case .decimal(let decimal): number = decimal.toDouble()
      default: break
      }
    }
    guard let number, range.contains(number) else {
      return fail("R0307", "`\(name):` is a number from \(Self.shown(range.lowerBound)) to \(Self.shown(range.upperBound))",
        at: node.span)
    }
    return "(\(SourceText.text(of: node)))"
  }

  private static func shown(_ number: Double) -> String {
    Int64(exactly: number).map { String($0) } ?? String(number)
  }

  /// Keys to group by: one, or several in brackets.
  func keyTexts(_ node: Expression?) -> [String] {
    guard let node else { return [] }
    if case .list(let nodes) = node.kind { return nodes.map(SourceText.text(of:)) }
    return [SourceText.text(of: node)]
  }
}
