package import RapportCatalog
import RapportSyntax

/// What a column that is a field, or a path to one, is called in each language; columns with a name of the query's own have
/// none.
package struct Heading: Hashable, Sendable {
  /// The catalog's names.
  package var english: String
  package var labels: Labels
}

extension Resolver {
  /// The heading of a column that nobody named.
  ///
  /// - Parameter name: what the column is called; it may be numbered.
  func heading(of node: Expression, name: String, _ context: Context) -> Heading? {
    guard case .path(let names) = node.unwrapped.kind, let first = names.first else { return nil }
    if context.seesNames, names.count == 1 {
      if let column = context.scope.column(named: first.text) { return column.heading }
      if let key = context.group?.keys.first(where: { $0.name == first.text }) { return key.heading }
    }
    guard var entity = context.row?.entity else { return nil }
    var heading = Heading(english: "", labels: Labels(simplified: "", traditional: ""))
    for (position, step) in names.enumerated() {
      guard let field = entity.field(step.text) else { return nil }
      heading.append(field)
      switch field.kind {
      case .toOne(let target, _), .toMany(let target, _):
        if position == names.count - 1 { break }
        guard let next = catalog.entity(target) else { return nil }
        entity = next
      case .stored, .derived, .rule: break
      }
    }
    let number = name.dropFirst(node.columnName.count)
    return heading.numbered(String(number))
  }

  /// The heading of a column that is a field of the row.
  func heading(of field: Field) -> Heading {
    var heading = Heading(english: "", labels: Labels(simplified: "", traditional: ""))
    heading.append(field)
    return heading
  }
}

extension Heading {
  /// One step further along a path.
  fileprivate mutating func append(_ field: Field) {
    let dot = english.isEmpty ? "" : "."
    english += dot + field.name
    let simplified = field.labels.simplified ?? field.name
    labels.simplified = (labels.simplified ?? "") + dot + simplified
    labels.traditional = (labels.traditional ?? "") + dot + (field.labels.traditional ?? simplified)
  }

  fileprivate func numbered(_ number: String) -> Heading {
    if number.isEmpty { return self }
    return Heading(
      english: english + number,
      labels: Labels(
        simplified: labels.simplified.map { $0 + number }, traditional: labels.traditional.map { $0 + number }))
  }
}
