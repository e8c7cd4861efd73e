package import RapportAnalytics
package import RapportCatalog
package import RapportScheduling
package import RapportSyntax
package import RapportValues

/// The clock and calendar conventions that give relative periods their meaning.
package struct ResolverSettings: Hashable, Sendable {
  package var today: Day
  /// Every query answers as it would have on this day.
  package var asOf: Day?
  /// 1 = Monday … 7 = Sunday.
  package var weekStart: Int
  /// First month of the fiscal year, 1…12.
  package var fiscalStartMonth: Int
  /// Off, every use of a definition is resolved anew; the answers are the same.
  package var sharesDefinitions = true

  package init(today: Day, asOf: Day? = nil, weekStart: Int = 1, fiscalStartMonth: Int = 1) {
    self.today = today
    self.asOf = asOf
    self.weekStart = weekStart
    self.fiscalStartMonth = fiscalStartMonth
  }

  /// The day that queries answer for.
  package var answeringDay: Day { asOf ?? today }
}

/// The names a script has declared so far; a shell keeps one from statement to statement.
package struct ScriptEnvironment: Sendable {
  package var parameters: [String: ParameterDeclaration] = [:]
  /// Values given from outside, as text; they are read as the parameter's type.
  package var givenValues: [String: String] = [:]
  /// Parameters whose declaration or value is wrong, which was reported.
  package var rejected: Set<String> = []
  package var bindings: [String: Query] = [:]
  /// By entity name, or "" for definitions without one, then by name.
  package var definitions: [String: [String: Definition]] = [:]

  package init() {}
}

/// What resolving needs to ask of the world: only the data decides the columns of a CSV file or of a pivot.
package protocol ResolverHost: AnyObject {
  /// Header names and types of a CSV file.
  func fileColumns(of path: String) throws -> [(name: String, type: ValueType)]
  /// The policies of visits that are in force, and the days that are worked; nil where only a text is checked.
  func visitRules() throws -> (policies: [VisitPolicy], calendar: WorkCalendar)?
  /// A kept run of a recurring list; nil where only a text is checked and no store is at hand.
  func keptRun(_ wanted: KeptRunRequest) throws -> KeptRelation?
  /// A fitted model; nil where only a text is checked. Throws a `ModelError` for data that no model fits.
  func model(_ request: ModelRequest) throws -> FittedModel?
  /// How well rules would have foretold the last days; nil where only a text is checked.
  func holdOut(_ request: HoldOutRequest) throws -> HoldOutResult?
  /// The distinct values of the only column of a relation, in any order; nil where only a text is checked.
  func distinctValues(of relation: Rel) throws -> [Value]?
}

/// Which run `kept(…)` asks for.
package struct KeptRunRequest: Hashable, Sendable {
  package var list: String
  /// The last run of this day or earlier; nil is the last of all.
  package var day: Day?
  /// Values of parameters the list was kept with, in their written form.
  package var parameters: [String: String]
}

/// The rows of a kept run, with the types they were kept with: parts of the key that the list does not show, then what
/// it shows.
package struct KeptRelation: Sendable {
  package struct Column: Hashable, Sendable {
    package var name: String
    package var type: ValueType
    /// Position among the run's columns.
    package var position: Int
    package var privacy: Privacy?
    package init(name: String, type: ValueType, position: Int, privacy: Privacy? = nil) {
      self.name = name
      self.type = type
      self.position = position
      self.privacy = privacy
    }
  }
  package var origin: FileScan.Origin
  package var columns: [Column]
  package init(origin: FileScan.Origin, columns: [Column]) {
    self.origin = origin
    self.columns = columns
  }
}

/// A question ready to be rewritten and run.
package struct ResolvedQuery: Sendable {
  /// Its outermost operator is `project`.
  package var relation: Rel
  package var columns: [OutputColumn]
  /// For each column, what it is called in other languages.
  package var headings: [Heading?]
  /// Every period of the text with the days it stands for, in the order of the text.
  package var periods: [ResolvedPeriod]
  /// Where the statement's text asks for what is computed.
  package var places: [Expr: SourceSpan]
  /// The models it asks.
  package var models: [ModelCard] = []
  package var presentation = Presentation()
  /// For each column, what its value tells about people; empty if nothing does.
  package var privacy: [Privacy?] = []
  /// Fields about people whose values it shows.
  package var disclosed: Set<String> = []

  package struct ResolvedPeriod: Hashable, Sendable {
    package var text: String
    package var period: Period
  }
}
