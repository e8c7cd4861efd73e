import Rapport

/// Lists of a store's catalog for people.
enum CatalogText {
  static func entities(_ session: Session) -> String {
    columns(session.entities.map { [$0.name, $0.aliases.joined(separator: " "), summary($0.documentation)] })
  }

  static func fields(_ name: String, in session: Session) throws(DiagnosticsError) -> String {
    guard let entity = session.entities.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
      throw ShellSettings.usage(
        name.isEmpty ? "the entity's name is missing" : "no entity `\(name)`; `.entities` lists them")
    }
    return columns(
      entity.fields.map { [$0.name, $0.type, $0.aliases.joined(separator: " "), summary($0.documentation)] })
  }

  /// All rules, a line each, or one of them in full.
  static func rules(named name: String, in session: Session) throws(DiagnosticsError) -> String {
    let rules = session.rules
    if !name.isEmpty {
      if let rule = rules.first(where: { $0.name == name || $0.aliases.contains(name) }) { return rule.explained.text }
      let near = closest(to: name, in: rules.flatMap { [$0.name] + $0.aliases })
      let help = (near.map { ["did you mean `\($0)`?"] } ?? []) + ["`.rules` lists them"]
      throw DiagnosticsError(.usage, Diagnostic(code: "R0700", "no rule `\(name)`", at: nil, help: help))
    }
    if rules.isEmpty { return "no rules" }
    return columns(
      rules.map { rule in
        let place = rule.overridden == nil ? "" : "  (\(rule.originText))"
        return [
          rule.name, rule.aliases.joined(separator: " "), "for \(rule.entity)", "version \(rule.version)",
          rule.summary + place,
        ]
      })
  }

  static func parameters(_ session: Session) -> String {
    let parameters = session.parameters
    if parameters.isEmpty { return "no parameters" }
    return columns(
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
