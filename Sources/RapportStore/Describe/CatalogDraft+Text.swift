import RapportSyntax

extension CatalogDraft {
  /// The draft in Rapport's language.
  func text(of path: String) -> String {
    var lines = [
      "# Drafted from \(SourceText.quoted(path)): check names, types and relations before relying on it.",
      "# Columns of text are `text` (compared without regard to case) or `code` (compared exactly).",
    ]
    for entity in entities {
      lines.append("")
      lines.append(head(entity))
      for line in entity.fields { lines.append("  " + text(line)) }
      lines.append("}")
    }
    if !leftOut.isEmpty { lines.append("") }
    for (name, reason) in leftOut { lines.append("# \(SourceText.quoted(name)) is left out: \(reason).") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func head(_ entity: Entity) -> String {
    var head = "entity \(DraftNames.written(entity.name))"
    if entity.name != entity.table.name { head += " from \(SourceText.quoted(entity.table.name))" }
    head += " key \(DraftNames.writtenKey(entity.key))"
    if let label = entity.label { head += " label \(DraftNames.written(label))" }
    return head + " {"
  }

  /// A note never breaks its line.
  private func text(_ line: Line) -> String {
    let note = line.note.map { note in
      "# " + String(String.UnicodeScalarView(note.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
    }
    return [line.text, note].compactMap { $0 }.joined(separator: "  ")
  }
}

extension Store {
  /// Drafts the catalog of any SQLite database, in Rapport's language: entities with keys, fields with types,
  /// relations both ways. What cannot be known (currencies, enums) is left to its author in comments.
  package static func describe(database path: String) throws -> String {
    let connection = try ConnectionOpening.open(DatabasePath.existing(path), .foreign(views: true))
    let schema = try DatabaseSchema.read(connection, foreignKeys: true)
    return try CatalogDraft(schema, connection).text(of: path)
  }
}
