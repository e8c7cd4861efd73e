import RapportCatalog
import RapportEngine
import RapportPlan
import RapportStore
import RapportSyntax
import RapportValues

/// Makes the statements of one text ready, on copies of what the session knows.
final class Preparation {
  /// Nil when a text is only checked.
  private let database: RapportStore.Store?
  private let settings: Settings
  var environment: ScriptEnvironment
  var catalog: Catalog
  var definition: CatalogDefinition
  /// Parameters as the text declares them, before values for this text stand in for their defaults.
  var declared: [String: ParameterDeclaration] = [:]
  var parameterOrder: [String] = []
  /// What was found besides errors.
  private(set) var warnings: [Diagnostic] = []
  /// Takes what the audit of the database cannot.
  private let archive: ListArchive?
  private let values: [String: Value]
  private let host: PlanHost
  /// Endings of file names that the program writes itself.
  private let otherFileEndings: Set<String>
  /// Files that the text writes.
  private var targets: Set<String> = []
  /// Files that are being read by `use`, outermost first.
  private var using: [String] = []
  private var isPlanning = true
  /// Of the lists so far.
  private var titles: Set<String> = []
  /// Whether a statement so far prints something, and whether one begins a report.
  private var (hasPrinted, hasReport) = (false, false)

  init(session: Session, values: [String: Value], context: ExecutionContext) {
    database = session.store.database
    settings = session.settings
    environment = session.environment
    catalog = session.catalog
    definition = session.definition
    otherFileEndings = session.otherFileEndings
    self.values = values
    archive = session.archive
    host = PlanHost(
      database: session.store.database, archive: session.archive, cacheFolder: session.cacheFolder,
      catalog: session.catalog, context: context)
  }

  /// For checking without a store.
  ///
  /// - Parameter givenValues: of parameters, as text.
  init(
    _ definition: CatalogDefinition, settings: Settings, otherFileEndings: Set<String>,
    givenValues: [String: String]
  ) throws(DiagnosticsError) {
    database = nil
    self.settings = settings
    self.otherFileEndings = otherFileEndings
    environment = ScriptEnvironment()
    environment.givenValues = givenValues
    self.definition = definition
    catalog = try definition.catalog()
    values = [:]
    archive = nil
    host = PlanHost(database: nil, archive: nil, cacheFolder: nil, catalog: catalog, context: ExecutionContext())
  }

  func prepare(_ source: SourceText) throws(DiagnosticsError) -> [PreparedStatement] {
    let (script, problems) = Parse.parse(source.text)
    var report = problems
    // A text with errors is resolved, so that all are found at once, but not planned.
    isPlanning = !problems.contains { $0.severity == .error }
    report += try declareCatalog(script, source)
    var prepared: [PreparedStatement] = []
    for statement in script.statements {
      prepared.append(try prepare(statement, source, &report))
    }
    if report.contains(where: { $0.severity == .error }) {
      throw DiagnosticsError(.query, report, source: source)
    }
    warnings += report
    return prepared
  }

