import RapportAnalytics
import RapportCatalog
import RapportEngine
import RapportPlan
import RapportScheduling
import RapportStore
import RapportSyntax
import RapportValues

/// Answers what only the data knows while a query is resolved: the columns of files, the values of a pivot.
final class PlanHost: ResolverHost {
  /// Nil when a text is checked without a store; then nobody knows kept runs and the columns of a pivot.
  private let database: RapportStore.Store?
  private let archive: ListArchive?
  /// Where fits of databases are kept that are only read.
  private let cacheFolder: String?
  /// Whose enums the values of kept runs belong to, where they still are there.
  var catalog: Catalog
  /// Enums that only kept runs remember.
  private var formerEnums: [KeptType.EnumDescription: EnumType] = [:]
  /// Of everything that is read.
  private let context: ExecutionContext

  init(
    database: RapportStore.Store?, archive: ListArchive?, cacheFolder: String?, catalog: Catalog,
    context: ExecutionContext
  ) {
    self.cacheFolder = cacheFolder
    self.database = database
    self.archive = archive
    self.catalog = catalog
    self.context = context
  }

  func fileColumns(of path: String) throws -> [(name: String, type: ValueType)] {
    do {
      return try CSVFile.columns(path, in: context)
    } catch {
      throw Self.diagnostic(error)
    }
  }

  func keptRun(_ wanted: KeptRunRequest) throws -> KeptRelation? {
    if database == nil { return nil }
    guard let archive else {
      throw Diagnostic(
        code: "R0515", "no place is known where runs of lists are kept", at: nil,
        help: ["name a store for them: `--keep-in FILE`"])
    }
    do {
      return try archive.relation(wanted, enumeration)
    } catch {
      throw Self.diagnostic(error)
    }
  }

  private func enumeration(_ described: KeptType.EnumDescription) -> EnumType {
    if let known = catalog.enumeration(described.name)?.type ?? formerEnums[described] { return known }
    let former = EnumType(name: described.name, names: described.values, isOrdered: described.isOrdered)
    formerEnums[described] = former
    return former
  }

  /// The first problem, without the text that a person would be shown.
  private static func diagnostic(_ error: any Error) -> Diagnostic {
    if let known = error as? Diagnostic { return known }
    return Failure.describe(error).diagnostics.first ?? Diagnostic(code: "R0500", "\(error)", at: nil)
  }

  func model(_ request: ModelRequest) throws -> FittedModel? { try fitting { try $0.model(request) } }

  func holdOut(_ request: HoldOutRequest) throws -> HoldOutResult? { try fitting { try $0.holdOut(request) } }

  private func fitting<Result>(_ body: (ModelFitting) throws -> Result) throws -> Result? {
    guard let database else { return nil }
    do {
      let cache = ModelCache(database: database, folder: cacheFolder)
      return try body(ModelFitting(database: database, context: context, cache: cache))
    } catch let error as ModelError {
      throw error
    } catch {
      throw Self.diagnostic(error)
    }
  }

  func visitRules() throws -> (policies: [VisitPolicy], calendar: WorkCalendar)? {
    guard let database, database.isOwn else { return nil }
    do {
      return (try database.visitPolicies(), try database.workCalendar())
    } catch {
      throw Self.diagnostic(error)
    }
  }

  func distinctValues(of relation: Rel) throws -> [Value]? {
    guard let database else { return nil }
    do {
      return try values(of: relation, in: database)
    } catch {
      throw Self.diagnostic(error)
    }
  }

  private func values(of relation: Rel, in database: RapportStore.Store) throws -> [Value] {
    let plan = Execution.planner(for: database).plan(relation)
    let rows = try Execution(database: database, context: context).run(plan)
    var values: [Value] = []
    while let batch = try rows.next() {
      guard let column = batch.columns.first else { continue }
      for row in 0..<batch.count { values.append(column.value(at: row)) }
    }
    return values
  }
}
