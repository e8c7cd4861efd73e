import ArgumentParser
import Rapport

/// `rapport import ENTITY FILE…`
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring rows of CSV, TSV or JSON-lines files into a store.",
    discussion: """
      rapport import -s my.db accounts customers.csv
      rapport import -s my.db accounts customers.csv --mode upsert --key code --dry-run

      The first line names the columns, in English or Chinese; --map says what names cannot. Everything is written in
      one transaction, as one batch that `rapport undo` takes back.
      """)

  @Argument(help: "Whose rows the files hold, such as accounts.", completion: OptionCandidates.entities)
  var entity: String
  @Argument(help: "The files, imported in this order; `-` for standard input.", completion: OptionCandidates.tables)
  var files: [String]
  @OptionGroup var store: StoreOptions
  @Option(help: "insert, update or upsert. Default: insert.", completion: .list(["insert", "update", "upsert"]))
  var mode = "insert"
  @Option(
    help: ArgumentHelp("Find rows that are there by this field, or by several: a,b.", valueName: "field"))
  var key: [String] = []
  @Option(
    help: ArgumentHelp(
      "A rule that finds rows: a field, or several; rules are tried in the order given.", valueName: "field"))
  var match: [String] = []
  @Option(
    help: ArgumentHelp("Which column goes to which field, and how it is read.", valueName: "file"),
    completion: OptionCandidates.file)
  var map: String?
  @Option(
    help: ArgumentHelp("Leave a column of the files out; may be given several times.", valueName: "column"))
  var ignore: [String] = []
  @Option(
    help: "What an empty cell does to a row that is there: leave or clear. Default: leave.",
    completion: .list(["leave", "clear"]))
  var empty = "leave"
  @OptionGroup var reading: ReadingOptions
  @Flag(help: "Keep the good rows when others are rejected.") var partial = false
  @Flag(help: "Check and count everything, keep nothing.") var dryRun = false
  @Flag(help: "Insert a file that was inserted before.") var again = false

  func validate() throws { _ = try UsageError.validating(checked) }

  func run() throws {
    throw Finished(try UsageError.validating(checked).run())
  }

  private func checked() throws(UsageError) -> ImportRuns {
    var options = try reading.options()
    options.mode = try OptionValues.choice(mode, "--mode")
    options.emptyCells = try OptionValues.choice(empty, "--empty")
    if !key.isEmpty, !match.isEmpty { throw UsageError(description: "--key and --match exclude each other") }
    if key.count > 1 { throw UsageError(description: "--key is given once; name several fields as a,b") }
    options.rules = (key + match).map { $0.split(separator: ",").map(EntryText.trimmed) }
    options.ignoredColumns = ignore
    options.isPartial = partial
    options.isDryRun = dryRun
    options.repeatsFiles = again
    return ImportRuns(store: try store.options(), entity: entity, files: files, map: map, options: options)
  }
}

/// `rapport undo BATCH`
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take an import or a change back, except rows that were changed since or are in use.")

  @Argument(help: "The number of the batch, as `rapport batches` shows it.") var batch: Int64
  @OptionGroup var store: StoreOptions
  @Flag(help: "Only count.") var dryRun = false

  func validate() throws { _ = try UsageError.validating(store.options) }

  func run() throws {
    let options = try UsageError.validating(store.options)
    throw Finished(UndoRuns(store: options, batch: batch, isDryRun: dryRun).run())
  }
}

/// `rapport regrade [ENTITY…]`
struct RegradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regrade", abstract: "Give the fields that rules set their values again.",
    discussion: """
      rapport regrade -s my.db --dry-run          how many rows would change, from which value to which
      rapport regrade -s my.db accounts --yes     changes them, as one batch that `rapport undo` takes back

      A rule that does not know a value leaves the one that is there.
      """)

  @Argument(help: "Only these entities, such as accounts. Default: all that rules set fields of.",
    completion: OptionCandidates.entities)
  var entities: [String] = []
  @Flag(help: "Only show what would change.") var dryRun = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    throw Finished(
      RegradeRun(options: try common.queryOptions(), entities: entities, isDryRun: dryRun).run())
  }
}

/// `rapport batches`
struct BatchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batches", abstract: "List imports, changes and undos, the latest first.",
    discussion: "The same rows can be asked for in queries: `batches where rejected > 0`.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    var options = try common.queryOptions()
    options.inputs = [.text(UndoRuns.listing)]
    throw Finished(QueryRun(options).run())
  }
}

/// `rapport create STORE`
struct CreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make an empty store, to import into.")

  @Argument(help: "The store to make; it must not exist.") var store: String

  func run() throws {
    throw Finished(CreateRun(store: store, console: Console()).run())
  }
}

