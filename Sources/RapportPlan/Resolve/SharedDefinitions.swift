import RapportCatalog
import RapportValues

/// A definition of a row: a derived field, a rule's field or a `def` without parameters, as it is on a day.
struct DefinitionKey: Hashable {
  var name: String
  var row: RowPlace
  /// What the place of use wants, where that may change the meaning of words.
  var expecting: ValueType?
  var today: Day
  var horizon: Day?
  var pastDay: Day?
}

/// What a definition came to, with what resolving it noted.
struct SharedDefinition {
  var value: Expr
  var periods: [ResolvedQuery.ResolvedPeriod]
  var untrackedFields: [String]
  /// Expressions that each further use brings in.
  var parts: Int
}

extension Resolver {
  /// The value of a definition of a row. Steps of one pipeline share it: it is resolved once, and if it is large it
  /// becomes a column that all uses read, so that definitions that use others many times do not grow with every level.
  func shared(
    _ name: String, of row: RowReference, expecting: ValueType? = nil, _ scope: Scope, _ resolve: () -> Expr?
  ) -> Expr? {
    guard settings.sharesDefinitions else { return resolve() }
    let key = DefinitionKey(
      name: name, row: row.place, expecting: expecting, today: today, horizon: horizon, pastDay: pastDay)
    if let known = scope.definitions[key] {
      note(known)
      return takesParts(known.parts) ? known.value : nil
    }
    let outer = (periods, untrackedFields)
    (periods, untrackedFields) = ([], [])
    let resolved = keepingClauses(resolve)
    var made = SharedDefinition(
      value: .literal(.missing, .text), periods: periods, untrackedFields: untrackedFields, parts: 1)
    (periods, untrackedFields) = outer
    note(made)
    guard let resolved else { return nil }
    made.value = shareable(resolved, scope)
    made.parts = made.value.size
    scope.definitions[key] = made
    return made.value
  }

  /// What a definition notes is noted wherever it is used: its first use may only have been a trial.
  private func note(_ definition: SharedDefinition) {
    for period in definition.periods where !periods.contains(period) { periods.append(period) }
    for field in definition.untrackedFields where !untrackedFields.contains(field) { untrackedFields.append(field) }
  }

  /// The column of a large value. One that can fail for the data's sake, or whose currency stands in the row, is
  /// computed where it is asked for: a branch that is not taken must not fail.
  private func shareable(_ value: Expr, _ scope: Scope) -> Expr {
    guard value.isLarge, currencies(of: value).isEmpty, !value.checksCurrencies else { return value }
    return .column(scope.pipeline.column(forDefinition: value), value.type)
  }
}

extension Expr {
  /// Values up to this size are cheaper to compute again than to keep, and SQL sees what they are.
  private static let largeSize = 16

  /// Expressions in it.
  var size: Int {
    var count = 0
    walk { _ in count += 1 }
    return count
  }

  fileprivate var isLarge: Bool { size > Self.largeSize }

  /// Whether amounts of mixed or unknown currencies make it fail.
  fileprivate var checksCurrencies: Bool {
    var found = false
    walk {
      switch $0 {
      case .apply(.oneCurrency, _, _), .apply(.exchange, _, _): found = true
      default: break
      }
    }
    return found
  }
}
