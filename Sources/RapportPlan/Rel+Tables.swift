import RapportCatalog

extension Rel {
  /// The tables of the store that it reads, in alphabetical order.
  package var tables: [String] {
    var found: Set<String> = []
    forEachRelation { relation in
      guard case .scan(let scan) = relation else { return }
      found.insert(scan.entity.table)
      for column in scan.columns { for step in column.path { found.insert(step.table) } }
    }
    return found.sorted()
  }

  /// Whether rows of files take part, whose content nobody watches.
  package var readsFiles: Bool {
    var found = false
    forEachRelation { if case .file = $0 { found = true } }
    return found
  }

  /// Calls `visit` with this relation and all that it is made of, those inside expressions included.
  private func forEachRelation(_ visit: (Rel) -> Void) {
    visit(self)
    _ = mapInputs { input in
      input.forEachRelation(visit)
      return input
    }
    _ = mapExpressions { expression in
      expression.walk { $0.relation?.forEachRelation(visit) }
      return expression
    }
  }
}
