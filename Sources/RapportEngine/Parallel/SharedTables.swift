import RapportPlan
import RapportValues
import Synchronization

/// The tables of relations that memberships look into: each is read once per run, however many threads and
/// expressions ask for it.
final class SharedTables: Sendable {
  private struct Key: Hashable {
    let rel: Rel
    let columns: [ColumnID]
    let types: [ValueType]
  }

  /// A table that is only looked into once it is made.
  private final class Entry: @unchecked Sendable {
    private let lock = Mutex<Bool>(false)
    private var table: GroupTable?

    func table(_ make: () throws -> GroupTable) throws -> GroupTable {
      try lock.withLock { _ in
        if let table { return table }
        let made = try make()
        table = made
        return made
      }
    }
  }
  private let entries = Mutex<[Key: Entry]>([:])

  /// `types` are those the keys are brought to.
  func table(
    of rel: Rel, _ columns: [ColumnID], _ types: [ValueType], make: () throws -> GroupTable
  ) throws -> GroupTable {
    let entry = entries.withLock { entries in
      let key = Key(rel: rel, columns: columns, types: types)
      if let known = entries[key] { return known }
      let fresh = Entry()
      entries[key] = fresh
      return fresh
    }
    return try entry.table(make)
  }
}
