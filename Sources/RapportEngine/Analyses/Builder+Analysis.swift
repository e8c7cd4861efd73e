import RapportPlan
import RapportValues

extension Builder {
  func analyze(_ input: Rel, _ analysis: Analysis, _ depth: Int) throws -> any BatchStream {
    let compiler = compiler(Layout(input.columns))
    let nodes = try analysis.arguments.map { try compiler.compile($0) }
    let stream = try eager.open(input, depth: depth + 1)
    let (types, context) = (input.types, context)
    let place = analysis.outputs.first.map { Expr.column($0.id, $0.type) }
    return DeferredStream {
      try located(place) {
        if case .clusters(let how) = analysis.method {
          let rows = try materialize(stream, types: types, check: context.check)
          let measures = try nodes.map { try $0.column(rows, check: context.check) }
          return SlicedStream(try Clusters(how, check: context.check).added(to: rows, measures))
        }
        var rows = try Self.rows(of: analysis, context)
        while let batch = try stream.next() {
          try context.check()
          try rows.add(try nodes.map { try $0.column(batch) }, count: batch.count)
        }
        return SlicedStream(try rows.finish())
      }
    }
  }

  private static func rows(of analysis: Analysis, _ context: ExecutionContext) throws -> any AnalysisRows {
    switch analysis.method {
    case .clusters: throw EvaluationError.mismatch("a method without rows of its own")
    case .cohorts(let unit, let last): return CohortRows(unit, last: last)
    case .survival(let observation, let confidence, let interval):
      let watched = try WatchedRows(analysis, observation, check: context.check)
      return SurvivalRows(watched, confidence: confidence, interval: interval)
    case .obligations(let rules): return ObligationRows(rules, analysis.outputs)
    case .logRank(let observation):
      return LogRankRows(try WatchedRows(analysis, observation, check: context.check))
    }
  }
}