/// `rapport init STORE --orders FILE…`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a store from an order log alone: each row an order, each customer an account.",
    discussion: """
      rapport init shop.db --orders orders.csv
      rapport init shop.db --orders log.csv --customer buyer --date bought --amount paid

      The columns of customers, days and amounts are found by their names, in English or Chinese, else by what they
      hold; which were taken is said. Orders below 0 are returns. The store appears whole or not at all.
      """)

  @Argument(help: "The store to make; it must not exist.") var store: String
  @Option(
    help: ArgumentHelp("The order log; may be given several times; `-` is standard input.", valueName: "file"),
    completion: OptionCandidates.tables)
  var orders: [String]
  @Option(help: ArgumentHelp("The column that names the customer.", valueName: "column")) var customer: String?
  @Option(help: ArgumentHelp("The column of the day.", valueName: "column")) var date: String?
  @Option(help: ArgumentHelp("The column of the amount, in the base currency.", valueName: "column"))
  var amount: String?
  @Flag(help: "Take no column for the amounts.") var noAmount = false
  @OptionGroup var reading: ReadingOptions
  @Flag(help: "Make the store of the good rows when others are rejected.") var partial = false
  @Option(help: "How errors are written to standard error: text or json.", completion: OptionCandidates.errors)
  var errors: String = "text"
  @Option(help: "auto, always or never.", completion: OptionCandidates.color) var color: String = "auto"

  func validate() throws { _ = try UsageError.validating(checked) }

  func run() throws {
    throw Finished(try UsageError.validating(checked).run())
  }

  private func checked() throws(UsageError) -> InitRun {
    var files = try reading.options()
    files.isPartial = partial
    var options = OrderLogOptions()
    options.customer = customer
    options.date = date
    options.amount = amount
    if noAmount, amount != nil { throw UsageError(description: "--amount and --no-amount exclude each other") }
    options.hasNoAmounts = noAmount
    options.reading = files
    var shown = QueryOptions()
    shown.errors = try OptionValues.errors(errors)
    shown.color = try OptionValues.color(color)
    return InitRun(store: store, files: orders, options: options, console: shown.console)
  }
}

/// Options of commands that read files into a store.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: "How 1/5/2024 is read: dmy, mdy or ymd. Default: such dates are refused.",
    completion: .list(["dmy", "mdy", "ymd"]))
  var dates: String?
  @Option(help: "Encoding of the files, such as gb18030 or big5. Default: found out.") var encoding: String?
  @Option(
    help: ArgumentHelp("What separates cells; `tab` for a tab. Default: found out.", valueName: "character"))
  var delimiter: String?
  @Option(help: "csv, tsv or ndjson. Default: by the file's name.", completion: .list(["csv", "tsv", "ndjson"]))
  var type: String?
  @Option(
    help: ArgumentHelp("Write rejected rows here, with reason and text.", valueName: "file"),
    completion: OptionCandidates.file)
  var rejects: String?
  @Flag(help: "Let --rejects replace a file.") var force = false

  func options() throws(UsageError) -> ImportOptions {
    var options = ImportOptions()
    if let dates { options.dateOrder = try OptionValues.choice(dates, "--dates") }
    if let type { options.fileType = try OptionValues.choice(type, "--type") }
    options.delimiter = try OptionValues.delimiter(delimiter)
    options.encoding = encoding
    options.rejects = rejects
    options.overwritesRejects = force
    options.program = ImportRuns.program
    return options
  }
}

/// Options of commands that write into a store.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The Rapport store. Default: $RAPPORT_STORE.", completion: OptionCandidates.file)
  var store: String?
  @Option(
    help: ArgumentHelp(
      "A catalog to use beside the store's own; may be given several times.", valueName: "file"),
    completion: OptionCandidates.scripts)
  var catalog: [String] = []
  @Option(help: "How errors are written to standard error: text or json.", completion: OptionCandidates.errors)
  var errors: String = "text"
  @Option(help: "auto, always or never.", completion: OptionCandidates.color) var color: String = "auto"

  func options() throws(UsageError) -> QueryOptions {
    var options = QueryOptions()
    options.store = store
    options.catalogs = catalog
    options.errors = try OptionValues.errors(errors)
    options.color = try OptionValues.color(color)
    return options
  }
}

extension UsageError {
  /// What the parser of arguments shows for a mistaken value.
  static func validating<Value>(_ body: () throws(UsageError) -> Value) throws -> Value {
    do throws(UsageError) {
      return try body()
    } catch {
      throw ValidationError(error.description)
    }
  }
}
