import RapportCatalog
package import RapportSyntax
import RapportValues

extension Resolver {
  /// Checks a parameter where it is declared: its type, its default and the value given from outside.
  package func check(_ declaration: ParameterDeclaration) -> Bool {
    let type = declaration.type
    guard isKnown(type) else { return false }
    if let value = declaration.defaultValue, !fits(value, type) {
      report(
        Diagnostic(
          code: "R0305",
          "`\(SourceText.text(of: value))` is not \(Self.article(type)) for `$\(declaration.name.text)`",
          at: value.span))
      return false
    }
    if let value = declaration.defaultValue, let allowed = declaration.allowed,
      !allowed.contains(where: { ParameterText.comparable($0) == ParameterText.comparable(value) })
    {
      report(
        Diagnostic(
          code: "R0306", "`$\(declaration.name.text)` may not be `\(SourceText.text(of: value))`",
          at: value.span,
          help: ["allowed: " + allowed.map { SourceText.text(of: $0) }.joined(separator: ", ")]))
      return false
    }
    guard let given = environment.givenValues[declaration.name.text] else { return true }
    guard let value = parameterValue(declaration, at: declaration.name.span) else { return false }
    if fits(value, type) { return true }
    var help: [String] = []
    if case .enumeration(let values)? = valueType(of: type) { help = [enumHelp(values)] }
    report(
      Diagnostic(
        code: "R0305", "`\(given)` is not \(Self.article(type)) for `$\(declaration.name.text)`",
        at: declaration.name.span, help: help))
    return false
  }

  private func isKnown(_ type: TypeExpression) -> Bool {
    let name = type.name.text
    if name == "period" || valueType(of: type) != nil || catalog.entity(name) != nil { return true }
    let known = ParameterText.builtIn.sorted() + catalog.enums.map(\.name)
    let _: Expr? = unknown("there is no type `\(name)`", type.name, known, code: "R0322")
    return false
  }

  /// The type in words: `an integer`, `a list of code`.
  static func article(_ type: TypeExpression) -> String {
    let name = type.name.text
    if type.isList { return "a list of \(name)" }
    switch name {
    case "text", "code", "money": return name
    case "bool", "boolean": return "true or false"
    default: return name.first.map { "aeiou".contains($0) } ?? false ? "an \(name)" : "a \(name)"
    }
  }

  /// Whether a default is of its parameter's type.
  private func fits(_ node: Expression, _ type: TypeExpression) -> Bool {
    if case .literal(.missing) = node.unwrapped.kind { return true }
    if type.isList {
      var element = type
      element.isList = false
      if case .list(let values) = node.unwrapped.kind { return values.allSatisfy { fits($0, element) } }
      return fits(node, element)
    }
    let nothing = Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() }
    let nowhere = Context(scope: Scope(pipeline: nothing, row: nil))
    switch type.name.text {
    case "period", "date": return quietly { self.period(node, nowhere) } != nil
    case "duration": return durationSpan(node, nowhere) != nil || constant(node, nowhere)?.type == .days
    default: break
    }
    guard let wanted = valueType(of: type) else { return true }
    if case .enumeration(let values) = wanted, let word = node.bareWord {
      return quietly { self.enumWord(word, values, nowhere) } != nil
    }
    guard let found = constant(node, nowhere, expecting: wanted)?.type else { return false }
    switch wanted {
    case .integer: return found == .integer
    case .bool: return found == .bool
    case .text, .code: return found.isTextual
    case .enumeration: return found == wanted
    default: return wanted.isNumeric ? found.isNumeric : Self.join(wanted, found) != nil
    }
  }

  private func constant(_ node: Expression, _ context: Context, expecting: ValueType? = nil) -> Expr? {
    quietly { self.expression(node, context, expecting: expecting) }
  }
}
