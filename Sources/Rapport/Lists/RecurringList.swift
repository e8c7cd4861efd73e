import RapportPlan
import RapportStore
import RapportSyntax
import RapportValues

/// A recurring list of a script: a query with a title and a key that tells its rows apart, so that runs of it can be
/// kept and compared.
public struct RecurringList: Sendable {
  public let title: String
  /// The title in each language.
  public let heading: Title
  /// The columns whose values tell rows apart.
  public let key: [String]
  /// Its columns end with the parts of the key that the list does not show.
  public let query: Query
  /// The parameters it uses with their values, as the language writes them.
  public let parameters: [String: String]
  /// The day it answers for: today, or the day it looks back to.
  public let day: Day

  let shownCount: Int
  let keyPositions: [Int]
  let identity: KeptList.Identity
  /// Where the list is declared, for messages about its rows.
  let span: SourceSpan

  init(_ declaration: ListDeclaration, _ resolved: ResolvedList, query: Query, day: Day) {
    title = declaration.title
    heading = Title(declaration.heading)
    key = declaration.key.map(\.text)
    self.query = query
    parameters = resolved.parameters
    self.day = day
    shownCount = resolved.shownCount
    keyPositions = resolved.key
    span = declaration.titleSpan
    // Another start of the week or of the year gives periods another meaning.
    identity = KeptList.Identity(
      name: declaration.title, definition: ([resolved.definition] + query.settingsNotes).joined(separator: "\n"),
      parameters: resolved.parameters)
  }

  /// The columns that the list shows.
  public var shownColumns: [ResultColumn] { Array(query.columns.prefix(shownCount)) }

  /// Runs it to the end; its rows are held in memory.
  ///
  /// - Throws: an error of kind `query` if a row has no key or two rows have one.
  public func run() throws(DiagnosticsError) -> ListRun {
    let rows = try query.run()
    // Whatever is made of them is entered in the audit when it leaves.
    rows.isOnlyShown = true
    var batches: [Batch] = []
    while let batch = try rows.next() { batches.append(batch) }
    let types = query.columns.map(\.type)
    return try ListRun(of: self, batches.isEmpty ? Batch(emptyOf: types) : .concatenate(batches, types: types))
  }
}

extension SourceText {
  /// The titles of the lists that a text declares.
  public var listTitles: [Title] {
    Parse.parse(text).script.statements.compactMap { statement in
      if case .list(let list) = statement.kind { Title(list.heading) } else { nil }
    }
  }
}
