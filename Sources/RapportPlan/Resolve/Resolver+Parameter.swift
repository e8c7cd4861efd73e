import RapportCatalog
import RapportSyntax
import RapportValues

extension Resolver {
  /// The value of a script parameter as an expression: the given text read as its type, else the default.
  func parameterValue(_ declaration: ParameterDeclaration, at span: SourceSpan) -> Expression? {
    let name = declaration.name.text
    guard let given = environment.givenValues[name] else {
      if let value = declaration.defaultValue { return value }
      return fail(
        "R0304", "parameter `$\(name)` has no value", at: span,
        help: ["give it with `--set \(name)=…`"] + parameterList())
    }
    guard let value = ParameterText.expression(given, as: declaration.type, at: span) else {
      return fail(
        "R0305", "`\(given)` is not \(Self.article(declaration.type)) for `$\(name)`",
        at: span, help: parameterList())
    }
    if let allowed = declaration.allowed {
      let texts = allowed.map { ParameterText.comparable($0) }
      if !texts.contains(ParameterText.comparable(value)) {
        let list = allowed.map { SourceText.text(of: $0) }.joined(separator: ", ")
        return fail("R0306", "`$\(name)` may not be `\(given)`", at: span, help: ["allowed: \(list)"])
      }
    }
    return value
  }

  /// Every parameter of the script with type and default, for the error about a missing one.
  private func parameterList() -> [String] {
    environment.parameters.values.sorted { $0.name.span.start < $1.name.span.start }.map { declaration in
      let type = (declaration.type.isList ? "list of " : "") + declaration.type.name.text
      let given = environment.givenValues[declaration.name.text].map { " (given: \($0))" }
      let fallback = declaration.defaultValue.map { " = \(SourceText.text(of: $0))" }
      return "$\(declaration.name.text): \(type)\(given ?? fallback ?? " (no default)")"
    }
  }
}

/// Reads a parameter's value given as text on a command line.
enum ParameterText {
  static func expression(_ text: String, as type: TypeExpression, at span: SourceSpan) -> Expression? {
    if type.isList {
      var element = type
      element.isList = false
      let parts =
        text.isEmpty
        ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)) }
      var values: [Expression] = []
      for part in parts {
        guard let value = expression(part, as: element, at: span) else { return nil }
        values.append(value)
      }
      return Expression(.list(values), span: span)
    }
    switch type.name.text {
    case "text", "code": return Expression(.literal(.text(text)), span: span)
    default:
      let (expression, problems) = Parse.expression(text)
      guard let parsed = expression, problems.isEmpty, isConstant(parsed, of: type) else { return nil }
      var placed = parsed
      placed.span = span
      // A word's place in the given text means nothing in the script.
      if case .path(let names) = parsed.kind { placed.kind = .path(names.map { Name($0.text, span: span) }) }
      return placed
    }
  }

  /// A form by which a given and an allowed value can be compared: text without quotes.
  static func comparable(_ node: Expression) -> String {
    if case .literal(.text(let text)) = node.unwrapped.kind { return text }
    return SourceText.text(of: node.unwrapped)
  }

  /// Types whose values are no bare words; all others are enums.
  static let builtIn: Set<String> = [
    "text", "code", "integer", "number", "decimal", "money", "bool", "boolean", "date", "datetime",
    "duration",
    "period",
  ]

  private static func isConstant(_ node: Expression, of type: TypeExpression) -> Bool {
    switch (node.unwrapped.kind, type.name.text) {
    case (.negate(let inner), "integer"), (.negate(let inner), "number"), (.negate(let inner), "decimal"),
      (.negate(let inner), "money"):
      return isConstant(inner, of: type)
    case (.literal(.integer), "integer"), (.literal(.integer), "number"), (.literal(.integer), "decimal"),
      (.literal(.integer), "money"), (.literal(.decimal), "number"), (.literal(.decimal), "decimal"),
      (.literal(.decimal), "money"), (.literal(.boolean), "bool"), (.literal(.boolean), "boolean"),
      (.literal(.date), "date"), (.literal(.dateTime), "datetime"), (.literal(.duration), "duration"),
      (.period, "date"), (.period, "period"), (.literal(.integer), "period"), (.literal(.date), "period"):
      return true
    case (.path(let names), let type): return names.count == 1 && !builtIn.contains(type)
    default: return false
    }
  }

  private static func trimmed(_ text: String) -> String {
    var characters = Substring(text)
    while characters.first == " " { characters.removeFirst() }
    while characters.last == " " { characters.removeLast() }
    return String(characters)
  }
}
