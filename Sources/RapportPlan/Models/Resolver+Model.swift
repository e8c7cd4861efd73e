import RapportAnalytics
import RapportCatalog
import RapportSyntax
import RapportValues

/// A model by what it is fitted to, so that a statement asks for it once.
struct ModelKey: Hashable {
  var kind: ModelKind
  var unit: ModelUnit
  var population: String
  var events: String
  var today: Day
  var horizon: Day?
}

/// What the functions of models come to where only a text is checked.
enum ModelOutcome {
  case fitted(FittedModel)
  /// Nobody has the data.
  case unchecked
}

extension Resolver {
  /// The model of a population's orders as known today; the rows of the query do not matter. Problems are reported.
  ///
  /// - Parameter isUsed: the model is asked for numbers, so that one which did not converge is an error.
  func model(
    _ kind: ModelKind, _ log: OrderLog, _ options: ModelOptions, isUsed: Bool = true, at span: SourceSpan
  ) -> ModelOutcome? {
    let population = self.population(of: log.entity, options)
    let what = kind == .gammaGamma ? log.amount.map(SourceText.text) ?? "" : log.dateText
    let events = "\(what) of \(SourceText.text(of: log.events))"
    let key = ModelKey(
      kind: kind, unit: options.unit, population: population, events: events, today: today, horizon: horizon)
    let outcome: ModelOutcome
    if let known = models[key] {
      outcome = .fitted(known)
    } else {
      guard let host else { return fail("R0506", "`\(kind.rawValue)` needs the store to be fitted", at: span) }
      guard let summary = summary(kind, log, options, at: span) else { return nil }
      let request = ModelRequest(
        kind: kind, unit: options.unit, asOf: today, population: population, events: events, summary: summary)
      do {
        guard let model = try host.model(request) else {
          noteUnchecked("the model `\(kind.rawValue)` and what uses it", at: span)
          return .unchecked
        }
        models[key] = model
        outcome = .fitted(model)
      } catch {
        return modelFailure(error, at: span)
      }
    }
    if case .fitted(let model) = outcome {
      if isUsed, !model.isConverged {
        return fail(
          "R0541", "the fit of \(kind.title) did not converge: \(model.problems.joined(separator: "; "))", at: span,
          help: ["its numbers are shown by `\(log.entity.name) | fit(model: \(kind.rawValue))`",
            "another model may fit: `model: \(kind == .paretoNBD ? "mbg_nbd" : "pareto_nbd")`"])
      }
      if isUsed { noteLimits(model, at: span) }
      let card = ModelCard(model: model, asOf: today, population: population, events: events)
      if !cards.contains(card) { cards.append(card) }
    }
    return outcome
  }

  /// A limit of a model may be used, but not silently.
  func noteLimits(_ model: FittedModel, at span: SourceSpan) {
    if model.limits.isEmpty { return }
    report(
      Diagnostic(
        .note, code: "R0545",
        "\(model.kind.title): \(model.limits.joined(separator: ", ")): the customers differ too little for its parameters, "
          + "only its predictions can be used", at: span))
  }

  /// Reports what a host could not do.
  func modelFailure<T>(_ error: any Error, at span: SourceSpan) -> T? {
    if let problem = error as? ModelError {
      return fail(
        "R0542", problem.reason, at: span, help: ["still computable: \(problem.stillComputable)"])
    }
    var problem = error as? Diagnostic ?? Diagnostic(code: "R0506", "\(error)", at: nil)
    problem.span = span
    report(problem)
    return nil
  }

  /// Whose orders, for people and for keys of kept fits.
  private func population(of entity: Entity, _ options: ModelOptions) -> String {
    guard let name = options.population else { return entity.name }
    return environment.bindings[name.text].map { "\(name.text) = \(SourceText.text(of: $0))" } ?? name.text
  }

