import RapportCatalog
import RapportSyntax
import RapportValues

/// What is known about the words of the language.
public enum Help {
  /// Clauses, statements, operators, periods, relations, aggregates, windows, models and functions, in this order.
  public static var language: [HelpTopic] { HelpText.topics }

  /// The topics of a name; several where a word has several meanings, as `in` and `max`.
  public static func topics(named name: String) -> [HelpTopic] {
    language.filter { $0.name == name }
  }

  /// The functions of a name, or all: relations that are called, aggregates, windows, models and functions of one row.
  public static func functions(named name: String? = nil) -> [HelpTopic] {
    language.filter { topic in
      [.relation, .aggregate, .window, .model, .function].contains(topic.kind) && (name == nil || topic.name == name)
    }
  }
}

extension Session {
  /// What a word or name means here: a word of the language, an entity, an enum or one of its values, a rule,
  /// a path of fields from an entity (`accounts.owner.region`), or a field that several entities have.
  ///
  /// Names are found in all languages of the catalog. Empty if it means nothing.
  public func help(on name: String) -> [HelpTopic] {
    let pages = CatalogHelp(catalog: catalog)
    let parts = name.split(separator: ".").map(String.init)
    if parts.count > 1 { return pages.path(parts).map { [$0] } ?? [] }
    var word = name
    if word.hasSuffix("()") { word.removeLast(2) }
    let found = Help.topics(named: word) + pages.declarations(named: word)
    return found.isEmpty ? pages.members(named: word) : found
  }

  /// The name nearest to one that has no help, if one is near.
  public func helpSuggestion(for name: String) -> String? {
    let catalog = catalog
    let names =
      Help.language.map(\.name) + catalog.entities.map(\.name) + catalog.enums.map(\.name)
      + catalog.rules.map(\.name) + catalog.entities.flatMap { $0.fields.map(\.name) }
    return Suggestions.closest(to: name, in: names)
  }
}