  private func prepare(
    _ statement: RapportSyntax.Statement, _ source: SourceText, _ report: inout [Diagnostic]
  ) throws(DiagnosticsError) -> PreparedStatement {
    // Nil where nothing is to be run: declarations, errors, and everything while a text is only checked.
    var action: PreparedStatement.Action?
    let resolver = Resolver(
      catalog: catalog, settings: settings.resolved, environment: environment, host: host)
    let (disclosure, span) = (settings.personalData.disclosure, statement.span)
    resolver.revealsPersonal = disclosure == .revealed
    switch statement.kind {
    case .query(let query) where query.changesRows:
      if let resolved = resolver.resolveChange(query),
        resolver.isAllowed(resolved.query, to: resolved.fields, for: disclosure, at: span)
      {
        action = change(resolved, statement, source).map { .change($0) }
      }
    case .addition(let addition):
      let resolved = resolver.resolve(addition)
      let rows = resolved?.rows ?? []
      if rows.allSatisfy({ resolver.isAllowed($0.query, to: $0.fields, for: disclosure, at: span) }) {
        action = change(resolved, statement, source).map { .change($0) }
      }
    case .query(let query) where query.schedules:
      let resolved = resolver.resolve(schedule: query)
      action = planning(resolved, resolver, statement, source, &report).map { .planning($0) }
    case .query(let query):
      let shown = resolver.disclosed(checked(resolver.resolve(query), &report), for: disclosure, at: span)
      action = plan(shown, source, span).map { .query($0) }
    case .explain(let query):
      let shown = resolver.disclosed(resolver.resolve(query), for: disclosure, at: span)
      action = plan(shown, source, span).map { .explanation($0) }
    case .explainRule(let name): action = resolver.rule(named: name).map { .rule(RuleDescription($0, in: catalog)) }
    case .explainPlanned(let question):
      action = plan(resolver.resolve(question), source, span).map { .planned(PlannedExplanation(question, rows: $0)) }
    case .explainValue(let question):
      let trace = resolver.disclosed(resolver.resolve(question), for: disclosure, at: span)
      if let trace, let query = plan(trace.query, source, span) {
        action = .value(ValueExplanation(trace, query: query))
      }
    case .list(let list):
      if !titles.insert(list.title).inserted {
        report.append(
          Diagnostic(code: "R0320", "the list `\(list.title)` is declared twice", at: list.titleSpan))
      }
      let resolved = resolver.resolve(list)
      _ = checked(resolved?.query, &report)
      let shown = resolver.disclosed(resolved, for: disclosure, at: list.titleSpan)
      action = recurring(list, shown, source, span).map { .list($0) }
    case .report(let title):
      if hasPrinted, !hasReport {
        report.append(
          Diagnostic(
            code: "R0281", "a report begins before what it shows", at: title.span,
            help: ["move `report` above the first list or query"]))
      }
      hasReport = true
      action = resolver.resolve(title).map { .report(Title($0)) }
    case .assertion(let assertion):
      let message = assertion.message ?? source.excerpt(assertion.condition.span)
      let resolved = resolver.resolve(condition: assertion.condition)
      let isAllowed = resolved.map { resolver.isAllowed(condition: $0, for: disclosure, at: span) } ?? false
      action = plan(isAllowed ? resolved : nil, source, span).map {
        .assertion(Assertion(message: message, query: $0, span: statement.span, source: source))
      }
    case .binding(let binding):
      // Resolved here so that its errors show where it is written, not where it is used.
      resolver.check(binding.query)
      environment.bindings[binding.name.text] = binding.query
    case .definition(let definition):
      environment.definitions[definition.entity?.text ?? "", default: [:]][definition.name.text] = definition
    case .parameter(let parameter):
      declare(parameter)
      let checking = Resolver(
        catalog: catalog, settings: settings.resolved, environment: environment, host: host)
      environment.rejected.remove(parameter.name.text)
      if !checking.check(environment.parameters[parameter.name.text] ?? parameter) {
        environment.rejected.insert(parameter.name.text)
      }
      report += checking.diagnostics
    case .use(let path, let span):
      try use(path, at: span, in: source, &report)
    case .rule(let rule): resolver.check(rule: rule.name.name.text)
    case .entity, .enumeration: break
    }
    if statement.printsRows { hasPrinted = true }
    // Notes belong to what is shown, and a binding shows nothing; a check tells all it knows.
    let found =
      if database != nil, case .binding = statement.kind {
        resolver.diagnostics.filter { $0.severity != .note }
      } else {
        resolver.diagnostics
      }
    report += found
    let warnings = found.filter { $0.severity != .error }
    return PreparedStatement(action: action ?? .declaration, warnings: warnings, source: source)
  }

