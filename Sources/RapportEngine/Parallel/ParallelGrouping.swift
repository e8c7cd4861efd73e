import RapportPlan
import RapportThreads
import RapportValues
import Synchronization

/// Groups the parts of a divided relation side by side, each part in tables of its own, and puts them
/// together in the order of the parts, so that the result is that of reading one part after the other.
struct ParallelGrouping {
  /// The parts, each a whole pipeline down to its source.
  let parts: [Rel]
  /// Groups one part, only by the groups of a table if there is one; called on the part's thread.
  let group: @Sendable (Rel, _ only: GroupTable?, _ shouldStop: () -> Bool) throws -> Grouper

  /// A table that threads look into and none changes.
  private struct ClosedTable: @unchecked Sendable {
    let table: GroupTable?
  }

  /// What a part came to. Written by the part's thread, read after that has ended.
  private final class Outcome: @unchecked Sendable {
    var result: Result<Grouper, any Error>?
  }

  func run(only table: GroupTable?) throws -> Grouper {
    let closed = ClosedTable(table: table)
    let outcomes = parts.map { _ in Outcome() }
    let hasFailed = Flag()
    let (parts, group) = (parts, group)
    Threads.concurrently(parts.count) { index in
      let result = Result { try group(parts[index], closed.table) { hasFailed.isSet } }
      if case .failure = result { hasFailed.set() }
      outcomes[index].result = result
    }
    // The error of the first part that has one of its own; parts that were stopped because of it gave no
    // error.
    let groupers = try outcomes.map { outcome -> Grouper in
      guard let result = outcome.result else { throw EvaluationError.interrupted }
      return try result.get()
    }
    guard let first = groupers.first else { throw EvaluationError.interrupted }
    for other in groupers.dropFirst() { try first.absorb(other) }
    return first
  }
}

/// A flag that threads share.
final class Flag: Sendable {
  private let value = Atomic<Bool>(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}

extension Rel {
  /// The source below filters, computed columns, lookups and projections, if it can be read in parts.
  var divisibleSource: SourceQuery? { leafSource.flatMap { $0.partition == nil ? nil : $0 } }

  /// The source below operators that treat each row by itself.
  var leafSource: SourceQuery? {
    switch self {
    case .source(let query): query
    case .filter(let input, _), .extend(let input, _), .project(let input, _): input.leafSource
    case .attach(let input, let attachment) where attachment.isLookup: input.leafSource
    default: nil
    }
  }

  /// The same pipeline over another source.
  func replacingSource(_ query: SourceQuery) -> Rel {
    switch self {
    case .source: .source(query)
    case .filter(let input, let condition): .filter(input.replacingSource(query), condition)
    case .extend(let input, let added): .extend(input.replacingSource(query), added)
    case .project(let input, let columns): .project(input.replacingSource(query), columns)
    case .attach(let input, let attachment): .attach(input.replacingSource(query), attachment)
    default: self
    }
  }
}

extension Attachment {
  /// Whether it brings columns of one related row, and no aggregates over many.
  var isLookup: Bool {
    !keys.isEmpty && aggregates.allSatisfy { $0.function == .first && $0.filter == nil && $0.order.isEmpty }
  }
}
