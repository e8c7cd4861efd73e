package import RapportCatalog
import RapportSyntax
import RapportValues

/// What a column is called in each language: one that is a field, or a path to one, as the catalog says, one with a name of
/// the query's own as the query says.
package struct Heading: Hashable, Sendable {
  /// The catalog's names, or those the query gives.
  package var english: String
  package var labels: Labels
  /// The query gives them, so that they are names of the column in what follows.
  package var isGiven = false
}

extension Heading {
  /// Of a column that has a name of the query's own; nil if the query has no labels for it.
  init?(_ name: String, _ labels: [Name]) {
    guard let simplified = labels.first else { return nil }
    self.init(
      english: name, labels: Labels(simplified: simplified.text, traditional: labels.dropFirst().first?.text),
      isGiven: true)
  }

  /// Of the column that holds the currency of an amount.
  var ofCurrency: Heading {
    Heading(
      english: english + "_currency",
      labels: Labels(
        simplified: labels.simplified.map { $0 + "币种" },
        traditional: (labels.traditional ?? labels.simplified).map { $0 + "幣別" }))
  }
}

extension Resolver {
  /// The heading of a column that is selected.
  func heading(of item: SelectItem, name: String, _ context: Context) -> Heading? {
    item.name == nil ? heading(of: item.value, name: name, context) : Heading(name, item.labels)
  }

  /// The heading of the column that a pivot makes of a value of its key.
  func heading(ofPivoted value: Value, _ type: ValueType, name: String) -> Heading? {
    if value == .missing {
      return Heading(english: name, labels: Labels(simplified: "未知"))
    }
    guard case .enumeration(let type) = type, case .text(let word) = value,
      let known = catalog.enumeration(type.name), known.type == type, let declared = known.value(word)
    else { return nil }
    return Heading(english: name, labels: declared.labels)
  }

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
