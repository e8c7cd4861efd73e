import RapportAnalytics
package import RapportCatalog
package import RapportSyntax
import RapportValues

/// Gives a syntax tree its meaning: names become columns, periods become days, shorthand becomes operators.
///
/// All problems of a statement are collected in `diagnostics`; a method that returns nil has reported why.
package final class Resolver {
  let catalog: Catalog
  let settings: ResolverSettings
  private(set) var environment: ScriptEnvironment
  weak var host: (any ResolverHost)?
  package private(set) var diagnostics: [Diagnostic] = []
  var periods: [ResolvedQuery.ResolvedPeriod] = []
  /// The day `today` means inside the query at hand; `as of` moves it.
  var today: Day
  /// Events after this day do not exist.
  var horizon: Day?

  /// Clauses of the statement so far, those of relations it uses included.
  var clauseCount = 0
  /// Those of definitions that are resolved once and kept.
  private var keptClauses = 0
  /// The day whose values are asked for, inside `F on D`.
  var pastDay: Day?
  /// Fields without history that were read while the query looked back, in the order of their use.
  var untrackedFields: [String] = []
  /// Columns of amounts whose currency stands in the row, with that currency.
  var openMoney: [ColumnID: Expr] = [:]
  /// Currencies found to be those of all rows, with the row's own.
  var sameCurrency: [Expr: Expr] = [:]
  /// Columns of files with a type, with the same column as text.
  var fileTexts: [ColumnID: ColumnID] = [:]
  /// What the recurring list at hand is made of; nil for other statements.
  var ingredients: ListIngredients?
  /// The exchange rates up to a day, once they were asked for.
  var rates: (horizon: Day?, lookup: DatedLookup)?

  /// Whether lists are wanted for their elements only, so that nobody puts them in order.
  var listsAreUnordered = false

  /// Models that the statement asks, by what they are fitted to.
  var models: [ModelKey: FittedModel] = [:]
  /// What `explain` tells about them.
  var cards: [ModelCard] = []

  /// Fields about people that the statement names, with the place.
  var personalPlaces: [String: SourceSpan] = [:]
  /// Fields about people whose values are names of columns.
  var namedByValues: Set<String> = []
  /// Whether a pivot may make columns of values about people.
  package var revealsPersonal = false

  /// What the expression at hand reads of the row that is explained; nil while none is.
  var readings: Readings?

  private var nextColumn = 0
  /// Off while something is only tried.
  private var reporting = true
  /// Names being spliced (lets, defs, derived fields, rules), innermost last, to find cycles.
  private var splicing: [String] = []
  /// The word of the statement that the outermost of them stands for.
  private var splicedAt: SourceSpan?
  /// Where the statement asks for what is computed, for errors that only a run finds.
  private(set) var places: [Expr: SourceSpan] = [:]

  package init(
    catalog: Catalog, settings: ResolverSettings, environment: ScriptEnvironment, host: (any ResolverHost)?
  ) {
    self.catalog = catalog
    self.settings = settings
    self.environment = environment
    self.host = host
    today = settings.asOf ?? settings.today
    horizon = settings.asOf
  }

  /// Resolves a query; nil if it has errors.
  package func resolve(_ query: Query) -> ResolvedQuery? { present(PresentedQuery(query)) { finish($0) } }

  /// Resolves a query that other statements use by a name: it says nothing about what becomes of its rows.
  package func check(_ query: Query) {
    _ = pipeline(for: query, outer: nil)
    checkSize(at: query.source.span)
  }

  /// Resolves a condition that stands alone (`assert`) to a relation of one row with one boolean column.
  package func resolve(condition: Expression) -> ResolvedQuery? {
    let before = errorCount
    let one = Pipeline(.relation(.constant(columns: [], rows: [[]]))) { [unowned self] in allocate() }
    let scope = Scope(pipeline: one, row: nil)
    let tested = self.condition(condition, Context(scope: scope))
    checkSize(at: condition.span)
    guard let expr = tested, errorCount == before else { return nil }
    let id = one.column(for: expr)
    scope.shown = [NamedColumn(name: "holds", id: id, type: .bool)]
    return finish(scope)
  }

  /// - Parameter hidden: columns that the result has behind those shown.
  func finish(_ scope: Scope, hidden: [NamedColumn] = []) -> ResolvedQuery {
    sortNow(scope)
    horizon = scope.horizon ?? horizon
    let shown = withCurrencies(shownColumns(scope), scope) + hidden
    let columns = shown.map { OutputColumn(name: $0.name, id: $0.id, type: $0.type) }
    noteUntrackedFields()
    return ResolvedQuery(
      relation: .project(scope.pipeline.build(), columns), columns: columns, headings: shown.map(\.heading),
      periods: periods, places: places, models: cards)
  }

  /// Behind each amount whose currency stands in its row, that currency.
  private func withCurrencies(_ shown: [NamedColumn], _ scope: Scope) -> [NamedColumn] {
    if openMoney.isEmpty { return shown }
    var columns: [NamedColumn] = []
    for column in shown {
      columns.append(column)
      let name = column.name + "_currency"
      guard column.type.isNumeric, let currency = openMoney[column.id], !shown.contains(where: { $0.name == name })
      else { continue }
      if case .literal = currency { continue }
      columns.append(
        NamedColumn(
          name: name, id: scope.pipeline.column(for: currency), type: currency.type,
          heading: column.heading?.ofCurrency))
    }
    return columns
  }

  /// A whole row has more fields than anybody reads.
  private static let mostListed = 12

  /// A query that looks back says which of its fields show what they are now.
  private func noteUntrackedFields() {
    if untrackedFields.isEmpty { return }
    let more = untrackedFields.count - Self.mostListed
    let listed = untrackedFields.prefix(Self.mostListed).joined(separator: ", ")
    report(
      Diagnostic(
        .note, code: "R0231", "today's values are shown for: \(listed)\(more > 0 ? " and \(more) more" : "")", at: nil))
  }

  /// Says what only the data knows, while a text is checked without any.
  func noteUnchecked(_ what: String, at span: SourceSpan) {
    report(
      Diagnostic(
        .note, code: "R0518", "\(what) cannot be checked without a store", at: span,
        help: ["`rapport check --store STORE` checks them too"]))
  }

  /// Resolves a text of ours in which nothing that a script declared has a meaning.
  func withoutDeclarations<Result>(_ body: () -> Result) -> Result {
    let saved = environment
    environment = ScriptEnvironment()
    defer { environment = saved }
    return body()
  }

  // MARK: - Shared tools

  func allocate() -> ColumnID {
    nextColumn += 1
    return ColumnID(nextColumn)
  }

  private(set) var errorCount = 0

  /// Errors after which a text is given up: nobody reads more, and each costs a search for suggestions.
  static let errorLimit = 100

  /// Expressions that definitions may bring into a statement. Those that use another one twice double with every
  /// level.
  static let partLimit = 250_000

  private var partCount = 0

  /// Whether the statement is given up: nobody reads more errors, or it has grown too large.
  private var isOver: Bool { errorCount >= Self.errorLimit || partCount > Self.partLimit }

  /// Counts an expression of a definition; false once the statement is given up.
  func takesPart() -> Bool {
    if !splicing.isEmpty { partCount += 1 }
    return !isOver
  }

  /// Counts the expressions that a definition resolved before brings in again.
  func takesParts(_ count: Int) -> Bool {
    partCount += count
    return !isOver
  }

  /// Whether problems are of interest: not while something is only tried, nor after too many.
  var isReporting: Bool { reporting && !isOver }

  /// Reports a statement that was given up for its size.
  func checkSize(at span: SourceSpan) {
    guard partCount > Self.partLimit else { return }
    partCount = 0
    report(
      Diagnostic(
        code: "R0312", "the definitions used here have more than \(Self.partLimit) parts", at: span,
        help: ["definitions that use another one twice double it; compute it once with `with`"]))
  }

  /// Records a problem, once per place and code.
  func report(_ diagnostic: Diagnostic) {
    guard isReporting else { return }
    if diagnostic.severity == .error { errorCount += 1 }
    if diagnostics.contains(where: { $0.code == diagnostic.code && $0.span == diagnostic.span }) { return }
    diagnostics.append(diagnostic)
  }

  func fail<T>(_ code: String, _ message: String, at span: SourceSpan?, label: String? = nil, help: [String] = [])
    -> T?
  {
    report(Diagnostic(code: code, message, at: span, label: label, help: help))
    return nil
  }

  /// Tries something without reporting what goes wrong.
  func quietly<T>(_ body: () -> T?) -> T? {
    let saved = (reporting, periods, untrackedFields)
    let (clauses, kept) = (clauseCount, keptClauses)
    reporting = false
    defer {
      (reporting, periods, untrackedFields) = saved
      clauseCount = clauses + keptClauses - kept
    }
    return body()
  }

  /// Clauses of what is kept even if it was only tried.
  func keepingClauses<T>(_ body: () -> T?) -> T? {
    let (clauses, kept) = (clauseCount, keptClauses)
    let result = body()
    if result != nil { keptClauses = kept + clauseCount - clauses }
    return result
  }

  var diagnosticsMark: Int { diagnostics.count }
  /// How many definitions are being spliced into each other.
  var spliceDepth: Int { splicing.count }

  /// Moves what was reported while splicing catalog text to the place that used it: its own positions are in
  /// another text.
  func relocateDiagnostics(since mark: Int, to span: SourceSpan, within name: String) {
    for position in diagnostics.indices.dropFirst(mark) where diagnostics[position].span != span {
      diagnostics[position].span = span
      diagnostics[position].message = "in `\(name)`: \(diagnostics[position].message)"
    }
    // Places that were different in another text are one here.
    var kept = Array(diagnostics.prefix(mark))
    for diagnostic in diagnostics.dropFirst(mark) where !kept.contains(where: { $0.isSame(as: diagnostic) }) {
      kept.append(diagnostic)
    }
    diagnostics = kept
  }

  /// Remembers where a computed value comes from; inside definitions that is the word that names the outermost one.
  func remember(_ expr: Expr, at span: SourceSpan) {
    if places[expr] == nil { places[expr] = splicedAt ?? span }
  }

  /// Remembers where the statement asks for a field about people.
  func rememberPersonal(_ privacy: Privacy, at span: SourceSpan) {
    let span = splicedAt ?? span
    for field in privacy.fields where span.end > span.start && personalPlaces[field] == nil {
      personalPlaces[field] = span
    }
  }

  /// Runs `body` unless `name` is being spliced already.
  func splice<T>(_ name: String, at span: SourceSpan, _ body: () -> T?) -> T? {
    if splicing.contains(name) {
      let chain = (splicing.drop { $0 != name } + [name]).joined(separator: " → ")
      return fail("R0301", "`\(name)` refers to itself", at: span, help: ["the chain is \(chain)"])
    }
    if splicing.count >= 40 {
      return fail("R0302", "definitions are nested more than 40 deep at `\(name)`", at: span)
    }
    splicing.append(name)
    if splicing.count == 1 { splicedAt = span }
    defer {
      splicing.removeLast()
      if splicing.isEmpty { splicedAt = nil }
    }
    return body()
  }
}

