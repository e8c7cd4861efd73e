import CResources

/// Texts compiled into the program.
package enum Resources {
  /// The catalog of Rapport's own store, in Rapport's language.
  package static var standard: String { text(rapport_resource_standard()) }
  /// The same as UTF-8.
  static var standardBytes: [UInt8] {
    let resource = rapport_resource_standard()
    return Array(UnsafeBufferPointer(start: resource.bytes, count: resource.length))
  }
  /// SQL that makes the tables of Rapport's own store, one text per version.
  package static var schemas: [String] { resources.map { text($0) } }
  /// The same as UTF-8.
  static var schemaBytes: [UnsafeBufferPointer<UInt8>] {
    resources.map { UnsafeBufferPointer(start: $0.bytes, count: $0.length) }
  }
  private static var resources: some Sequence<RapportResource> {
    (0..<rapport_schema_count()).lazy.map(rapport_resource_schema)
  }
  /// SQL that makes the indexes of Rapport's own store, after the tables or after a bulk load.
  package static var indexes: String { text(rapport_resource_indexes()) }

  /// The query that says what asks for visits, in Rapport's language.
  package static var duties: String { text(rapport_resource_duties()) }

  /// What clauses, functions and periods do, with examples, in Markdown.
  package static var help: String { text(rapport_resource_help()) }

  private static func text(_ resource: RapportResource) -> String {
    String(decoding: UnsafeBufferPointer(start: resource.bytes, count: resource.length), as: UTF8.self)
  }
}
