import RapportSyntax

/// What must hold for a rule, apart from the types of its conditions.
enum RuleCheck {
  static func run(
    _ rule: RuleDeclaration, in source: inout some DeclarationSource, _ log: inout ProblemLog
  ) {
    if source.entity(rule.entity.text) == nil {
      log.unknown(
        CatalogCode.unknownEntity, "there is no entity `\(rule.entity.text)`", rule.entity,
        known: source.entityNames, kind: "entities")
    }
    if rule.branches.isEmpty {
      log.error(
        CatalogCode.empty, "rule `\(rule.name.name.text)` has no `when … then …`", at: rule.name.name.span)
    }
    log.checkNames(
      rule.parameters.map { Labelled(name: $0.name, aliases: []) }, of: "rule `\(rule.name.name.text)`",
      what: "parameters")
    for parameter in rule.parameters { _ = TypeResolver.resolve(parameter.type, in: &source, &log) }
  }
}

extension Rule {
  convenience init(_ declared: Declared<RuleDeclaration>, in source: inout some DeclarationSource) {
    let rule = declared.declaration
    self.init(
      name: rule.name.name.text, labels: Labels(rule.name), documentation: declared.documentation,
      version: rule.version, entity: source.entityName(rule.entity.text) ?? rule.entity.text,
      declaration: rule)
  }
}
