import RapportPlan
import RapportSyntax

/// A title of a script's own, in up to three languages.
public struct Title: Hashable, Sendable {
  /// As the script knows it.
  public let text: String
  /// In other languages: Simplified, then Traditional where it differs.
  public let aliases: [String]

  public init(_ text: String, aliases: [String] = []) {
    self.text = text
    self.aliases = aliases
  }

  init(_ title: RapportSyntax.Title) { self.init(title.text, aliases: title.labels.map(\.text)) }

  init(_ title: ResolvedTitle) { self.init(title.text, aliases: title.labels) }

  /// The title in a language; without one as the script has it.
  public func text(in language: Language?) -> String { language?.choose(text, aliases: aliases) ?? text }

  /// Whether it is called so in any language.
  public func isCalled(_ name: String) -> Bool { name == text || aliases.contains(name) }
}