  private func recurring(
    _ declaration: ListDeclaration, _ resolved: ResolvedList?, _ source: SourceText, _ span: SourceSpan
  ) -> RecurringList? {
    guard let resolved, let query = plan(resolved.query, source, span) else { return nil }
    return RecurringList(declaration, resolved, query: query, day: settings.resolved.answeringDay)
  }

  private func plan(_ resolved: ResolvedQuery?, _ source: SourceText, _ span: SourceSpan) -> Query? {
    guard isPlanning, let resolved, let database else { return nil }
    let export =
      resolved.disclosed.isEmpty
      ? nil
      : Export(
        query: source.excerpt(span), fields: resolved.disclosed.sorted(), purpose: settings.personalData.purpose,
        store: database, archive: archive)
    return Query(
      resolved, catalog: catalog, database: database, settings: settings.resolved, source: source, export: export)
  }

  private func planning(
    _ resolved: ResolvedSchedule?, _ resolver: Resolver, _ statement: RapportSyntax.Statement, _ source: SourceText,
    _ report: inout [Diagnostic]
  ) -> VisitPlanning? {
    guard let resolved else { return nil }
    let shown = resolver.disclosed(
      checked(resolved.visits, &report), for: settings.personalData.disclosure, at: statement.span)
    guard let accounts = plan(resolved.accounts, source, statement.span), let visits = plan(shown, source, statement.span),
      let database
    else { return nil }
    return VisitPlanning(
      resolved, accounts: accounts, visits: visits, statement: source.excerpt(statement.span),
      settings: settings.resolved, database)
  }

  private func change(
    _ resolved: ResolvedChange?, _ statement: RapportSyntax.Statement, _ source: SourceText
  ) -> Change? {
    guard let resolved, let query = plan(resolved.query, source, statement.span), let database else { return nil }
    return Change(resolved, query, statement: source.excerpt(statement.span), settings: settings, database)
  }

  private func change(
    _ resolved: ResolvedAddition?, _ statement: RapportSyntax.Statement, _ source: SourceText
  ) -> Change? {
    guard let resolved, let database else { return nil }
    let queries = resolved.rows.compactMap { plan($0.query, source, statement.span) }
    guard queries.count == resolved.rows.count else { return nil }
    return Change(resolved, queries, statement: source.excerpt(statement.span), settings: settings, database)
  }

  /// Reports what only this module knows about the file that a statement writes.
  private func checked(_ resolved: ResolvedQuery?, _ report: inout [Diagnostic]) -> ResolvedQuery? {
    guard let target = resolved?.presentation.target else { return resolved }
    let isChart = resolved?.presentation.chart != nil
    if let problem = FileFormat.problem(of: target.path, isChart: isChart, others: otherFileEndings) {
      report.append(Diagnostic(code: "R0244", problem.message, at: target.span, help: problem.help))
    } else if using.isEmpty, !targets.insert(target.path).inserted {
      report.append(
        Diagnostic(
          code: "R0245", "an earlier statement writes `\(target.path)` too", at: target.span,
          help: ["give it another name"]))
    }
    return resolved
  }

  // MARK: - Declarations

  private func declare(_ parameter: ParameterDeclaration) {
    let name = parameter.name.text
    declared[name] = parameter
    parameterOrder.append(name)
    var effective = parameter
    if let value = values[name] {
      let isEnum = catalog.enumeration(parameter.type.name.text) != nil
      effective.defaultValue =
        isEnum ? value.enumLiteral(at: parameter.name.span) : value.literal(at: parameter.name.span)
      environment.givenValues[name] = nil
    }
    environment.parameters[name] = effective
  }

