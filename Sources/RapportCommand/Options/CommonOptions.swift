import ArgumentParser
import Rapport

/// Options that open a store and present results, for the subcommands.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The store: a Rapport store, or any SQLite database. Default: $RAPPORT_STORE.",
    completion: OptionCandidates.file)
  var store: String?

  @Option(
    help: ArgumentHelp(
      "Catalog that describes the store; may be given several times. Default: $RAPPORT_CATALOG, then the store's own.",
      valueName: "file"), completion: OptionCandidates.scripts)
  var catalog: [String] = []

  @Option(
    help: ArgumentHelp(
      "table, vertical, list, csv, excel, tsv, json, ndjson, markdown, html, insert or xlsx. Default: by the ending of --output; else table on a terminal, csv elsewhere."
    ), completion: OptionCandidates.formats)
  var format: String?

  @Flag(help: "CSV for spreadsheets: byte order mark, CR LF, guarded against formulas. The same as --format excel.")
  var excel = false

  @Flag(help: "Write GB18030 instead of UTF-8.")
  var gb18030 = false

  @Option(help: ArgumentHelp("The table that --format insert names. Default: result.", valueName: "name"))
  var table: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the results to a file, which appears whole or not at all; one that is there is kept.", valueName: "file"),
    completion: OptionCandidates.file)
  var output: String?

  @Flag(help: "Let --output and `| to` replace files.")
  var force = false

  @Flag(
    help: "Show personal data, which is masked otherwise; where it goes anywhere but a terminal, the audit records it.")
  var reveal = false

  @Option(help: ArgumentHelp("What personal data is revealed for, as the audit records it.", valueName: "text"))
  var purpose: String?

  @Flag(help: "Make changes of data (`| set`, `| delete`, `add`, `log`) without asking.")
  var yes = false

  @Option(help: ArgumentHelp("Give a parameter its value; may be given several times.", valueName: "name=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Answer every statement as it would have been answered that day.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("The day that `today` means.", valueName: "date"))
  var today: String?

  @Option(
    help: ArgumentHelp("First day of the week. Default: monday.", valueName: "day"),
    completion: OptionCandidates.weekdays)
  var weekStart: String?

  @Option(
    help: ArgumentHelp("First month of the fiscal year, 1 to 12. Default: 1.", valueName: "month"),
    completion: OptionCandidates.months)
  var fiscalYearStart: String?

  @Option(
    help: ArgumentHelp(
      "The Rapport store where runs of lists are kept. Default: the store itself; for other databases one in $XDG_STATE_HOME/rapport.",
      valueName: "file"), completion: OptionCandidates.file)
  var keepIn: String?

  @Option(
    help: "en, zh-Hans or zh-Hant: the language of headings and of values of enums. Default: as the query has them.",
    completion: OptionCandidates.languages)
  var language: String?

  @Flag(help: "Print what each statement took.")
  var timer = false

  @Option(help: "How errors are written to standard error: text or json.", completion: OptionCandidates.errors)
  var errors: String = "text"

  @Option(
    help: "auto, always or never; NO_COLOR and CLICOLOR are honoured.", completion: OptionCandidates.color)
  var color: String = "auto"

  func queryOptions() throws -> QueryOptions {
    do throws(UsageError) {
      return try checkedOptions()
    } catch {
      throw ValidationError(error.description)
    }
  }

  private func checkedOptions() throws(UsageError) -> QueryOptions {
    var options = QueryOptions()
    for (name, values) in given {
      for value in values { try FastOptions.set(name, to: value, in: &options) }
    }
    for (name, isSet) in flags where isSet { _ = FastOptions.setFlag(name, in: &options) }
    if options.isExcel { try options.chooseExcel() }
    return try options.checked()
  }

  /// What was given, under the names by which the short way through the command line knows it too.
  private var given: [(name: String, values: [String])] {
    let single: [(String, String?)] = [
      ("--store", store), ("--format", format), ("--table", table), ("--output", output), ("--as-of", asOf),
      ("--today", today), ("--week-start", weekStart), ("--fiscal-year-start", fiscalYearStart),
      ("--keep-in", keepIn), ("--language", language), ("--errors", errors), ("--color", color),
      ("--purpose", purpose),
    ]
    return single.map { ($0.0, $0.1.map { [$0] } ?? []) } + [("--catalog", catalog), ("--set", set)]
  }

  private var flags: [(name: String, isSet: Bool)] {
    [
      ("--excel", excel), ("--gb18030", gb18030), ("--force", force), ("--reveal", reveal),
      ("--yes", yes), ("--timer", timer),
    ]
  }
}
