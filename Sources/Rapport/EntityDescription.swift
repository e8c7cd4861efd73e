/// An entity of a store's catalog, described for people and tools.
public struct EntityDescription: Sendable {
  public var name: String
  /// Names in other languages; usable in queries.
  public var aliases: [String]
  public var documentation: String?
  public var fields: [FieldDescription]
}

/// A field or relation of an entity.
public struct FieldDescription: Sendable {
  public var name: String
  public var aliases: [String]
  /// The type in the language's words: `money(CNY)`, `credit`, `many orders`.
  public var type: String
  public var documentation: String?
}

/// A parameter that a script declares.
public struct ParameterDescription: Sendable {
  public var name: String
  /// The type in the language's words.
  public var type: String
  /// The default as written; nil when a value must be given.
  public var defaultText: String?
  /// The value given, as written.
  public var valueText: String?
}
