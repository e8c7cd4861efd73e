package import RapportSyntax
import RapportValues

/// What a text with parameters in it is for.
private enum FilledText { case file, title }

/// A title with its parameters filled in.
package struct ResolvedTitle: Hashable, Sendable {
  package var text: String
  /// In other languages: Simplified, then Traditional where it differs.
  package var labels: [String]
}

extension Resolver {
  /// A title and its labels, in which `$name` and `${name}` stand for parameters.
  package func resolve(_ title: Title) -> ResolvedTitle? {
    guard let text = filled(title.text, for: .title, at: title.span) else { return nil }
    var labels: [String] = []
    for label in title.labels {
      guard let text = filled(label.text, for: .title, at: label.span) else { return nil }
      labels.append(text)
    }
    return ResolvedTitle(text: text, labels: labels)
  }

  /// The file that `| to` names: text in quotes in which `$name` and `${name}` stand for parameters, or a
  /// parameter.
  func fileTarget(_ node: Expression, at span: SourceSpan) -> FileTarget? {
    let before = errorCount
    var path: String?
    switch node.unwrapped.kind {
    case .literal(.text(let text)): path = filled(text, for: .file, at: node.span)
    case .parameter: path = parameterText(node)
    default: break
    }
    guard errorCount == before else { return nil }
    guard let path, !path.isEmpty else {
      return fail(
        "R0243", "the name of a file is expected", at: node.span,
        help: ["write it in quotes: `| to \"list.csv\"`; `$name` inside stands for a parameter"])
    }
    if let bad = path.unicodeScalars.first(where: Self.isInvisible) {
      return fail("R0243", "the name of the file holds \(Self.name(of: bad))", at: node.span)
    }
    return FileTarget(path: path, span: span)
  }

  /// The text of a constant or a parameter, as a person would write it; nil for lists and what has errors.
  func parameterText(_ node: Expression) -> String? {
    guard case .parameter(let name) = node.unwrapped.kind else {
      guard case .literal(.text(let text)) = node.unwrapped.kind else { return nil }
      return text
    }
    let nowhere = Context(
      scope: Scope(
        pipeline: Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() },
        row: nil))
    guard let argument = argument(name, nowhere) else { return nil }
    if argument.type?.isList == true {
      return fail("R0243", "`$\(name.text)` is a list, which has no place in a name", at: node.span)
    }
    if argument.type?.name.text == "date" {
      return period(argument.expression, nowhere)?.start?.description
    }
    return ParameterText.comparable(argument.expression)
  }

  private func filled(_ text: String, for purpose: FilledText, at span: SourceSpan) -> String? {
    var filled = ""
    var rest = text.unicodeScalars[...]
    while let next = rest.popFirst() {
      guard next == "$" else {
        filled.unicodeScalars.append(next)
        continue
      }
      if rest.first == "$" {
        rest.removeFirst()
        filled += "$"
        continue
      }
      guard let name = Self.takeName(&rest) else {
        filled += "$"
        continue
      }
      guard let value = value(of: name, for: purpose, at: span) else { return nil }
      filled += value
    }
    return filled
  }

  /// `name` or `{name}` behind a dollar sign.
  private static func takeName(_ rest: inout Substring.UnicodeScalarView) -> String? {
    var inside = rest
    let isBraced = inside.first == "{"
    if isBraced { inside.removeFirst() }
    let name = inside.prefix { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" }
    guard let first = name.first, first.properties.numericType == nil || first.properties.isAlphabetic else {
      return nil
    }
    inside = inside[name.endIndex...]
    if isBraced {
      guard inside.popFirst() == "}" else { return nil }
    }
    rest = inside
    return String(name)
  }

  /// A parameter's value as part of a text; of a file's name it must not lead into another directory, nor hide anything.
  private func value(of name: String, for purpose: FilledText, at span: SourceSpan) -> String? {
    if name == "today", environment.parameters[name] == nil { return today.description }
    let parameter = Expression(.parameter(Name(name, span: span)), span: span)
    // Who reads the title later does not know when `last quarter` was.
    if purpose == .title, let days = days(of: parameter) { return days.description }
    guard let text = parameterText(parameter) else { return nil }
    if purpose == .title { return text }
    let problem: String? =
      if text.isEmpty { "is empty" } else if text == "." || text == ".." {
        "is `\(text)`"
      } else if text.contains("/") {
        "holds `/`"
      } else { text.unicodeScalars.first(where: Self.isInvisible).map { "holds \(Self.name(of: $0))" } }
    guard let problem else { return text }
    return fail(
      "R0243", "`$\(name)` \(problem), which cannot be part of a file's name", at: span,
      help: ["a parameter that is the whole name may hold `/`: `| to $\(name)`"])
  }

  /// The days that a parameter of type `period` stands for.
  private func days(of node: Expression) -> Period? {
    guard case .parameter(let name) = node.kind, environment.parameters[name.text]?.type.name.text == "period",
      environment.parameters[name.text]?.type.isList == false
    else { return nil }
    let nowhere = Context(
      scope: Scope(
        pipeline: Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() },
        row: nil))
    return quietly { self.period(node, nowhere) }
  }

  /// Control characters and marks that change how a text is read.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "the character U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
