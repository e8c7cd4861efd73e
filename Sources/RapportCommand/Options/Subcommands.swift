import ArgumentParser
import Rapport

/// `rapport explain QUERY`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show the plan, the SQL with its values, the resolved periods and the indexes used.")

  @Argument(help: "The query.") var query: String
  @Flag(help: "Run the query too, and show rows and time per operator.") var analyze = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    let options = try common.queryOptions()
    throw Finished(ExplainRun(options: options, query: query, analyze: analyze).run())
  }
}

/// `rapport check FILE…`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Find errors in scripts, catalogs, maps of imports and calendars without running anything.",
    discussion: """
      rapport check monday.rap                  against the catalog alone
      rapport check monday.rap -s my.db         against a store too: its kept runs, the columns of a pivot
      rapport check week.ics                    a calendar against RFC 5545

      Without a store, notes say what could not be checked.
      """)

  @Argument(help: "Scripts, catalogs or maps, or calendars (.ics); `-` is standard input.",
    completion: OptionCandidates.scripts)
  var files: [String]
  @Option(
    name: .shortAndLong, help: "Check against this store too, whose catalog is used if none is named.",
    completion: OptionCandidates.file)
  var store: String?
  @Option(
    help: ArgumentHelp("The Rapport store where runs of lists are kept, as for `rapport run`.", valueName: "file"),
    completion: OptionCandidates.file)
  var keepIn: String?
  @Option(help: ArgumentHelp("Give a parameter its value; may be given several times.", valueName: "name=value"))
  var set: [String] = []
  @Option(
    help: ArgumentHelp("Catalog to check against; may be given several times.", valueName: "file"),
    completion: OptionCandidates.scripts)
  var catalog: [String] = []
  @Option(help: "How errors are written to standard error: text or json.", completion: OptionCandidates.errors)
  var errors: String = "text"
  @Option(help: "auto, always or never.", completion: OptionCandidates.color) var color: String = "auto"

  func run() throws {
    throw Finished(CheckRun(files: files, options: try UsageError.validating(options)).run())
  }

  private func options() throws(UsageError) -> QueryOptions {
    var options = QueryOptions()
    options.store = store
    options.keepIn = keepIn
    options.catalogs = catalog
    for text in set { options.parameters.append(try OptionValues.parameter(text)) }
    options.errors = try OptionValues.errors(errors)
    options.color = try OptionValues.color(color)
    return options
  }
}

/// `rapport fmt FILE…`
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Print scripts, catalogs and maps of imports in the standard layout.")

  @Argument(help: "Scripts, catalogs or maps; `-` is standard input.", completion: OptionCandidates.scripts)
  var files: [String]
  @Flag(help: "Print nothing; exit with 1 and name the files whose layout differs.") var check = false
  @Flag(help: "Rewrite the files in place.") var write = false

  func validate() throws {
    if check && write { throw ValidationError("--check and --write exclude each other") }
  }

  func run() throws {
    let mode: FormatRun.Mode = check ? .check : write ? .write : .print
    throw Finished(FormatRun(files: files, mode: mode, console: Console()).run())
  }
}

/// `rapport describe DATABASE`
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Draft a catalog for an existing SQLite database from its schema.")

  @Argument(help: "The database; it is opened read only.", completion: OptionCandidates.file) var database: String

  func run() throws {
    throw Finished(DescribeRun(database: database, console: Console()).run())
  }
}

/// `rapport demo STORE`
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Make a store with believable customers, orders, invoices and visits.")

  @Argument(help: "The store to make; it must not exist.") var store: String
  @Option(help: "How many accounts; about ten orders each.") var accounts = 1_000
  @Option(help: "The same seed makes the same store.") var seed: UInt64 = 1
  @Option(help: ArgumentHelp("The day the history ends. Default: today.", valueName: "date"))
  var today: String?

  func validate() throws {
    guard (1...10_000_000).contains(accounts) else {
      throw ValidationError("--accounts is from 1 to 10000000")
    }
  }

  func run() throws {
    let day = try today.map { try OptionValues.day($0, option: "--today") }
    throw Finished(
      DemoRun(store: store, accounts: accounts, seed: seed, today: day, console: Console()).run())
  }
}
