import RapportCatalog
package import RapportSyntax
import RapportValues

/// A recurring list with what identifies it from run to run.
package struct ResolvedList: Sendable {
  /// Shows the list's columns and behind them the parts of its key that it does not show.
  package var query: ResolvedQuery
  /// Positions of the key among the columns.
  package var key: [Int]
  /// How many of the columns are shown.
  package var shownCount: Int
  /// The list and all it uses, in one canonical form: whoever changes any of it has another list.
  package var definition: String
  /// The values of the parameters it uses, by name, as they are written.
  package var parameters: [String: String]
}

/// The definitions and parameters that a list turned out to use.
struct ListIngredients {
  var definitions: [String: String] = [:]
  var parameters: [String: String] = [:]
}

extension Resolver {
  /// Resolves a recurring list. Its key tells the rows of one run from those of the next, so each part must be a
  /// column shown or, while rows keep their entity's key, a field of the row.
  package func resolve(_ list: ListDeclaration) -> ResolvedList? {
    let before = errorCount
    ingredients = ListIngredients()
    defer { ingredients = nil }
    checkKey(of: list)
    var hidden: [NamedColumn] = []
    let presented = present(PresentedQuery(list.query)) { scope in
      let shown = shownColumns(scope)
      for part in list.key where !shown.contains(where: { $0.name == part.text }) {
        guard let column = hiddenKey(part, scope, shown) else { return nil }
        hidden.append(column)
      }
      return finish(scope, hidden: hidden)
    }
    guard let query = presented else { return nil }
    let key = list.key.compactMap { part in query.columns.lastIndex { $0.name == part.text } }
    for (part, position) in zip(list.key, key) where !query.columns[position].type.canBeKey {
      let _: Expr? = fail(
        "R0210", "`\(part.text)` holds \(query.columns[position].type.article), which cannot tell rows apart",
        at: part.span)
    }
    guard errorCount == before, let used = ingredients else { return nil }
    return ResolvedList(
      query: query, key: key, shownCount: query.columns.count - hidden.count, definition: used.text(of: list),
      parameters: used.parameters)
  }

  private func checkKey(of list: ListDeclaration) {
    for (position, part) in list.key.enumerated() where list.key[..<position].contains(where: { $0.text == part.text }) {
      let _: Expr? = fail("R0320", "`\(part.text)` is in the key twice", at: part.span)
    }
  }

  private func hiddenKey(_ part: Name, _ scope: Scope, _ shown: [NamedColumn]) -> NamedColumn? {
    let field = Expression(.path([part]), span: part.span)
    guard let value = quietly({ self.expression(field, Context(scope: scope)) }) else {
      return unknown("the list has no column `\(part.text)`", part, shown.map(\.name))
    }
    return NamedColumn(name: part.text, id: scope.pipeline.column(for: value), type: value.type)
  }

  // MARK: - What a list is made of

  /// Remembers a definition that the list at hand uses.
  func use(_ name: String, _ text: () -> String) {
    guard ingredients != nil, ingredients?.definitions[name] == nil else { return }
    ingredients?.definitions[name] = text()
  }

  /// Remembers the value of a parameter that the list at hand uses.
  func use(parameter name: String, _ value: @autoclosure () -> String) {
    guard ingredients != nil else { return }
    ingredients?.parameters[name] = value()
  }
}

extension ListIngredients {
  /// The rows of the list first, however they are drawn or written, then what it uses by name, a line each.
  func text(of list: ListDeclaration) -> String {
    let key = list.key.map { SourceText.name($0.text) }.joined(separator: ", ")
    let head = "list \(SourceText.quoted(list.title)) by \(key) = \(SourceText.text(of: PresentedQuery(list.query).rows))"
    return ([head] + definitions.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }).joined(separator: "\n")
  }
}

extension Definition {
  /// Its parameters and its body.
  var usedText: String {
    let parameters = parameters.map { parameter in
      let fallback = parameter.defaultValue.map { " = \(SourceText.text(of: $0))" }
      return "$\(parameter.name.text): \(parameter.type.name.text)\(fallback ?? "")"
    }
    return "(\(parameters.joined(separator: ", "))) \(SourceText.text(of: body))"
  }
}

extension Rule {
  /// Its parameters and branches.
  var usedText: String {
    let parameters = declaration.parameters.map { parameter in
      "$\(parameter.name.text)\(parameter.defaultValue.map { " = \(SourceText.text(of: $0))" } ?? "")"
    }
    let branches = declaration.branches.map {
      "when \(SourceText.text(of: $0.condition)) then \(SourceText.text(of: $0.value))"
    }
    let last = declaration.otherwise.map { ["else \(SourceText.text(of: $0))"] } ?? []
    return (parameters + branches + last).joined(separator: " ")
  }
}

extension ValueType {
  /// Rows of two runs can be matched by a value of this type: not by lists, nor by numbers that may differ in their
  /// last digits.
  fileprivate var canBeKey: Bool {
    switch self {
    case .list, .float: false
    default: true
    }
  }
}
