import RapportSyntax

/// Where the builder finds the declarations that others refer to, by name or alias.
protocol DeclarationSource {
  mutating func enumeration(_ name: String) -> Enumeration?
  mutating func entity(_ name: String) -> EntityDeclaration?
  mutating func rule(_ name: String) -> RuleDeclaration?
  /// The name of what is found under a name or alias.
  func entityName(_ name: String) -> String?
  func ruleName(_ name: String) -> String?
  /// Names for suggestions.
  var enumNames: [String] { get }
  var entityNames: [String] { get }
  var ruleNames: [String] { get }
  var storage: CatalogStorage { get }
  func columns(of table: String) -> [SchemaColumn]?
  func origin(of rule: Declared<RuleDeclaration>) -> Rule.Origin
}

/// A declaration with its comment and the text it stands in.
struct Declared<Declaration: Sendable>: Sendable {
  var declaration: Declaration
  var documentation: String?
  var text: Int
  /// Its place in that text, without the comment.
  var span: SourceSpan
  /// The text whose declaration of that name it takes the place of.
  var replaced: Int?
}

/// All declarations of some texts, later texts overriding earlier ones.
struct DeclarationSet: DeclarationSource, Sendable {
  var entities: [Declared<EntityDeclaration>] = []
  var enums: [Declared<EnumDeclaration>] = []
  var rules: [Declared<RuleDeclaration>] = []
  /// Built from `enums`, in the same order.
  var enumerations: [Enumeration] = []
  let storage: CatalogStorage
  let schema: SchemaLookup?
  private let texts: [(name: String, source: String)]

  /// Declared names without aliases, while texts are being read.
  var seen = (entities: NameIndex(), enums: NameIndex(), rules: NameIndex())

  private var entityIndex = NameIndex()
  private var enumIndex = NameIndex()
  private var ruleIndex = NameIndex()

  init(_ texts: [(name: String, source: String)], storage: CatalogStorage, schema: SchemaLookup?) {
    self.texts = texts
    self.storage = storage
    self.schema = schema
  }

  /// To be called once all texts are in.
  mutating func index() {
    entityIndex = NameIndex(entities.map { $0.declaration.name.all.map(\.text) })
    enumIndex = NameIndex(enums.map { $0.declaration.name.all.map(\.text) })
    ruleIndex = NameIndex(rules.map { $0.declaration.name.all.map(\.text) })
    enumerations = enums.map { Enumeration($0.declaration, documentation: $0.documentation) }
  }

  func enumeration(_ name: String) -> Enumeration? { enumIndex[name].map { enumerations[$0] } }
  func entity(_ name: String) -> EntityDeclaration? { entityIndex[name].map { entities[$0].declaration } }
  func rule(_ name: String) -> RuleDeclaration? { ruleIndex[name].map { rules[$0].declaration } }

  func entityName(_ name: String) -> String? { entity(name)?.name.name.text }
  func ruleName(_ name: String) -> String? { rule(name)?.name.name.text }

  var enumNames: [String] { enums.map(\.declaration.name.name.text) }
  var entityNames: [String] { entities.map(\.declaration.name.name.text) }
  var ruleNames: [String] { rules.map(\.declaration.name.name.text) }

  func columns(of table: String) -> [SchemaColumn]? { schema?(table) }

  func origin(of rule: Declared<RuleDeclaration>) -> Rule.Origin {
    guard texts.indices.contains(rule.text) else { return Rule.Origin(name: "", source: "") }
    let text = texts[rule.text]
    return Rule.Origin(
      name: text.name, replaced: rule.replaced.map { texts.indices.contains($0) ? texts[$0].name : "" },
      source: String(decoding: text.source.utf8.dropFirst(rule.span.start).prefix(rule.span.end - rule.span.start), as: UTF8.self))
  }
}

extension EntityDeclaration {
  /// The table or view its rows come from.
  var storeTable: String { table ?? name.name.text }
}