  /// Takes over the declarations of another script.
  private func use(
    _ path: String, at span: SourceSpan, in source: SourceText, _ report: inout [Diagnostic]
  ) throws(DiagnosticsError) {
    let file = source.resolve(path)
    if using.contains(file) || file == source.name {
      report.append(Diagnostic(code: "R0311", "`\(path)` uses itself", at: span))
      return
    }
    if using.count >= 20 {
      report.append(Diagnostic(code: "R0311", "`use` is nested more than 20 deep", at: span))
      return
    }
    let text: SourceText
    do throws(DiagnosticsError) {
      text = try SourceText.file(file)
    } catch {
      for var problem in error.diagnostics {
        problem.span = span
        report.append(problem)
      }
      return
    }
    using.append(file)
    // Its lists are not run, so their titles are free.
    let outer = (titles, hasPrinted, hasReport)
    titles = []
    defer {
      using.removeLast()
      (titles, hasPrinted, hasReport) = outer
    }
    _ = try prepare(text)
  }

  /// Entities, enums and rules of a script join the catalog before any statement is read.
  private func declareCatalog(
    _ script: Script, _ source: SourceText
  ) throws(DiagnosticsError) -> [Diagnostic] {
    let spans = script.catalogSpans
    if spans.isEmpty { return [] }
    let text = SourceText(source.keeping(spans), name: source.name)
    let (loaded, problems) = definition.adding(text)
    if let loaded {
      catalog = try Failure.wrapping(in: source) { try database?.bound(loaded) ?? loaded }
      host.catalog = catalog
      definition.texts.append(text)
    }
    return problems
  }
}

extension Script {
  /// Where entities, enums and rules stand, with the comments that document them.
  fileprivate var catalogSpans: [SourceSpan] {
    var spans: [SourceSpan] = []
    var end = 0
    for statement in statements {
      if statement.declaresCatalog {
        spans += comments.filter {
          $0.isDocumentation && !$0.isTrailing && $0.span.start >= end && $0.span.end <= statement.span.start
        }.map(\.span)
        spans.append(statement.span)
      }
      end = statement.span.end
    }
    return spans
  }
}

extension RapportSyntax.Statement {
  /// Whether its rows are a part of what a script prints.
  var printsRows: Bool {
    switch kind {
    case .query(let query): !query.changesRows
    case .list: true
    default: false
    }
  }

  var declaresCatalog: Bool {
    switch kind {
    case .entity, .enumeration, .rule: true
    default: false
    }
  }
}

extension SourceText {
  /// The text with everything outside the spans blanked, so that places stay right.
  func keeping(_ spans: [SourceSpan]) -> String {
    var bytes = Array(text.utf8)
    var kept = [Bool](repeating: false, count: bytes.count)
    for span in spans {
      for index in max(0, span.start)..<max(0, min(span.end, bytes.count)) { kept[index] = true }
    }
    for index in bytes.indices where !kept[index] && bytes[index] != UInt8(ascii: "\n") {
      bytes[index] = UInt8(ascii: " ")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func excerpt(_ span: SourceSpan) -> String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: max(0, span.start), limitedBy: bytes.endIndex)
    let end = bytes.index(bytes.startIndex, offsetBy: max(0, span.end), limitedBy: bytes.endIndex)
    guard let start, let end, start <= end else { return "" }
    return String(text[start..<end])
  }
}

extension Value {
  /// The literal that a program would have written for this value.
  func literal(at span: SourceSpan) -> Expression {
    Expression(literalKind(at: span), span: span)
  }

  /// Values of enums are written as words.
  func enumLiteral(at span: SourceSpan) -> Expression {
    switch self {
    case .text(let word): Expression(.path([Name(word, span: span)]), span: span)
    case .list(let values): Expression(.list(values.map { $0.enumLiteral(at: span) }), span: span)
    default: literal(at: span)
    }
  }

  private func literalKind(at span: SourceSpan) -> Expression.Kind {
    switch self {
    case .missing: .literal(.missing)
    case .bool(let flag): .literal(.boolean(flag))
    case .integer(let number): .literal(.integer(number))
    case .text(let text): .literal(.text(text))
    case .days(let count): .literal(.duration(count: count, unit: .day))
    case .list(let values): .list(values.map { $0.literal(at: span) })
    case .day, .dateTime, .decimal, .float, .period:
      Parse.expression(sourceText).expression?.kind ?? .literal(.missing)
    }
  }
}
