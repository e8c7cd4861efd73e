import Glibc
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
    let model = try fit(request)
    try context.check()
    if let fingerprint { cache.keep(model, fingerprint) }
    return model
  }

  /// Whether nobody waits for the fit any more.
  private var stop: Stop { { [context] in context.isCancelled } }

  private func fit(_ request: ModelRequest) throws -> FittedModel {
    switch request.kind {
    case .gammaGamma: return try FittedModel.spending(spending(request.summary), unit: request.unit, stop: stop)
    case .regularity: return try regularity(request)
    case .bgNBD, .mbgNBD, .bgCNBD, .mbgCNBD, .paretoNBD, .bgBB:
      let (history, logGaps) = try history(request)
      return try FittedModel.purchases(request.kind, history, unit: request.unit, logGaps: logGaps, stop: stop)
    }
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

  // MARK: - What fits are made of

  /// Customers, and Σ ln of their gaps where k is wanted.
  private func history(_ request: ModelRequest) throws -> (PurchaseHistory, logGaps: Double) {
    let unit = request.unit
    var (history, logGaps) = (PurchaseHistory(), 0.0)
    try forEachRow(of: request.summary) { row in
      let cell =
        request.kind.countsPeriods
        ? PurchaseHistory.Cell(frequency: Int(row[0]), recency: row[1], age: row[2]) : Self.cell(row, unit)
      history.add(cell, count: Int(row[3]))
      if row.count > 4 { logGaps += Self.logGaps(repeats: row[0], customers: row[3], means: row[4], unit) }
    }
    return (history, logGaps)
  }

  /// A customer by repeat days, days to the last and days observed.
  private static func cell(_ row: [Double], _ unit: ModelUnit) -> PurchaseHistory.Cell {
    PurchaseHistory.Cell(
      frequency: Int(row[0]), recency: unit.time(days: Int(row[1])), age: unit.time(days: Int(row[2])))
  }

  /// Σ ln of the gaps of customers with as many repeats, from the sum of their means in days.
  private static func logGaps(repeats: Double, customers: Double, means: Double, _ unit: ModelUnit) -> Double {
    repeats > 0 ? repeats * (means - customers * log(unit.days)) : 0
  }

  private func spending(_ summary: Rel) throws -> SpendHistory {
    var history = SpendHistory()
    try forEachRow(of: summary) { row in history.add(frequency: Int(row[0]), mean: row[1]) }
    return history
  }

  private func regularity(_ request: ModelRequest) throws -> FittedModel {
    var (regularity, all) = (Regularity(), 0)
    try forEachRow(of: request.summary) { row in
      regularity = Regularity(customers: Int(row[2]), squares: row[0], fourths: row[1])
      all = Int(row[3])
    }
    return try FittedModel.regularity(regularity, all: all, unit: request.unit)
  }

  /// The rows of a summary as numbers; what is missing is 0. A column of texts is the currency of an amount.
  private func forEachRow(of relation: Rel, _ body: ([Double]) -> Void) throws {
    let plan = Execution.planner(for: database).plan(relation)
    let rows = try Execution(database: database, context: context).run(plan)
    var currency: String?
    while let batch = try rows.next() {
      for column in batch.columns where column.type.isTextual { try check(column, &currency) }
      let numbers = batch.columns.filter { !$0.type.isTextual }
      var row = [Double](repeating: 0, count: numbers.count)
      for index in 0..<batch.count {
        for (position, column) in numbers.enumerated() {
          row[position] = try column.isMissing(index) ? 0 : Self.number(column, index)
        }
        body(row)
      }
    }
  }

  /// Amounts of one model are in one currency.
  private func check(_ column: Column, _ currency: inout String?) throws {
    for index in 0..<column.count where !column.isMissing(index) {
      guard case .text(let found) = column.value(at: index) else { continue }
      if let currency, currency != found { throw ModelError.mixedCurrencies(currency, found) }
      currency = found
    }
  }

  private static func number(_ column: Column, _ row: Int) throws -> Double {
    switch column.storage {
    case .int64(let values): Double(values[row])
    case .float(let values): values[row]
    case .text, .list: throw otherColumns
    }
  }

  private static let otherColumns = EvaluationError(code: "R0500", message: "a summary of orders has other columns")

  // MARK: - Hold-out

  /// Fits models to what was known on the day of calibration and compares them with what came later.
  func holdOut(_ request: HoldOutRequest) throws -> HoldOutResult {
    let unit = request.unit
    var (groups, logGaps): ([HoldOut.Group], Double) = ([], 0)
    try forEachRow(of: request.summary) { row in
      groups.append(HoldOut.Group(customer: Self.cell(row, unit), later: Int(row[3]), count: Int(row[4])))
      logGaps += Self.logGaps(repeats: row[0], customers: row[4], means: row[5], unit)
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
      let model = try FittedModel.purchases(kind, history, unit: unit, logGaps: logGaps, stop: stop)
      try context.check()
      guard model.isConverged else {
        problems.append("the fit of \(kind.title) did not converge: \(model.problems.joined(separator: "; "))")
        continue
      }
      if !model.limits.isEmpty { problems.append("\(kind.title): \(model.limits.joined(separator: ", "))") }
      if let purchases = model.purchases { add(kind.rawValue, check.prediction(purchases)) }
    }
    add("silent \(request.silence) days", check.prediction(silence: unit.time(days: request.silence)))
    return HoldOutResult(rules: rules, problems: problems)
  }

  /// Lines of a table by frequency, as the literature prints them.
  private static let mostFrequent = 7
}