/// Where an expression stands: the scope, the row whose fields bare words mean, and parameters being spliced.
struct Context {
  let scope: Scope
  /// The row bare words belong to; nil where there is none.
  var row: RowReference?
  /// Whether names from `with`, `select … as` and groups are visible (not inside spliced definitions).
  var seesNames = true
  /// Set while the `select` of a group is resolved.
  var group: GroupBuilder?
  /// Where what is computed on top of a group's aggregates goes.
  var after: Scope?
  /// Arguments of the definition or rule being spliced, with the context of its caller.
  var arguments: [String: Argument] = [:]

  init(scope: Scope) {
    self.scope = scope
    row = scope.row
  }

  final class Argument {
    let expression: Expression
    let context: Context?
    let type: TypeExpression?
    init(_ expression: Expression, in context: Context?, type: TypeExpression? = nil) {
      self.expression = expression
      self.context = context
      self.type = type
    }
  }

  /// The context for an expression written in a catalog or definition for `row`.
  func spliced(into row: RowReference?, arguments: [String: Argument] = [:]) -> Context {
    var inner = self
    inner.row = row
    inner.seesNames = row == nil && seesNames
    inner.group = nil
    inner.arguments = arguments
    return inner
  }
}

extension Diagnostic {
  /// Whether people would read the same twice.
  fileprivate func isSame(as other: Diagnostic) -> Bool {
    code == other.code && span == other.span && message == other.message
  }
}
