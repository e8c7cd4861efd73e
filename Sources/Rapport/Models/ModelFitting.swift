import RapportAnalytics
import RapportEngine
import RapportPlan
import RapportStore
import RapportValues

/// Fits models to what a store holds.
struct ModelFitting {
  let database: RapportStore.Store
  let context: ExecutionContext
  let cache: ModelCache

  /// Changes whenever the same orders may give another fit.
  private static let version = 1

  /// The kept fit of a request, or a new one.
  func model(_ request: ModelRequest) throws -> FittedModel {
    let fingerprint = try request.summary.readsFiles ? nil : fingerprint(of: request)
    if let known = fingerprint.flatMap(cache.model) { return known }
    let model =
      request.kind == .gammaGamma
      ? try FittedModel.spending(spending(request.summary), unit: request.unit)
      : try FittedModel.purchases(
        request.kind, history(request.summary, request.unit), unit: request.unit, logGaps: 0)
    if let fingerprint { cache.keep(model, fingerprint) }
    return model
  }

  /// What the fit depends on, as text without empty lines.
  private func fingerprint(of request: ModelRequest) throws -> String {
    """
    fit \(Self.version) \(request.kind.rawValue) by \(request.unit.name) as of \(request.asOf)
    of \(request.population): \(request.events)
    \(try database.changeMark(of: request.summary.tables))
    \(PlanPrinter.text(of: request.summary))
    """.split(separator: "\n").joined(separator: "\n")
  }

  /// Fits models to what was known on the day of calibration and compares them with what came later.
  func holdOut(_ request: HoldOutRequest) throws -> HoldOutResult {
    let unit = request.unit
    var groups: [HoldOut.Group] = []
    try forEachRow(of: request.summary, columns: 5) { row in
      groups.append(
        HoldOut.Group(customer: Self.cell(row, unit), later: Int(row[3]), count: Int(row[4])))
    }
    let check = HoldOut(groups, duration: unit.time(days: request.duration))
    let history = check.history
    var (rules, problems): ([HoldOutResult.Rule], [String]) = ([], [])
    func add(_ name: String, _ predict: (PurchaseHistory.Cell) -> HoldOut.Prediction) {
      rules.append(
        HoldOutResult.Rule(
          name: name, score: check.score(predict), byFrequency: check.byFrequency(upTo: Self.mostFrequent, predict)))
    }
    for kind in request.kinds {
      let model = try FittedModel.purchases(kind, history, unit: unit, logGaps: 0)
      if !model.isConverged {
        problems.append("the fit of \(kind.title) did not converge: \(model.problems.joined(separator: "; "))")
        continue
      }
      if !model.limits.isEmpty { problems.append("\(kind.title): \(model.limits.joined(separator: ", "))") }
      if let purchases = model.purchases {
        add(kind.rawValue, check.prediction(purchases))
      }
    }
    add("silent \(request.silence) days", check.prediction(silence: unit.time(days: request.silence)))
    return HoldOutResult(rules: rules, problems: problems)
  }

  /// Lines of a table by frequency, as the literature prints them.
  private static let mostFrequent = 7

  private func history(_ summary: Rel, _ unit: ModelUnit) throws -> PurchaseHistory {
    var history = PurchaseHistory()
    try forEachRow(of: summary, columns: 4) { row in history.add(Self.cell(row, unit), count: Int(row[3])) }
    return history
  }

  private func spending(_ summary: Rel) throws -> SpendHistory {
    var history = SpendHistory()
    try forEachBatch(of: summary) { batch in
      guard batch.columns.count == 2, case .int64(let repeats) = batch.columns[0].storage,
        case .float(let means) = batch.columns[1].storage
      else { throw Self.otherColumns }
      for row in 0..<batch.count {
        history.add(frequency: Int(repeats[row]), mean: batch.columns[1].isMissing(row) ? 0 : means[row])
      }
    }
    return history
  }

  /// A customer by repeat days, days to the last and days observed.
  private static func cell(_ row: [Int64], _ unit: ModelUnit) -> PurchaseHistory.Cell {
    PurchaseHistory.Cell(
      frequency: Int(row[0]), recency: unit.time(days: Int(row[1])), age: unit.time(days: Int(row[2])))
  }

  private func forEachRow(of relation: Rel, columns count: Int, _ body: ([Int64]) -> Void) throws {
    var row = [Int64](repeating: 0, count: count)
    try forEachBatch(of: relation) { batch in
      let columns = batch.columns.compactMap { column in
        if case .int64(let values) = column.storage { values } else { nil }
      }
      guard columns.count == count else { throw Self.otherColumns }
      for index in 0..<batch.count {
        for position in 0..<count { row[position] = columns[position][index] }
        body(row)
      }
    }
  }

  private func forEachBatch(of relation: Rel, _ body: (Batch) throws -> Void) throws {
    let plan = Execution.planner(for: database).plan(relation)
    let rows = try Execution(database: database, context: context).run(plan)
    while let batch = try rows.next() { try body(batch) }
  }

  private static let otherColumns = EvaluationError(code: "R0500", message: "a summary of orders has other columns")
}
