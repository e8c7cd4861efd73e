import ArgumentParser
import Rapport

/// The command tree, for everything but plain queries.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rapport",
    abstract: "Ask a customer database questions in one sentence.",
    discussion: """
      rapport STORE                 opens a shell
      rapport STORE -c 'accounts where credit = high order by revenue'
      rapport STORE -f script.rap   runs a script; a script may also come on standard input

      Exit codes: 0 ok, 1 query or script error, 2 usage, 3 data, 4 denied, 5 assertion failed, 130 interrupted;
      of `run --diff`: 6 nothing to compare with, 7 changes (with --exit-code).
      """,
    version: versionText,
    subcommands: [
      QueryCommand.self, RunCommand.self, ListsCommand.self, HistoryCommand.self, CheckCommand.self, FormatCommand.self, ExplainCommand.self,
      DescribeCommand.self, DemoCommand.self, CreateCommand.self, InitCommand.self, ImportCommand.self, BatchesCommand.self,
      UndoCommand.self, RegradeCommand.self, PlanCommand.self, SolveCommand.self, CompletionsCommand.self,
    ],
    defaultSubcommand: QueryCommand.self)

  /// As people write them.
  static var subcommandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  static var versionText: String {
    """
    rapport \(LibraryVersion.current)
    SQLite \(LibraryVersion.sqlite) (\(LibraryVersion.sqliteSource))
    """
  }
}

/// The default: a query, a script or the shell.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Answer queries, run scripts, or open the shell (the default).")

  @Argument(help: "The store.", completion: OptionCandidates.file) var path: String?
  @Argument(help: "Queries, as with -c.") var queries: [String] = []
  @OptionGroup var inputs: InputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var options = try common.queryOptions()
    options.isInteractive = inputs.interactive
    options.readsStartupFile = !inputs.noStartupFile
    options.inputs = inputs.commands.map { .text($0) } + inputs.files.map { .file($0) }
    try FastOptions.place([path].compactMap(\.self) + queries, in: &options)
    throw Finished(QueryRun(try options.checked()).run())
  }
}

/// What the command without a subcommand asks, and how its shell begins.
struct InputOptions: ParsableArguments {
  @Option(name: .customShort("c"), help: ArgumentHelp("Run a query; may be given several times.", valueName: "query"))
  var commands: [String] = []
  @Option(
    name: .customShort("f"), help: ArgumentHelp("Run a script; `-` is standard input.", valueName: "file"),
    completion: OptionCandidates.scripts)
  var files: [String] = []
  @Flag(name: .shortAndLong, help: "Open the shell, even if standard input is no terminal.")
  var interactive = false
  @Flag(name: .customLong("no-rc"), help: "Let the shell begin without ~/.config/rapport/rc.rap.")
  var noStartupFile = false
}

/// A subcommand that ended with a status.
struct Finished: Error {
  var status: ExitStatus
  init(_ status: ExitStatus) { self.status = status }
}
