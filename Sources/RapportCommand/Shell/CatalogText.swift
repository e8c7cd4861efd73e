import Rapport

/// Lists of a store's catalog for people.
struct CatalogText {
  private let session: Session
  private let language: Language

  init(_ shell: Shell) {
    session = shell.session
    language = shell.runner.printer.language ?? .english
  }

  /// The name in the chosen language, then the others.
  private func names(_ name: String, _ aliases: [String]) -> [String] {
    let chosen = language.choose(name, aliases: aliases)
    return [chosen, ([name] + aliases).filter { $0 != chosen }.joined(separator: " ")]
  }

  var entities: String {
    Self.columns(session.entities.map { names($0.name, $0.aliases) + [Self.summary($0.documentation)] })
  }

  func fields(of name: String) throws(DiagnosticsError) -> String {
    guard let entity = session.entities.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
      throw ShellSettings.usage(
        name.isEmpty ? "the entity's name is missing" : "no entity `\(name)`; `.entities` lists them")
    }
    return Self.columns(
      entity.fields.map { field in
        let names = names(field.name, field.aliases)
        return [names[0], field.type, names[1], Self.summary(field.documentation)]
      })
  }

  /// All rules, a line each, or one of them in full.
  func rules(named name: String) throws(DiagnosticsError) -> String {
    let rules = session.rules
    if !name.isEmpty {
      if let rule = rules.first(where: { $0.name == name || $0.aliases.contains(name) }) { return rule.explained(in: language).text }
      let near = closest(to: name, in: rules.flatMap { [$0.name] + $0.aliases })
      let help = (near.map { ["did you mean `\($0)`?"] } ?? []) + ["`.rules` lists them"]
      throw DiagnosticsError(.usage, Diagnostic(code: "R0700", "no rule `\(name)`", at: nil, help: help))
    }
    if rules.isEmpty { return "no rules" }
    let entities = Dictionary(session.entities.map { ($0.name, $0.aliases) }, uniquingKeysWith: { first, _ in first })
    return Self.columns(
      rules.map { rule in
        let place = rule.overridden == nil ? "" : "  (\(rule.originText))"
        let entity = language.choose(rule.entity, aliases: entities[rule.entity] ?? [])
        return names(rule.name, rule.aliases) + ["for \(entity)", "version \(rule.version)", rule.summary + place]
      })
  }

  var parameters: String {
    let parameters = session.parameters
    if parameters.isEmpty { return "no parameters" }
    return Self.columns(
      parameters.map {
        [
          "$\($0.name)", $0.type, $0.defaultText.map { "default \($0)" } ?? "",
          $0.valueText.map { "now \($0)" } ?? "",
        ]
      })
  }

  private static func summary(_ documentation: String?) -> String {
    String(documentation?.split(separator: "\n").first ?? "")
  }

  /// Cells padded to equal width per column; CJK counts two.
  private static func columns(_ rows: [[String]]) -> String {
    DisplayWidth.columns(rows.map { $0.map { terminalText($0) } }).joined(separator: "\n")
  }
}
