import RapportSyntax
import RapportValues

/// Takes over rules and enums of the standard catalog that other catalogs name and do not declare.
///
/// A rule then belongs to the entity whose field names it. It reads fields by their names, so that entity must have
/// them; the tables behind them may be anybody's.
struct StandardRules {
  private var standard: LazyDeclarations
  /// How the loader counts the standard catalog's text.
  private let text: Int

  /// Nil if the standard catalog cannot be read.
  private init?(text: Int) {
    let bytes = Resources.standardBytes
    guard let index = DeclarationIndex(bytes) else { return nil }
    standard = LazyDeclarations(bytes, index, storage: .own, schema: nil)
    self.text = text
  }

  /// Adds to the set what it lacks, as far as the standard catalog has it.
  static func take(into set: inout DeclarationSet, text: Int, _ log: inout ProblemLog) {
    guard !set.missingRules.isEmpty || !set.missingEnums.isEmpty, var rules = StandardRules(text: text) else { return }
    for wanted in set.missingRules { rules.takeRule(wanted, into: &set, &log) }
    for name in set.missingEnums { rules.takeEnum(name, into: &set) }
  }

  private mutating func takeRule(_ wanted: WantedRule, into set: inout DeclarationSet, _ log: inout ProblemLog) {
    guard var declared = standard.declaredRule(named: wanted.rule.text),
      !set.rules.contains(where: { $0.declaration.name.name.text == declared.declaration.name.name.text })
    else { return }
    log.text = wanted.text
    checkInputs(of: declared.declaration, wanted, &log)
    declared.text = text
    declared.declaration.entity = Name(wanted.entity.name.name.text, span: declared.declaration.entity.span)
    // What is not our own is never written.
    declared.declaration.target = nil
    declared.declaration.name.aliases.removeAll { alias in set.rules.contains { $0.declaration.name.has(alias) } }
    set.rules.append(declared)
  }

  private mutating func takeEnum(_ name: String, into set: inout DeclarationSet) {
    guard var declared = standard.declaredEnumeration(named: name) else { return }
    declared.text = text
    declared.declaration.name.aliases.removeAll { alias in set.enums.contains { $0.declaration.name.has(alias) } }
    set.enums.append(declared)
  }

  /// An entity that takes over a rule has the fields that the rule reads.
  private mutating func checkInputs(of rule: RuleDeclaration, _ wanted: WantedRule, _ log: inout ProblemLog) {
    let read = standard.fieldsRead(by: rule)
    let missing = read.filter { field in !wanted.entity.fields.contains { $0.name.all.contains { $0.text == field.name } } }
    guard let first = missing.first else { return }
    let entity = wanted.entity.name.name.text
    log.error(
      CatalogCode.ruleInput,
      "rule `\(rule.name.name.text)` reads \(missing.map { "`\($0.name)`" }.joined(separator: ", ")), which `\(entity)` has not",
      at: wanted.rule.span,
      help: ["give it fields of these names; what nobody knows is `\(first.name): \(first.type) = missing`"])
  }
}

/// A rule that a field names and no text declares.
struct WantedRule {
  var rule: Name
  var entity: EntityDeclaration
  /// The text of the entity.
  var text: Int
}

extension DeclarationSet {
  /// In the order of the fields that name them.
  fileprivate var missingRules: [WantedRule] {
    let declared = NameIndex(rules.map { $0.declaration.name.all.map(\.text) })
    return entities.flatMap { entity in
      entity.declaration.fields.compactMap { field in
        guard case .rule(_, let name) = field.kind, declared[name.text] == nil else { return nil }
        return WantedRule(rule: name, entity: entity.declaration, text: entity.text)
      }
    }
  }

  /// Types of fields and of parameters of rules that are no enum of these texts.
  fileprivate var missingEnums: [String] {
    var known = NameIndex([TypeResolver.builtIn] + enums.map { $0.declaration.name.all.map(\.text) })
    var missing: [String] = []
    func see(_ type: TypeExpression) {
      if known.add(type.name.text, 0) == nil { missing.append(type.name.text) }
    }
    for entity in entities {
      for field in entity.declaration.fields {
        switch field.kind {
        case .column(let type, _, _, _), .derived(let type, _), .rule(let type, _): see(type)
        case .toOne, .toMany: break
        }
      }
    }
    for rule in rules { for parameter in rule.declaration.parameters { see(parameter.type) } }
    return missing
  }
}

extension Labelled {
  /// Whether it is one of the names.
  fileprivate func has(_ name: Name) -> Bool { all.contains { $0.text == name.text } }
}

extension LazyDeclarations {
  /// The fields of its own row that a rule reads, with their types as written.
  fileprivate mutating func fieldsRead(by rule: RuleDeclaration) -> [(name: String, type: String)] {
    guard let declaration = entity(rule.entity.text), let entity = entity(built: rule.entity.text) else { return [] }
    let enums = entity.fields.compactMap { field -> Enumeration? in
      guard case .enumeration(let type) = field.type else { return nil }
      return enumeration(type.name)
    }
    var references = FieldReferences(entities: [entity], enums: enums)
    for branch in rule.branches {
      references.visit(branch.condition, in: entity)
      // A bare word may be a value of the rule's own type.
      if branch.value.bareWord == nil { references.visit(branch.value, in: entity) }
    }
    return declaration.fields.compactMap { field in
      let name = field.name.name.text
      guard references.read.contains(FieldNode(entity: entity.name, field: name)) else { return nil }
      switch field.kind {
      case .column(let type, _, _, _), .derived(let type, _), .rule(let type, _): return (name, type.name.text + (type.argument.map { "(\($0))" } ?? ""))
      case .toOne(let target, _), .toMany(let target, _): return (name, target.text)
      }
    }
  }
}

extension Expression {
  fileprivate var bareWord: Name? {
    if case .path(let names) = kind, names.count == 1 { return names[0] }
    return nil
  }
}
