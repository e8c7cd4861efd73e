import RapportCatalog
import RapportSyntax
import RapportValues

/// Help made from a catalog: its doc comments, formulas and values.
struct CatalogHelp {
  let catalog: Catalog

  /// Entities, enums and rules.
  func declarations(named name: String) -> [HelpTopic] {
    [
      catalog.entity(name).map(topic(of:)), catalog.enumeration(name).map(topic(of:)),
      catalog.rule(name).map(topic(of:)),
    ].compactMap(\.self)
  }

  /// Fields and enum values, wherever they are.
  func members(named name: String) -> [HelpTopic] {
    let fields = catalog.entities.compactMap { entity in
      entity.field(name).map { topic(of: $0, path: entity.name + "." + $0.name, in: entity) }
    }
    return fields + catalog.enums.compactMap { value(name, of: $0) }
  }

  /// `accounts.owner.region`, `credit.high`
  func path(_ names: [String]) -> HelpTopic? {
    guard let first = names.first else { return nil }
    if names.count == 2, let enumeration = catalog.enumeration(first),
      let value = value(names[1], of: enumeration)
    {
      return value
    }
    guard var entity = catalog.entity(first) else { return nil }
    for (position, name) in names.enumerated().dropFirst() {
      guard let field = entity.field(name) else { return nil }
      if position == names.count - 1 {
        return topic(of: field, path: names.joined(separator: "."), in: entity)
      }
      guard let next = field.target.flatMap(catalog.entity) else { return nil }
      entity = next
    }
    return nil
  }

  // MARK: - Topics

  func topic(of entity: Entity) -> HelpTopic {
    let (summary, rest) = Self.split(entity.documentation)
    let fields = entity.fields.map { RapportSyntax.SourceText.name($0.name) }.joined(separator: ", ")
    return HelpTopic(
      .entity, entity.name, aliases: entity.labels.all, summary: summary,
      details: rest + ["fields: " + fields],
      example: "\(RapportSyntax.SourceText.name(entity.name)) take 3")
  }

  func topic(of enumeration: Enumeration) -> HelpTopic {
    let (summary, rest) = Self.split(enumeration.documentation)
    let separator = enumeration.type.isOrdered ? " < " : ", "
    let values = "values: " + enumeration.values.map(\.name).joined(separator: separator)
    let groups = enumeration.groups.map { "group \($0.name): " + $0.members.joined(separator: ", ") }
    return HelpTopic(
      .enum, enumeration.name, aliases: enumeration.labels.all, summary: summary,
      details: rest + [values] + groups)
  }

  func topic(of rule: Rule) -> HelpTopic {
    let (summary, rest) = Self.split(rule.documentation)
    return HelpTopic(
      .rule, rule.name, aliases: rule.labels.all,
      signature: "\(rule.name) for \(rule.entity) version \(rule.version)",
      summary: summary, details: rest)
  }

  private func value(_ name: String, of enumeration: Enumeration) -> HelpTopic? {
    let title = "\(enumeration.name).\(name)"
    if let value = enumeration.value(name) {
      let (summary, rest) = Self.split(value.documentation)
      return HelpTopic(
        .value, title, aliases: value.labels.all, summary: summary,
        details: rest + ["a value of \(enumeration.name)"])
    }
    return enumeration.group(name).map { group in
      HelpTopic(
        .value, title, aliases: group.labels.all,
        details: ["a group of \(enumeration.name): " + group.members.joined(separator: ", ")])
    }
  }

  private func topic(of field: Field, path: String, in entity: Entity) -> HelpTopic {
    let (summary, rest) = Self.split(field.documentation)
    var details = rest
    switch field.kind {
    case .derived(let formula): details.append("= " + RapportSyntax.SourceText.text(of: formula))
    case .rule(let rule): details.append("= rule " + rule)
    case .stored, .toOne, .toMany: break
    }
    let notes = [
      (field.isPrimary, "the date that periods mean"), (field.isTracked, "changes are tracked"),
      (field.isPersonal, "personal data"), (field.isSensitive, "sensitive"),
    ].filter(\.0).map(\.1)
    if !notes.isEmpty { details.append(notes.joined(separator: ", ")) }
    return HelpTopic(
      .field, path, aliases: field.labels.all, signature: "\(path): \(field.typeText)", summary: summary,
      details: details, example: example(of: field, in: entity))
  }

  /// A query that shows the field beside what names its row.
  private func example(of field: Field, in entity: Entity) -> String {
    let name = RapportSyntax.SourceText.name(field.name)
    let value = if case .toMany = field.kind { "count(\(name))" } else { name }
    let label =
      entity.label.flatMap { $0 == field.name ? nil : RapportSyntax.SourceText.name($0) + ", " } ?? ""
    return "\(RapportSyntax.SourceText.name(entity.name)) select \(label)\(value) take 3"
  }

  /// The first line of a doc comment, and the others.
  private static func split(_ documentation: String?) -> (String, [String]) {
    let lines = (documentation ?? "").split(separator: "\n").map(String.init)
    return (lines.first ?? "", Array(lines.dropFirst()))
  }
}

extension Field {
  /// The entity that a relation leads to.
  var target: String? {
    switch kind {
    case .toOne(let entity, _), .toMany(let entity, _): entity
    case .stored, .derived, .rule: nil
    }
  }

  /// The type in the language's words: `money(CNY)`, `credit`, `many orders`.
  var typeText: String {
    switch kind {
    case .toOne(let entity, _): entity
    case .toMany(let entity, _): "many \(entity)"
    case .stored, .derived, .rule: type.description
    }
  }
}
