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
    if let target = rule.target { check(target, of: rule, in: &source, &log) }
    for parameter in rule.parameters { _ = TypeResolver.resolve(parameter.type, in: &source, &log) }
  }

  /// A rule sets a stored field of its entity.
  private static func check(
    _ target: Name, of rule: RuleDeclaration, in source: inout some DeclarationSource, _ log: inout ProblemLog
  ) {
    guard let entity = source.entity(rule.entity.text) else { return }
    guard let field = entity.fields.first(where: { $0.name.all.contains { $0.text == target.text } }) else {
      return log.unknown(
        CatalogCode.ruleTarget, "\(entity.name.name.text) has no field `\(target.text)` to set", target,
        known: entity.fields.map(\.name.name.text), kind: "fields")
    }
    if case .column = field.kind { return }
    log.error(CatalogCode.ruleTarget, "`\(target.text)` is not stored, so a rule cannot set it", at: target.span)
  }
}

extension Rule {
  convenience init(_ declared: Declared<RuleDeclaration>, in source: inout some DeclarationSource) {
    let rule = declared.declaration
    self.init(
      name: rule.name.name.text, labels: Labels(rule.name), documentation: declared.documentation,
      version: rule.version, entity: source.entityName(rule.entity.text) ?? rule.entity.text,
      target: rule.target?.text, origin: source.origin(of: declared), declaration: rule)
  }
}
