import Rapport

/// Lists of a store's catalog for people.
enum CatalogText {
  static func entities(_ store: Store) -> String {
    columns(store.entities.map { [$0.name, $0.aliases.joined(separator: " "), summary($0.documentation)] })
  }

  static func fields(_ name: String, in store: Store) throws(DiagnosticsError) -> String {
    guard let entity = store.entities.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
      throw ShellSettings.usage(
        name.isEmpty ? "the entity's name is missing" : "no entity `\(name)`; `.entities` lists them")
    }
    return columns(
      entity.fields.map { [$0.name, $0.type, $0.aliases.joined(separator: " "), summary($0.documentation)] })
  }

  static func rules(_ store: Store) -> String {
    if store.rules.isEmpty { return "no rules" }
    return columns(
      store.rules.map {
        ["\($0.name)", "for \($0.entity)", "version \($0.version)", summary($0.documentation)]
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
