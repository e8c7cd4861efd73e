import RapportPlan
import RapportStore
import RapportSyntax
import RapportValues

/// A run of a list beside the last one that was kept.
public struct ListComparison: Sendable {
  /// What differs; nil if there is no run to compare with.
  public let difference: ListDifference?
  /// Why there is none: a list that was never kept, or whose definition has changed since. A warning, for people.
  public let reason: Diagnostic?
  /// Without a difference: no changes, in the columns that changes would have.
  private let empty: ListDifference
  /// The last kept run of the same list, which a run that is kept now must still find there.
  let previous: Int64?

  init(_ run: ListRun, in kept: KeptRuns) throws {
    let list = run.list
    let known = try kept.lists(named: list.title)
    guard let same = known.first(where: { $0.identity == list.identity }),
      let last = try kept.lastRun(of: same.id, through: list.day)
    else {
      self.init(run, nil, try Self.reason(list, known, kept), previous: nil)
      return
    }
    switch try Self.sides(run, last, kept) {
    case .fitting(let sides, let oldKeys):
      self.init(
        run, ListDifference(sides, new: run.index, oldKeys: oldKeys, since: last.day, export: list.query.export),
        nil, previous: last.id)
    case .other(let what):
      self.init(run, nil, Self.changedDefinition(list, since: last.day, what), previous: last.id)
    }
  }

  /// For a run in a place where nothing was kept yet.
  init(first run: ListRun) { self.init(run, nil, Self.neverKept(run.list), previous: nil) }

  private init(_ run: ListRun, _ difference: ListDifference?, _ reason: Diagnostic?, previous: Int64?) {
    (self.difference, self.reason, self.previous) = (difference, reason, previous)
    empty = ListDifference(emptyFor: run)
  }

  /// The changes as rows; none if there is nothing to compare with.
  public func rows(_ layout: ListDifference.Layout = .typed) -> Rows { (difference ?? empty).rows(layout) }

  /// How many rows came, went and changed, as the store records it.
  var changes: KeptChanges? {
    difference.map { KeptChanges(entered: $0.entered, left: $0.left, changed: $0.changed) }
  }

  // MARK: - Columns of both runs

  private enum Sides {
    case fitting([ListDifference.Side], oldKeys: RowKeys)
    /// A column of another type than before.
    case other(String)
  }

  /// Columns are matched by name; a key that the list does not show stands behind the others in both.
  private static func sides(_ run: ListRun, _ last: KeptRun, _ kept: KeptRuns) throws -> Sides {
    let old = try kept.columns(of: last.id)
    let new = run.list.query.columns
    var types: [ValueType] = []
    for column in old {
      guard let now = new.first(where: { $0.name == column.name }) else {
        guard let type = column.type.type(Self.formerEnum) else { throw StoreError.damagedRun(last.id) }
        types.append(type)
        continue
      }
      guard (now.kept == nil) == (column.privacy == nil) else {
        return .other("`\(column.name)` was \(column.privacy == nil ? "masked" : "revealed") and is not now")
      }
      guard KeptType(now.type).text == column.type.text else {
        return .other("`\(column.name)` was \(column.type.text) and is \(KeptType(now.type).text)")
      }
      types.append(now.type)
    }
    let rows = try kept.rows(of: last.id, types: types)
    func oldColumn(_ name: String) -> Column? { old.firstIndex { $0.name == name }.map { rows.columns[$0] } }
    var sides = new.enumerated().map { position, column in
      ListDifference.Side(
        name: column.name, type: column.type, isKey: run.list.keyPositions.contains(position),
        new: run.rows.columns[position], old: oldColumn(column.name))
    }
    for (position, column) in old.enumerated() where !new.contains(where: { $0.name == column.name }) {
      sides.append(
        ListDifference.Side(
          name: column.name, type: types[position], isKey: false, new: nil, old: rows.columns[position]))
    }
    let keys = run.list.keyPositions.compactMap { sides[$0].old }
    guard keys.count == run.list.keyPositions.count else { throw StoreError.damagedRun(last.id) }
    return .fitting(sides, oldKeys: RowKeys(columns: keys, count: rows.count))
  }

  private static func formerEnum(_ described: KeptType.EnumDescription) -> EnumType {
    EnumType(name: described.name, names: described.values, isOrdered: described.isOrdered)
  }

  // MARK: - Reasons

  private static func reason(
    _ list: RecurringList, _ known: [KeptList], _ kept: KeptRuns
  ) throws -> Diagnostic {
    var others: [KeptRun] = []
    for other in known where other.identity.parameters == list.identity.parameters {
      if let last = try kept.lastRun(of: other.id, through: list.day) { others.append(last) }
    }
    guard let last = others.max(by: { ($0.day, $0.id) < ($1.day, $1.id) }) else { return neverKept(list) }
    return changedDefinition(list, since: last.day, nil)
  }

  private static func neverKept(_ list: RecurringList) -> Diagnostic {
    let values = list.identity.parameters.split(separator: "\n").joined(separator: ", ")
    let which = values.isEmpty ? "" : " with \(values)"
    return Diagnostic(
      .warning, code: "R0513", "no run of `\(list.title)`\(which) has been kept, so there is nothing to compare with",
      at: nil, help: ["`--keep` keeps this run"])
  }

  private static func changedDefinition(_ list: RecurringList, since day: Day, _ what: String?) -> Diagnostic {
    Diagnostic(
      .warning, code: "R0514",
      "the definition of `\(list.title)` has changed since \(day), so its runs cannot be compared"
        + (what.map { ": \($0)" } ?? ""), at: nil, help: ["`--keep` makes this run its new beginning"])
  }
}
