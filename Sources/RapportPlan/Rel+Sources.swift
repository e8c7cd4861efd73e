extension Rel {
  /// Every statement of a plan, in the order of `explain`.
  package var sources: [SourceQuery] {
    switch self {
    case .source(let source): return [source]
    case .attach(let input, let attachment): return input.sources + attachment.inner.sources
    case .combine(_, let left, let right, _): return left.sources + right.sources
    case .filter(let input, let condition): return input.sources + condition.sources
    case .extend(let input, let added): return input.sources + added.flatMap(\.value.sources)
    case .analyze(let input, let analysis): return input.sources + analysis.arguments.flatMap(\.sources)
    case .sort(let input, _), .slice(let input, _, _), .top(let input, _, _, _), .aggregate(let input, _, _),
      .fill(let input, _), .window(let input, _), .distinct(let input, _), .project(let input, _):
      return input.sources
    case .scan, .constant, .file: return []
    }
  }

  /// Whether a statement can be read in ranges, on several threads.
  package var hasDivisibleSource: Bool { sources.contains { $0.partition != nil } }
}

extension Expr {
  /// Statements of the relations inside.
  var sources: [SourceQuery] {
    var all: [SourceQuery] = []
    walk { all += $0.relation?.sources ?? [] }
    return all
  }
}
