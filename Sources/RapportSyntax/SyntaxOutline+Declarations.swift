extension SyntaxOutline {
  static func outline(_ parameter: ParameterDeclaration) -> String {
    node(
      "param", outline(parameter.name), outline(parameter.type),
      parameter.defaultValue.map { node("default", outline($0)) } ?? "",
      parameter.allowed.map { node("in", $0.map(outline)) } ?? "")
  }

  static func outline(_ type: TypeExpression) -> String {
    let argument = type.argument.map { "<\($0)>" } ?? ""
    return (type.isList ? "list-of-" : "") + outline(type.name) + argument
  }

  static func outline(_ labelled: Labelled) -> String {
    ([labelled.name] + labelled.aliases).map(outline).joined(separator: "/")
  }

  static func outline(_ rule: RuleDeclaration) -> String {
    node(
      "rule",
      [outline(rule.name), outline(rule.entity)] + (rule.target.map { [node("sets", outline($0))] } ?? [])
        + ["v\(rule.version)"] + rule.parameters.map(outline)
        + rule.branches.map(outline) + (rule.otherwise.map { [node("else", outline($0))] } ?? []))
  }

  static func outline(_ enumeration: EnumDeclaration) -> String {
    let values = enumeration.values.map { documented(outline($0.name), $0.documentation) }
    let groups = enumeration.groups.map { node("group", outline($0.name), names($0.members)) }
    return node("enum", [outline(enumeration.name), enumeration.isOrdered ? "ordered" : ""] + values + groups)
  }

  static func outline(_ entity: EntityDeclaration) -> String {
    node(
      "entity",
      [
        outline(entity.name), entity.table.map { node("from", SourceText.quoted($0)) } ?? "",
        entity.key.isEmpty ? "" : node("key", entity.key.map(outline)),
        entity.label.map { node("label", outline($0)) } ?? "",
      ] + entity.fields.map(outline))
  }

  static func outline(_ field: FieldDeclaration) -> String {
    let modifiers = field.modifiers.map(\.rawValue).sorted().joined(separator: " ")
    return documented(
      node("field", outline(field.name), outline(field.kind), modifiers), field.documentation)
  }

  private static func outline(_ kind: FieldDeclaration.Kind) -> String {
    switch kind {
    case .column(let type, let from, let map, let currency):
      let mapping = map.map { node("=", outline($0.name), outline($0.stored)) }
      return node(
        "column",
        [outline(type), from.map { node("from", outline($0)) } ?? ""] + mapping
          + [currency.map { node("currency", outline($0)) } ?? ""])
    case .toOne(let entity, let by): return node("one", outline(entity), names(by))
    case .toMany(let entity, let by): return node("many", outline(entity), names(by))
    case .derived(let type, let value): return node("derived", outline(type), outline(value))
    case .rule(let type, let rule): return node("by-rule", outline(type), outline(rule))
    }
  }

  private static func documented(_ text: String, _ documentation: String?) -> String {
    documentation.map { "(doc \(SourceText.quoted($0)) \(text))" } ?? text
  }
}
