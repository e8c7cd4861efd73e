import RapportCatalog
import RapportSyntax

/// A business rule of a store's catalog.
public struct RuleDescription: Sendable {
  public var name: String
  /// Names in other languages; usable wherever the name is.
  public var aliases: [String]
  public var entity: String
  public var version: Int
  public var documentation: String?
  /// The stored field that `regrade` gives the rule's value.
  public var target: String?
  /// The fields whose value it is.
  public var fields: [String]
  /// The text that declares it: the name of a file, or `standard.rap` for the catalog that is shipped.
  public var origin: String
  /// The text whose rule of this name it takes the place of; nil if there is none.
  public var overridden: String?
  public var parameters: [ParameterDescription]
  /// The declaration in the standard layout.
  public var text: String

  init(_ rule: Rule, in catalog: Catalog) {
    name = rule.name
    aliases = rule.labels.all
    entity = rule.entity
    version = rule.version
    documentation = rule.documentation
    target = rule.target
    fields = (catalog.entity(rule.entity)?.fields ?? []).filter {
      if case .rule(rule.name) = $0.kind { true } else { false }
    }.map(\.name)
    origin = rule.origin.name
    overridden = rule.origin.replaced
    parameters = rule.declaration.parameters.map { ParameterDescription($0, value: nil) }
    let source = rule.origin.source
    text = Formatter.format(Parse.parse(source).script, source: source)
  }

  /// The first line of what the comment above it says.
  public var summary: String { String(documentation?.split(separator: "\n").first ?? "") }

  /// Where it comes from, in words.
  public var originText: String {
    overridden.map { "from \(origin), in place of the one in \($0)" } ?? "from \(origin)"
  }
}

extension RuleDescription {
  /// What `explain rule` shows.
  ///
  /// - Parameter language: of its words; nil is English. The comment and the declaration are quoted as they are.
  public func explained(in language: Language? = nil) -> ExplainedText {
    let words = ExplanationWords(language)
    var lines = (documentation ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if documentation == nil { lines = [] }
    let names = ([name] + aliases).joined(separator: " ")
    let place = overridden.map { words.inPlace(origin, of: $0, long: true) } ?? origin
    lines.append(words.rule(names, entity: entity, version: version, origin: place))
    if !fields.isEmpty { lines.append(words.gives(fields.map { "\(entity).\($0)" }.joined(separator: ", "))) }
    if let target { lines.append(words.sets("\(entity).\(target)")) }
    lines += parameters.map { "  \($0.parameterText)" }
    lines.append("")
    lines += text.split(separator: "\n").map(String.init)
    return ExplainedText(text: lines.joined(separator: "\n") + "\n", table: ExplainedText.table(of: [self]))
  }
}

extension ParameterDescription {
  /// `$high: number = 0.6`
  var parameterText: String { "$\(name): \(type)" + (defaultText.map { " = \($0)" } ?? "") }
}
