import RapportPlan
import RapportValues
import Synchronization

/// The tables of relations that memberships and lookups look into: each is read once per run, however many
/// threads and expressions ask for it.
final class SharedTables: Sendable {
  private struct Key: Hashable {
    let rel: Rel
    let columns: [ColumnID]
    let types: [ValueType]
  }

  /// What is made by the first who asks, and only looked into then.
  private final class Entry<Made>: @unchecked Sendable {
    private let lock = Mutex<Bool>(false)
    private var made: Made?

    func get(_ make: () throws -> Made) throws -> Made {
      try lock.withLock { _ in
        if let made { return made }
        let fresh = try make()
        made = fresh
        return fresh
      }
    }
  }
  private let tables = Mutex<[Key: Entry<GroupTable>]>([:])
  private let groups = Mutex<[Attachment: Entry<AttachedGroups>]>([:])
  private let dated = Mutex<[Key: Entry<DatedTable>]>([:])

  /// `types` are those the keys are brought to.
  func table(
    of rel: Rel, _ columns: [ColumnID], _ types: [ValueType], make: () throws -> GroupTable
  ) throws -> GroupTable {
    let key = Key(rel: rel, columns: columns, types: types)
    return try tables.withLock { Self.entry(&$0, key) }.get(make)
  }

  func groups(of attachment: Attachment, make: () throws -> AttachedGroups) throws -> AttachedGroups {
    try groups.withLock { Self.entry(&$0, attachment) }.get(make)
  }

  func dated(_ rel: Rel, _ columns: [ColumnID], make: () throws -> DatedTable) throws -> DatedTable {
    let key = Key(rel: rel, columns: columns, types: [])
    return try dated.withLock { Self.entry(&$0, key) }.get(make)
  }

  private static func entry<Key, Made>(_ entries: inout [Key: Entry<Made>], _ key: Key) -> Entry<Made> {
    if let known = entries[key] { return known }
    let fresh = Entry<Made>()
    entries[key] = fresh
    return fresh
  }
}
