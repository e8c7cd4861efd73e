import RapportSyntax
import RapportValues

/// What must hold within one entity and towards the others.
struct EntityCheck {
  let declaration: EntityDeclaration
  let entity: Entity

  private var name: Name { declaration.name.name }

  func run(in source: inout some DeclarationSource, _ log: inout ProblemLog) {
    log.checkNames(declaration.fields.map(\.name), of: "`\(name.text)`", what: "fields")
    checkKey(&log)
    checkLabel(&log)
    checkPrimary(&log)
    for field in declaration.fields {
      checkRelation(field, in: &source, &log)
      checkPrivacy(field, &log)
    }
  }

  private func checkKey(_ log: inout ProblemLog) {
    guard declaration.key.isEmpty else { return }
    log.error(
      CatalogCode.missingKey, "entity `\(name.text)` has no key", at: name.span,
      help: [
        "name the column that tells its rows apart: `entity \(name.text) key id { … }`",
        "several columns together: `key (order_id, line)`",
      ])
  }

  private func checkLabel(_ log: inout ProblemLog) {
    guard let label = declaration.label else { return }
    guard let field = declaration.fields.first(where: { $0.name.all.contains { $0.text == label.text } })
    else {
      log.unknown(
        CatalogCode.label, "the label `\(label.text)` is not a field of `\(name.text)`", label,
        known: declaration.fields.map(\.name.name.text), kind: "fields")
      return
    }
    switch field.kind {
    case .column, .derived, .rule: break
    case .toOne, .toMany:
      log.error(
        CatalogCode.label, "the label `\(label.text)` is a relation", at: label.span,
        help: ["choose the field that names a row to people"])
    }
  }

  private func checkPrimary(_ log: inout ProblemLog) {
    let primary = declaration.fields.filter { $0.modifiers.contains(.primary) }
    for other in primary.dropFirst() {
      log.error(
        CatalogCode.primary, "`\(name.text)` has two primary dates", at: other.name.name.span,
        label: "the other is `\(primary[0].name.name.text)`",
        help: ["`\(name.text) in last 90 days` needs one; leave `primary` out here"])
    }
    for field in primary {
      guard let built = entity.field(field.name.name.text) else { continue }
      switch (built.kind, built.type) {
      case (.stored, .day), (.stored, .dateTime), (.derived, .day), (.derived, .dateTime): break
      default:
        log.error(
          CatalogCode.primary, "`\(field.name.name.text)` is no date, so it cannot be the primary one",
          at: field.name.name.span, help: ["`primary` marks the date that `\(name.text) in P` means"])
      }
    }
  }

  /// What is computed is as personal as what it reads; and what the history keeps, it keeps for ever.
  private func checkPrivacy(_ field: FieldDeclaration, _ log: inout ProblemLog) {
    let marks = [FieldDeclaration.Modifier.personal, .sensitive].filter(field.modifiers.contains)
    guard let mark = marks.last?.rawValue else { return }
    let name = field.name.name
    if case .column = field.kind {
      guard field.modifiers.contains(.tracked) else { return }
      log.error(
        CatalogCode.trackedPrivacy, "`\(name.text)` is \(mark) and tracked, but what the history keeps cannot be deleted",
        at: name.span, help: ["leave `tracked` out"])
    } else {
      log.error(
        CatalogCode.computedPrivacy, "`\(name.text)` is no column, so it cannot be \(mark)", at: name.span,
        help: ["mark the columns it reads: what is computed of them, and what a relation leads to, is masked with them"])
    }
  }

  private func checkRelation(
    _ field: FieldDeclaration, in source: inout some DeclarationSource, _ log: inout ProblemLog
  ) {
    switch field.kind {
    case .toOne(let target, let by):
      guard let other = known(target, source: &source, &log) else { return }
      checkCount(by, of: field, key: other.key, owner: other.name.name.text, &log)
    case .toMany(let target, let by):
      guard known(target, source: &source, &log) != nil else { return }
      checkCount(by, of: field, key: declaration.key, owner: name.text, &log)
    case .rule(_, let rule): checkRule(rule, in: &source, &log)
    case .column, .derived: break
    }
  }

  private func known(
    _ target: Name, source: inout some DeclarationSource, _ log: inout ProblemLog
  ) -> EntityDeclaration? {
    if let other = source.entity(target.text) { return other }
    log.unknown(
      CatalogCode.unknownEntity, "there is no entity `\(target.text)`", target, known: source.entityNames,
      kind: "entities")
    return nil
  }

  private func checkCount(
    _ by: [Name], of field: FieldDeclaration, key: [Name], owner: String, _ log: inout ProblemLog
  ) {
    // A missing key has its own message.
    guard by.count != key.count, !key.isEmpty else { return }
    log.error(
      CatalogCode.columnCount,
      "`\(field.name.name.text)` gives \(by.count) column\(by.count == 1 ? "" : "s"), the key of "
        + "`\(owner)` has \(key.count)",
      at: field.span,
      help: ["the key is (\(key.map(\.text).joined(separator: ", "))); give one column for each"])
  }

  private func checkRule(_ rule: Name, in source: inout some DeclarationSource, _ log: inout ProblemLog) {
    guard let found = source.rule(rule.text) else {
      log.unknown(
        CatalogCode.unknownRule, "there is no rule `\(rule.text)`", rule, known: source.ruleNames,
        kind: "rules")
      return
    }
    let target = source.entityName(found.entity.text) ?? found.entity.text
    if target != name.text {
      log.error(
        CatalogCode.unknownRule, "rule `\(rule.text)` is for `\(target)`, not for `\(name.text)`",
        at: rule.span)
    }
  }
}
