import RapportCatalog
import RapportSyntax
import RapportValues

extension Store {
  /// What can be asked about, in the order of the catalog.
  public var entities: [EntityDescription] { catalog.entities.map(EntityDescription.init) }

  /// The business rules of the catalog.
  public var rules: [RuleDescription] { catalog.rules.map { RuleDescription($0, in: catalog) } }
}

extension Session {
  /// What can be asked about, with what scripts declared.
  public var entities: [EntityDescription] { catalog.entities.map(EntityDescription.init) }

  /// The business rules, with those that scripts declared.
  public var rules: [RuleDescription] { catalog.rules.map { RuleDescription($0, in: catalog) } }
}

extension EntityDescription {
  init(_ entity: Entity) {
    self.init(
      name: entity.name, aliases: entity.labels.all, documentation: entity.documentation,
      fields: entity.fields.map { field in
        FieldDescription(
          name: field.name, aliases: field.labels.all, type: field.typeText,
          documentation: field.documentation)
      })
  }
}

extension ParameterDescription {
  init(_ declaration: ParameterDeclaration, value: String?) {
    let type = declaration.type
    let argument = type.argument.map { "(\($0))" } ?? ""
    self.init(
      name: declaration.name.text, type: (type.isList ? "list of " : "") + type.name.text + argument,
      defaultText: declaration.defaultValue.map { RapportSyntax.SourceText.text(of: $0) }, valueText: value)
  }
}
