extension Entity {
  /// Its rows tell what Rapport did, or cannot be told apart.
  package var isWrittenByRapport: Bool {
    ["batches", "kept_lists", "kept_runs", "history", "audit"].contains(table) || key.isEmpty
  }

  /// What a row is called where several are counted or one is named by number: `visits`, `visit 12`.
  package var singular: String {
    for (ending, replacement) in [("ies", "y"), ("ches", "ch"), ("s", "")] where name.hasSuffix(ending) {
      return name.dropLast(ending.count) + replacement
    }
    return name
  }
}

extension Field {
  /// The only column of the entity's table that holds it; nil for what is computed or lies elsewhere.
  package var column: String? {
    switch kind {
    case .stored(let column): column.name
    case .toOne(_, let columns) where columns.count == 1: columns[0]
    case .toOne, .toMany, .derived, .rule: nil
    }
  }
}

extension Catalog {
  /// The entity one of whose rows people call by this word: `visit` for `visits`.
  package func entityOfRow(_ word: String) -> Entity? {
    entity(word) ?? entities.first { $0.singular == word }
  }
}
