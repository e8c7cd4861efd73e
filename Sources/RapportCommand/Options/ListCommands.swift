import ArgumentParser
import Rapport

/// `rapport run FILE…`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run scripts; keep and compare their lists.",
    discussion: """
      rapport run monday.rap -s my.db                      prints its lists
      rapport run monday.rap -s my.db --diff --keep        prints what changed since the last time

      Lists are compared with the last run that was kept of the same definition and parameters. Exit codes of --diff:
      6 if a list had nothing to be compared with, and with --exit-code 7 if anything changed.
      """)

  @Argument(help: "Scripts, run in this order.", completion: OptionCandidates.scripts) var files: [String]
  @Option(help: ArgumentHelp("Only this list; may be given several times.", valueName: "name"))
  var list: [String] = []
  @Flag(help: "Keep this run of the lists, once everything is printed.") var keep = false
  @Flag(help: "Print what entered, left and changed since the last kept run instead of the lists.") var diff = false
  @Flag(help: "With --diff: exit with 7 if anything changed.") var exitCode = false
  @Option(
    help: ArgumentHelp(
      "Run the scripts once for each value that a query gives a parameter; a report begins a page each time.",
      valueName: "name=query"))
  var each: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if exitCode, !diff { throw ValidationError("--exit-code belongs to --diff") }
    if diff, each != nil { throw ValidationError("--each and --diff cannot be used together") }
  }

  func run() throws {
    var options = try common.queryOptions()
    if let each {
      let parts = each.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--each takes a parameter and a query: `--each 'account=accounts where key_account select name'`")
      }
      options.each = (parts[0], parts[1])
    }
    options.inputs = files.map { .file($0) }
    let lists = ListOptions(titles: list, keeps: keep, compares: diff, tellsChanges: exitCode)
    throw Finished(QueryRun(options, lists: ListWork(lists, console: options.console)).run())
  }
}

/// `rapport lists`
struct ListsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lists", abstract: "List the recurring lists of which runs were kept.",
    discussion: "A list with other parameters, or another definition, has a line of its own.")

  @OptionGroup var common: CommonOptions

  func run() throws { throw Finished(ArchiveRun.lists(try common.queryOptions()).run()) }
}

/// `rapport history LIST`
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the kept runs of a list, the latest first, or remove old ones.",
    discussion: """
      rapport history unseen -s my.db                 lists its kept runs
      rapport history unseen -s my.db --prune 52      leaves the last 52

      The rows of a run are a relation: kept("unseen", on: 2026-11-01).
      """)

  @Argument(help: "The title of the list.", completion: OptionCandidates.keptLists) var list: String
  @Option(
    help: ArgumentHelp(
      "Remove all but the last runs, of each definition and set of parameters.", valueName: "count"))
  var prune: Int?
  @Flag(help: "With --prune: only count.") var dryRun = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let prune, prune < 0 { throw ValidationError("--prune is the number of runs that stay, 0 or more") }
    if dryRun, prune == nil { throw ValidationError("--dry-run belongs to --prune") }
  }

  func run() throws {
    let options = try common.queryOptions()
    if let prune {
      throw Finished(PruneRun(options: options, list: list, count: prune, isDryRun: dryRun).run())
    }
    throw Finished(ArchiveRun.history(of: list, options).run())
  }
}
