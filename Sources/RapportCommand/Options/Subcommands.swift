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
    commandName: "check", abstract: "Find errors in scripts and catalogs without running anything.")

  @Argument(help: "Scripts or catalogs; `-` is standard input.", completion: OptionCandidates.scripts)
  var files: [String]
  @Option(
    help: ArgumentHelp("Catalog to check against; may be given several times.", valueName: "file"),
    completion: OptionCandidates.scripts)
  var catalog: [String] = []
  @Option(help: "How errors are written to standard error: text or json.", completion: OptionCandidates.errors)
  var errors: String = "text"
  @Option(help: "auto, always or never.", completion: OptionCandidates.color) var color: String = "auto"

  func run() throws {
    let console = Console(errors: try OptionValues.errors(errors), color: try OptionValues.color(color))
    throw Finished(CheckRun(files: files, catalogs: catalog, console: console).run())
  }
}

/// `rapport fmt FILE…`
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Print scripts in the standard layout.")

  @Argument(help: "Scripts or catalogs; `-` is standard input.", completion: OptionCandidates.scripts)
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
