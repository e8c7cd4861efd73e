import Glibc
import RapportCatalog
import RapportPlan
import RapportSyntax

/// A conversation with a store: settings, parameters, and the `let`, `def` and `param` declarations made so
/// far.
///
/// A session belongs to one thread at a time; the queries it prepares may be run and cancelled on any.
public final class Session {
  public let store: Store
  public var settings: Settings
  /// Endings of file names, such as `xlsx`, that `| to` may name because the program writes such files itself.
  public var otherFileEndings: Set<String> = []
  /// Where runs of recurring lists are kept: in the store itself, or nowhere if it is somebody else's database.
  public var archive: ListArchive?
  /// A folder for what can be made again, such as models fitted to a database that is only read; nil keeps it nowhere.
  public var cacheFolder: String?
  /// What scripts declared; a text that has errors changes nothing.
  var environment = ScriptEnvironment()
  /// The store's catalog with the entities, enums and rules that scripts declared.
  var catalog: Catalog
  var definition: CatalogDefinition
  /// Parameter names in the order of their declaration.
  var parameterOrder: [String] = []

  public init(_ store: Store, settings: Settings = Settings()) {
    self.store = store
    self.settings = settings
    archive = store.isOwn ? ListArchive(store) : nil
    catalog = store.catalog
    definition = store.definition
  }

  /// Goes on over another store with the settings and the given parameter values of an earlier session; what scripts
  /// declared is forgotten.
  public convenience init(_ store: Store, continuing earlier: Session) {
    self.init(store, settings: earlier.settings)
    otherFileEndings = earlier.otherFileEndings
    cacheFolder = earlier.cacheFolder
    environment.givenValues = earlier.environment.givenValues
  }

  /// Gives a parameter its value as text, as `--set` does; it is read by the parameter's declared type.
  public func setParameter(_ name: String, to text: String) {
    environment.givenValues[name] = text
  }

  /// The parameters that were declared, in that order.
  public var parameters: [ParameterDescription] {
    parameterOrder.compactMap { name in
      environment.parameters[name].map {
        ParameterDescription($0, value: environment.givenValues[name])
      }
    }
  }

  /// Checks a whole text and makes its statements ready to run; declarations stay for later texts.
  ///
  /// - Parameters:
  ///   - parameters: values for `$name`, for this text only.
  ///   - cancellation: stops it; a large CSV file is read once to find the types of its columns.
  /// - Throws: all errors of the text at once; then nothing is declared.
  public func prepare(
    _ source: SourceText, parameters: [String: Value] = [:], cancellation: Cancellation = Cancellation()
  ) throws(DiagnosticsError) -> [PreparedStatement] {
    let preparation = Preparation(session: self, values: parameters, context: cancellation.context)
    let statements: [PreparedStatement]
    do throws(DiagnosticsError) {
      statements = try preparation.prepare(source)
    } catch {
      throw cancellation.explain(error)
    }
    environment = preparation.environment
    environment.parameters = environment.parameters.mapValues { preparation.declared[$0.name.text] ?? $0 }
    catalog = preparation.catalog
    definition = preparation.definition
    for name in preparation.parameterOrder where !parameterOrder.contains(name) {
      parameterOrder.append(name)
    }
    return statements
  }

  /// Makes `explain TEXT` ready to run; what the text asks for may be a rule (`rule NAME`) or a value (`FIELD for ROW`).
  /// Nil if it is neither, but an ordinary text.
  public func prepare(explaining source: SourceText) throws(DiagnosticsError) -> [PreparedStatement]? {
    let whole = SourceText("explain " + source.text, name: source.name)
    let statements = Parse.parse(whole.text).script.statements
    guard statements.count == 1 else { return nil }
    switch statements[0].kind {
    case .explainRule, .explainValue, .explainPlanned: return try prepare(whole)
    default: return nil
    }
  }

  public func prepare(
    _ text: String, parameters: [String: Value] = [:]
  ) throws(DiagnosticsError) -> [PreparedStatement] {
    try prepare(SourceText(text), parameters: parameters)
  }

  /// The query of a text that has exactly one, perhaps after declarations.
  public func query(_ text: String, parameters: [String: Value] = [:]) throws(DiagnosticsError) -> Query {
    let queries = try prepare(text, parameters: parameters).compactMap(\.query)
    guard let query = queries.first, queries.count == 1 else {
      throw DiagnosticsError(
        .usage,
        Diagnostic(
          code: "R0701", "the text has \(queries.count) queries where one is expected", at: nil,
          help: ["use `prepare` for texts with several statements"]))
    }
    return query
  }
}

extension Settings {
  /// With the clock read, where no day is given.
  var resolved: ResolverSettings {
    ResolverSettings(
      today: today ?? LocalClock.today(), asOf: asOf, weekStart: weekStart, fiscalStartMonth: fiscalYearStart)
  }
}

/// The system's clock in local time.
enum LocalClock {
  static func today() -> Day {
    var now = time(nil)
    var parts = tm()
    guard localtime_r(&now, &parts) != nil else { return Day(number: Int32(clamping: now / 86_400)) }
    return Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? Day(number: Int32(clamping: now / 86_400))
  }

  /// The time in UTC.
  static func utc() -> DateTime { DateTime(seconds: Int64(time(nil))) }
}
