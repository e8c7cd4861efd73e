import RapportValues

/// Groups and the results for each, and behind them those for a group without rows. Only looked into.
final class AttachedGroups: @unchecked Sendable {
  let table: GroupTable
  let results: [Column]

  init(_ grouper: Grouper) throws {
    table = grouper.table
    results = try grouper.results(extra: 1)
  }
}

/// Adds aggregates over the rows of another relation with the same key.
///
/// A short input is read first, so that only the groups it asks for are made; for a long one all groups are.
final class AttachStream: BatchStream {
  private let input: any BatchStream
  private let keys: [ExprNode]
  private let group: (_ only: GroupTable?) throws -> AttachedGroups
  private let readsShortInputFirst: Bool
  private let check: Check

  /// Rows of the input that were read before the groups were made.
  private var waiting: ArraySlice<Batch> = []
  private var lookup: AttachedGroups?

  /// An input of up to this many rows is read first.
  private static let shortInput = 1 << 16

  /// `group` reads all of the inner relation, grouped by the key. Groups that several streams share are made
  /// whole, whatever one stream's input is.
  init(
    _ input: any BatchStream, keys: [ExprNode], areShared: Bool = false, check: @escaping Check,
    group: @escaping (_ only: GroupTable?) throws -> AttachedGroups
  ) {
    self.input = input
    self.keys = keys
    self.group = group
    self.check = check
    readsShortInputFirst = !areShared && !keys.isEmpty
  }

  func next() throws -> Batch? {
    if lookup == nil { try prepare() }
    guard let lookup, let batch = try waiting.popFirst() ?? input.next() else { return nil }
    return try attach(lookup.results, lookup.table, to: batch)
  }

  private func prepare() throws {
    var read: [Batch] = []
    var count = 0
    var isShort = false
    while readsShortInputFirst, count <= AttachStream.shortInput {
      guard let batch = try input.next() else {
        isShort = true
        break
      }
      read.append(batch)
      count += batch.count
    }
    waiting = read[...]
    // Nothing to attach to: the inner relation need not be read.
    if isShort, count == 0 { return }
    var only: GroupTable?
    if isShort {
      let table = try GroupTable.make(keys.map(\.type), check: check)
      for batch in read {
        _ = try table.assign(try keys.map { try $0.column(batch) }, count: batch.count)
      }
      only = table
    }
    lookup = try group(only)
  }

  private func attach(_ results: [Column], _ table: GroupTable, to batch: Batch) throws -> Batch {
    var batch = batch
    let columns = try keys.map { try $0.column(batch) }
    let groups = try table.find(columns, count: batch.count)
    let missing = columns.reduce(nil) { union($0, $1.missing) }
    // Behind the groups stands one without rows.
    let nothing = table.count
    let rows = groups.withUnsafeBufferPointer { groups in
      [Int](unsafeUninitializedCapacity: batch.count) { target, filled in
        for row in 0..<batch.count {
          let group = groups[row]
          target.initializeElement(at: row, to: group < 0 ? nothing : Int(group))
        }
        filled = batch.count
      }
    }
    let positions =
      missing.map { missing in rows.indices.map { missing[$0] ? nothing : rows[$0] } } ?? rows
    for result in results { batch.columns.append(result.gather(positions)) }
    return batch
  }
}
