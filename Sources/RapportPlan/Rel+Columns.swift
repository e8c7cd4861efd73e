extension Rel {
  /// The columns its rows have.
  package var columns: [TypedColumn] {
    switch self {
    case .scan(let scan): scan.columns.map { TypedColumn(id: $0.id, type: $0.type) }
    case .constant(let columns, _): columns
    case .file(let file): file.columns.map { TypedColumn(id: $0.id, type: $0.type) }
    case .source(let source): source.columns.map { TypedColumn(id: $0.id, type: $0.type) }
    case .filter(let input, _), .sort(let input, _), .slice(let input, _, _), .top(let input, _, _, _),
      .fill(let input, _), .distinct(let input, _):
      input.columns
    case .extend(let input, let added):
      input.columns + added.map { TypedColumn(id: $0.id, type: $0.value.type) }
    case .attach(let input, let attachment):
      input.columns + attachment.aggregates.map { TypedColumn(id: $0.id, type: $0.type) }
    case .aggregate(_, let keys, let aggregates):
      keys.map { TypedColumn(id: $0.id, type: $0.value.type) }
        + aggregates.map { TypedColumn(id: $0.id, type: $0.type) }
    case .window(let input, let windows):
      input.columns + windows.map { TypedColumn(id: $0.id, type: $0.type) }
    case .analyze(let input, let analysis):
      (analysis.keepsRows ? input.columns : []) + analysis.outputs
    case .combine(_, _, _, let combination):
      combination.columns.map { TypedColumn(id: $0.id, type: $0.type) }
    case .project(_, let columns): columns.map { TypedColumn(id: $0.id, type: $0.type) }
    }
  }
}
