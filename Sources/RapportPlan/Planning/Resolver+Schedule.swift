import RapportCatalog
package import RapportSyntax
import RapportValues

extension Query {
  /// Where `schedule` stands among the statement's own clauses.
  fileprivate var schedulePosition: Int? {
    clauses.firstIndex { if case .call(let call) = $0.kind { call.name.text == "schedule" } else { false } }
  }

  /// It plans visits.
  package var schedules: Bool { schedulePosition != nil }
}

extension Resolver {
  /// Resolves a statement that plans visits, in two parts: the accounts before `schedule`, and what becomes of the visits
  /// of the plan, which are the rows of `planned_visits` once it is kept.
  package func resolve(schedule query: Query) -> ResolvedSchedule? {
    guard let position = query.schedulePosition, case .call(let call) = query.clauses[position].kind else { return nil }
    var before = query
    before.clauses = Array(query.clauses[..<position])
    var after = Query(
      source: Query.Source(.path([Name("planned_visits", span: call.name.span)], all: false), span: call.span),
      clauses: Array(query.clauses[(position + 1)...]), span: query.span)
    after.span = query.span
    let accounts = accounts(before, call)
    let options = scheduleOptions(call)
    // Without accounts to plan, what is wrong with the visits says nothing.
    guard let accounts, let options, let visits = resolve(after),
      let obligations = obligations(first: options.first, last: options.last, stretch: options.stretch)
    else { return nil }
    return ResolvedSchedule(accounts: accounts, options: options, obligations: obligations, visits: visits)
  }

  private func accounts(_ query: Query, _ call: Call) -> ResolvedQuery? {
    guard let scope = pipeline(for: query, outer: nil) else { return nil }
    guard let row = scope.row, row.entity.name == "accounts", row.path.isEmpty, row.origin == nil,
      catalog.entity("planned_visits")?.table == "planned_visits"
    else {
      return fail(
        "R0561", "`schedule` plans visits of accounts in a store of Rapport's own", at: call.name.span,
        help: ["rows of accounts come before it: `accounts where key_account | schedule(weeks: 4)`"])
    }
    guard let id = key(of: row, scope).first else { return nil }
    let column = NamedColumn(name: "id", id: scope.pipeline.column(for: id), type: id.type)
    scope.shown = [column]
    scope.order = []
    return finish(scope)
  }

  /// `schedule(weeks: 4, from: 2026-12-01, budget: 20 seconds)`
  private func scheduleOptions(_ call: Call) -> ScheduleOptions? {
    let labels = ["weeks", "from", "budget", "iterations", "seed", "frozen", "assign", "stretch"]
    guard
      let arguments = relationArguments(
        call, labels, example: "schedule(weeks: 4, from: \(settings.answeringDay), budget: 20 seconds)")
    else { return nil }
    let nowhere = Context(scope: Scope(pipeline: Pipeline(.relation(.constant(columns: [], rows: []))) { [unowned self] in allocate() }, row: nil))
    guard let weeks = whole("weeks", arguments, 1...26, standard: 4, nowhere),
      let frozen = whole("frozen", arguments, 0...30, standard: 3, nowhere),
      let seed = whole("seed", arguments, 0...Int64.max, standard: 1, nowhere),
      let iterations = whole("iterations", arguments, 1...1_000_000_000, standard: 0, nowhere)
    else { return nil }
    var options = ScheduleOptions(first: settings.answeringDay)
    if let from = arguments["from"] {
      guard let day = constantDay(from, nil, for: "from:") else { return nil }
      guard day >= settings.answeringDay else {
        return fail(
          "R0562", "a plan cannot begin before today, \(settings.answeringDay)", at: from.span,
          help: ["leave `from:` out to begin today"])
      }
      options.first = day
    }
    options.weeks = Int(weeks)
    options.frozenDays = Int(frozen)
    options.seed = UInt64(seed)
    options.iterations = iterations > 0 ? Int(iterations) : nil
    guard let seconds = budget(arguments["budget"], standard: iterations > 0 ? nil : 20) else { return nil }
    options.seconds = seconds.value
    guard let assigns = word("assign", arguments, ["owners", "nobody"], standard: "nobody") else { return nil }
    options.assignsOwners = assigns == "owners"
    if let node = arguments["stretch"] {
      guard let stretch = constantNumber(node, nowhere), (1...10).contains(stretch) else {
        return fail(
          "R0307", "`stretch:` is a number from 1 to 10", at: node.span,
          help: ["`stretch: 1.5` asks for every visit half as late again as the policies do"])
      }
      options.stretch = stretch
    }
    return options
  }

  private struct Budget { var value: Double? }

  private func budget(_ node: Expression?, standard: Double?) -> Budget? {
    guard let node else { return Budget(value: standard) }
    if case .literal(.duration(let count, let unit)) = node.unwrapped.kind, let length = Self.seconds[unit],
      (1...3_600 / length).contains(count)
    {
      return Budget(value: Double(count * length))
    }
    return fail(
      "R0307", "`budget:` is a time from 1 second to 1 hour", at: node.span, help: ["for example `budget: 20 seconds`"])
  }

  private static let seconds: [TimeUnit: Int64] = [.second: 1, .minute: 60, .hour: 3_600]
}