  /// The relation of a model's input: see `ModelRequest.summary`.
  private func summary(_ kind: ModelKind, _ log: OrderLog, _ options: ModelOptions, at span: SourceSpan) -> Rel? {
    let days = "order_days = \(log.days(until: "today"))"
    let clauses: String
    switch kind {
    case .gammaGamma:
      guard let total = log.total(until: "today"), let initial = log.initial(until: "today") else {
        return noAmount(of: log, at: span)
      }
      clauses = """
        with \(days), total = \(total), began_with = \(initial)
        where order_days > 0
        select order_days - 1 as x, (total - began_with) / (order_days - 1) as mean
        """
    case .regularity:
      clauses = """
        with \(days), shape = \(log.gaps(.regularity, until: "today"))
        where order_days > 0
        with spread = 1 / (8 * shape + 4)
        select sum(spread) as squares, sum(spread * spread) as fourths, count(spread) as customers, count() as everybody
        """
    case .bgBB:
      guard let first = periodNumber("first_day", options, at: span), let last = periodNumber("last_day", options, at: span),
        let now = periodNumber("today", options, at: span)
      else { return nil }
      clauses = """
        with order_periods = \(log.periods(options.unit, until: "today")), first_day = \(log.first(until: "today")),
          last_day = \(log.last(until: "today"))
        where order_periods > 0
        group by order_periods - 1 as x, \(last) - \(first) as recency, \(now) - \(first) as age
        select count() as customers
        """
    case .bgNBD, .mbgNBD, .bgCNBD, .mbgCNBD, .paretoNBD:
      let gap = kind.hasRegularity ? ", gap = \(log.gaps(.logarithm, until: "today"))" : ""
      clauses = """
        with \(days), first_day = \(log.first(until: "today")), last_day = \(log.last(until: "today"))\(gap)
        where order_days > 0
        group by order_days - 1 as x, days(last_day - first_day) as recency, days(today - first_day) as age
        select count() as customers\(kind.hasRegularity ? ", sum(gap) as gaps" : "")
        """
    }
    return aggregated(clauses, log, options, at: span)
  }

  /// The number of the period of a day, for a model that counts periods.
  func periodNumber(_ day: String, _ options: ModelOptions, at span: SourceSpan) -> String? {
    OrderLog.number(of: day, options.unit) ?? fail(
      "R0543", "BG/BB counts orders by month or by year", at: span, help: ["`unit: month` or `unit: year`"])
  }

  /// A relation over the population's rows, made from clauses of the language. Whatever statement asks for it, it is the
  /// same plan, by which fits are kept.
  func aggregated(_ clauses: String, _ log: OrderLog, _ options: ModelOptions, at span: SourceSpan) -> Rel? {
    let source = options.population ?? Name(log.entity.name, span: span)
    let (script, problems) = Parse.parse("\(SourceText.name(source)) \(clauses)")
    guard problems.isEmpty, case .query(let query)? = script.statements.first?.kind else {
      return fail("R0540", "the orders of \(log.entity.name) cannot be read", at: span)
    }
    var settings = settings
    (settings.today, settings.asOf) = (today, horizon)
    let resolver = Resolver(catalog: catalog, settings: settings, environment: environment, host: host)
    let relation = resolver.resolve(query)?.relation
    for var problem in resolver.diagnostics where problem.severity == .error {
      problem.message = "in the orders of \(log.entity.name): \(problem.message)"
      problem.span = problem.code == "R0100" ? options.population?.span ?? span : span
      report(problem)
    }
    return relation
  }

  /// An expression of the language over a row of the log's entity.
  func expression(ofText text: String, _ context: Context, at span: SourceSpan) -> Expr? {
    guard let node = Self.parsed(text), let row = context.row else {
      return fail("R0540", "the orders of this row cannot be read", at: span)
    }
    let mark = diagnosticsMark
    defer { relocateDiagnostics(since: mark, to: span, within: "the orders of \(row.entity.name)") }
    return expression(node, context.spliced(into: row))
  }
}
