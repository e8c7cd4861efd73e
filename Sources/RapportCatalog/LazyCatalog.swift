import RapportSyntax
import Synchronization

/// A catalog whose declarations are parsed when they are first named.
///
/// Only for texts known to be correct: problems in a body have nobody to be told to, so tests load the same
/// texts in full. Whoever changes a text loads it with `CatalogLoader.load`.
final class LazyCatalog: Sendable {
  private let state: Mutex<LazyDeclarations>
  private let entityIndex: NameIndex
  private let enumIndex: NameIndex
  private let ruleIndex: NameIndex
  private let counts: (entities: Int, enums: Int, rules: Int)

  /// Nil if the text has to be parsed to be understood.
  init?(_ bytes: [UInt8], storage: CatalogStorage, schema: SchemaLookup?) {
    guard let index = DeclarationIndex(bytes) else { return nil }
    let declarations = LazyDeclarations(bytes, index, storage: storage, schema: schema)
    entityIndex = declarations.entities.index
    enumIndex = declarations.enums.index
    ruleIndex = declarations.rules.index
    counts = (
      declarations.entities.entries.count, declarations.enums.entries.count,
      declarations.rules.entries.count
    )
    state = Mutex(declarations)
  }

  var entities: [Entity] {
    state.withLock { state in (0..<counts.entities).compactMap { state.builtEntity($0) } }
  }
  var enums: [Enumeration] {
    state.withLock { state in (0..<counts.enums).compactMap { state.builtEnumeration($0) } }
  }
  var rules: [Rule] {
    state.withLock { state in (0..<counts.rules).compactMap { state.builtRule($0) } }
  }

  func entity(_ name: String) -> Entity? {
    guard let position = entityIndex[name] else { return nil }
    return state.withLock { $0.builtEntity(position) }
  }
  func enumeration(_ name: String) -> Enumeration? {
    guard let position = enumIndex[name] else { return nil }
    return state.withLock { $0.builtEnumeration(position) }
  }
  func rule(_ name: String) -> Rule? {
    guard let position = ruleIndex[name] else { return nil }
    return state.withLock { $0.builtRule(position) }
  }
}

/// Declarations of one kind: where they stand, and what has been made of them so far.
struct LazyList<Declaration: Sendable, Built: Sendable>: Sendable {
  let entries: [DeclarationIndex.Entry]
  let index: NameIndex
  var declarations: [Int: Declared<Declaration>] = [:]
  var built: [Int: Built] = [:]

  init(_ entries: [DeclarationIndex.Entry]) {
    self.entries = entries
    index = NameIndex(entries.map(\.names))
  }

  var names: [String] { entries.compactMap(\.names.first) }

  /// The name of what is found under a name or alias.
  func name(_ name: String) -> String? { index[name].flatMap { entries[$0].names.first } }
}

/// Parses and builds declarations on demand.
struct LazyDeclarations: DeclarationSource, Sendable {
  private let bytes: [UInt8]
  let storage: CatalogStorage
  private let schema: SchemaLookup?
  fileprivate var entities: LazyList<EntityDeclaration, Entity>
  fileprivate var enums: LazyList<EnumDeclaration, Enumeration>
  fileprivate var rules: LazyList<RuleDeclaration, Rule>

  init(_ bytes: [UInt8], _ index: DeclarationIndex, storage: CatalogStorage, schema: SchemaLookup?) {
    self.bytes = bytes
    self.storage = storage
    self.schema = schema
    entities = LazyList(index.entries.filter { $0.kind == .entity })
    enums = LazyList(index.entries.filter { $0.kind == .enumeration })
    rules = LazyList(index.entries.filter { $0.kind == .rule })
  }

  var enumNames: [String] { enums.names }
  var entityNames: [String] { entities.names }
  var ruleNames: [String] { rules.names }

  func entityName(_ name: String) -> String? { entities.name(name) }
  func ruleName(_ name: String) -> String? { rules.name(name) }

  func columns(of table: String) -> [SchemaColumn]? { schema?(table) }

  func origin(of rule: Declared<RuleDeclaration>) -> Rule.Origin {
    Rule.Origin(
      name: CatalogText.standardName,
      source: String(decoding: bytes.dropFirst(rule.span.start).prefix(rule.span.end - rule.span.start), as: UTF8.self))
  }

  // MARK: Declarations

  mutating func enumeration(_ name: String) -> Enumeration? {
    enums.index[name].flatMap { builtEnumeration($0) }
  }
  mutating func entity(_ name: String) -> EntityDeclaration? {
    entities.index[name].flatMap { declaredEntity($0)?.declaration }
  }
  mutating func rule(_ name: String) -> RuleDeclaration? {
    rules.index[name].flatMap { declaredRule($0)?.declaration }
  }

  mutating func declaredRule(named name: String) -> Declared<RuleDeclaration>? {
    rules.index[name].flatMap { declaredRule($0) }
  }
  func declaredEnumeration(named name: String) -> Declared<EnumDeclaration>? {
    guard let position = enums.index[name], let statement = statement(enums.entries[position]),
      case .enumeration(let declaration) = statement.kind
    else { return nil }
    return Declared(declaration: declaration, documentation: statement.documentation, text: 0, span: statement.span)
  }
  mutating func entity(built name: String) -> Entity? { entities.index[name].flatMap { builtEntity($0) } }

  private func statement(_ entry: DeclarationIndex.Entry) -> Statement? {
    Parse.parse(utf8: bytes, in: entry.range).script.statements.first
  }

  private mutating func declaredEntity(_ position: Int) -> Declared<EntityDeclaration>? {
    if let known = entities.declarations[position] { return known }
    guard let statement = statement(entities.entries[position]),
      case .entity(let declaration) = statement.kind
    else { return nil }
    let declared = Declared(
      declaration: declaration, documentation: statement.documentation, text: 0, span: statement.span)
    entities.declarations[position] = declared
    return declared
  }

  private mutating func declaredRule(_ position: Int) -> Declared<RuleDeclaration>? {
    if let known = rules.declarations[position] { return known }
    guard let statement = statement(rules.entries[position]), case .rule(let declaration) = statement.kind
    else { return nil }
    let declared = Declared(
      declaration: declaration, documentation: statement.documentation, text: 0, span: statement.span)
    rules.declarations[position] = declared
    return declared
  }

  // MARK: Building

  mutating func builtEnumeration(_ position: Int) -> Enumeration? {
    if let known = enums.built[position] { return known }
    guard let statement = statement(enums.entries[position]),
      case .enumeration(let declaration) = statement.kind
    else { return nil }
    let built = Enumeration(declaration, documentation: statement.documentation)
    enums.built[position] = built
    return built
  }

  mutating func builtEntity(_ position: Int) -> Entity? {
    if let known = entities.built[position] { return known }
    guard let declared = declaredEntity(position) else { return nil }
    var log = ProblemLog()
    let built = EntityBuilder(declared.declaration, documentation: declared.documentation, in: self)
      .build(in: &self, &log)
    entities.built[position] = built
    return built
  }

  mutating func builtRule(_ position: Int) -> Rule? {
    if let known = rules.built[position] { return known }
    guard let declared = declaredRule(position) else { return nil }
    let built = Rule(declared, in: &self)
    rules.built[position] = built
    return built
  }
}
