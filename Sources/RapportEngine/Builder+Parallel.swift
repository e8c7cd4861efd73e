import RapportPlan
import RapportValues

extension Builder {
  /// A builder for what runs on another thread: it measures nothing and divides nothing further.
  var undivided: Builder {
    var builder = self
    builder.divides = false
    builder.measures = false
    return builder
  }

  /// A builder for what parts share: it may divide.
  var whole: Builder {
    var builder = self
    builder.divides = true
    return builder
  }

  /// A builder for the input of what reads all of it before it delivers anything.
  var eager: Builder {
    var builder = self
    builder.readsAhead = true
    return builder
  }

  /// The relation in parts that read pieces of its source; empty if it cannot or need not be divided.
  func parts(of rel: Rel, limit: Int) throws -> [Rel] {
    guard divides, context.threads > 1, let source = rel.divisibleSource else { return [] }
    let queries = try engine.scans.partitions(of: source, limit: limit)
    return queries.count > 1 ? queries.map { rel.replacingSource($0) } : []
  }

  /// Reads a pipeline over a source on several threads, in order; nil if it cannot be divided.
  func divided(_ rel: Rel) throws -> (any BatchStream)? {
    guard readsAhead else { return nil }
    let parts = try parts(of: rel, limit: 1_024)
    guard parts.count > 1 else { return nil }
    let reader = undivided
    return ParallelScan(parts: parts, threads: context.threads) { try reader.open($0, depth: 0) }
  }
}
