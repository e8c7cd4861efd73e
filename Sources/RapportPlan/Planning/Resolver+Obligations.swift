import RapportCatalog
import RapportScheduling
import RapportSyntax
package import RapportValues

/// A relation that no table holds: how it is made once it is known which columns are read.
struct ComputedRelation {
  let make: ([ScanColumn]) -> Rel
}

extension Resolver {
  /// Where the rows of an entity come from: its table, or what computes them.
  func base(of entity: Entity) -> Pipeline.Base {
    guard entity.name == ObligationColumns.entity, entity.table == ObligationColumns.entity else { return .entity(entity) }
    let last = today.adding(days: ObligationRules.ledgerWeeks * 7 - 1) ?? .latest
    return computedObligations(first: today, last: last).map { .computed($0) } ?? .entity(entity)
  }

  private func computedObligations(first: Day, last: Day) -> ComputedRelation? {
    guard let rules = obligationRules(first: first, last: last), let duties = duties() else { return nil }
    let (input, arguments) = duties
    return ComputedRelation { [unowned self] columns in
      var made = ComputedColumns(columns) { self.allocate() }
      let analysis = Analysis(
        method: .obligations(rules), arguments: arguments,
        outputs: ObligationColumns.all.map { TypedColumn(id: made.own($0.name, $0.type), type: $0.type) })
      return made.adding(to: .analyze(input, analysis)) { self.catalog.entity(ofTable: $0) }
    }
  }

  /// The obligations of all accounts that reach into some days, with all their columns.
  ///
  /// - Parameter stretch: all intervals are so many times as long.
  package func obligations(first: Day, last: Day, stretch: Double = 1) -> Rel? {
    guard let rules = obligationRules(first: first, last: last, stretch: stretch), let (input, arguments) = duties() else { return nil }
    let outputs = ObligationColumns.all.map { TypedColumn(id: allocate(), type: $0.type) }
    let relation = Rel.analyze(input, Analysis(method: .obligations(rules), arguments: arguments, outputs: outputs))
    let columns = zip(ObligationColumns.all, outputs).map { OutputColumn(name: $0.name, id: $1.id, type: $1.type) }
    return .project(relation, columns)
  }

  private func obligationRules(first: Day, last: Day, stretch: Double = 1) -> ObligationRules? {
    do {
      // A text that is only checked has no policies, and needs none.
      let rules = try host?.visitRules()
      return ObligationRules(
        policies: rules?.policies ?? [], calendar: rules?.calendar ?? .china, today: today, first: first, last: last,
        stretch: stretch)
    } catch {
      report(error as? Diagnostic ?? Diagnostic(code: "R0563", "\(error)", at: nil))
      return nil
    }
  }

  /// What asks for visits, one row per account, rule and person, and its columns in the order of `DutyColumn`.
  private func duties() -> (Rel, [Expr])? {
    guard let query = Self.dutyQuery else { return nil }
    // Names that a script declares mean nothing inside of it.
    let scope = withoutDeclarations { pipeline(for: query, outer: nil) }
    guard let scope else { return nil }
    var arguments: [Expr] = []
    for column in DutyColumn.allCases {
      guard let found = scope.column(named: column.rawValue) else { return nil }
      arguments.append(found.expr)
    }
    return (scope.pipeline.build(), arguments)
  }

  private static let dutyQuery: Query? = {
    guard case .query(let query)? = Parse.parse(Resources.duties).script.statements.first?.kind else { return nil }
    return query
  }()
}

extension Catalog {
  fileprivate func entity(ofTable table: String) -> Entity? { entities.first { $0.table == table } }
}
