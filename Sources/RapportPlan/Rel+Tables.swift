import RapportCatalog

extension Rel {
  /// The tables of the store that it reads, in alphabetical order.
  package var tables: [String] {
    var found: Set<String> = []
    collectTables(&found)
    return found.sorted()
  }

  private func collectTables(_ found: inout Set<String>) {
    if case .scan(let scan) = self {
      found.insert(scan.entity.table)
      for column in scan.columns { for step in column.path { found.insert(step.table) } }
    }
    _ = mapInputs { input in
      input.collectTables(&found)
      return input
    }
    _ = mapExpressions { expression in
      expression.walk { $0.relation?.collectTables(&found) }
      return expression
    }
  }
}
