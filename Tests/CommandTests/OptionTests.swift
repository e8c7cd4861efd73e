import Rapport
import Testing

@testable import RapportCommand

/// What the short way through the command line and the command tree have in common.
@Suite struct OptionTests {
  @Test func bothKnowTheSameSubcommands() {
    #expect(FastOptions.subcommands.sorted() == RootCommand.subcommandNames.sorted())
  }

  @Test(arguments: [
    (
      ["s.db", "--excel", "--format", "xlsx", "-o", "a.xlsx"],
      "--excel writes CSV and cannot be used with --format xlsx"
    ),
    (
      ["s.db", "--excel", "-o", "a.xlsx"],
      "--excel writes CSV, which no program reads from `a.xlsx`: leave it out, or name a .csv file"
    ),
  ])
  func excelIsNoWorkbook(_ arguments: [String], _ message: String) {
    let error = #expect(throws: UsageError.self) { try FastOptions.parse(arguments) }
    #expect(error?.description == message)
  }

  @Test func filesNamesMayLookLikeSwitches() throws {
    let quoted = try FileArgument("--force \"my --list.csv\"", switches: ["--force"])
    #expect(quoted.path == "my --list.csv" && quoted.force)
    let behind = try FileArgument("'--force' --force", switches: ["--force"])
    #expect(behind.path == "--force" && behind.force)
    let plain = try FileArgument("my list.csv --force", switches: ["--force"])
    #expect(plain.path == "my list.csv" && plain.force)
    #expect(throws: DiagnosticsError.self) { try FileArgument("\"a\" --other", switches: ["--force"]) }
    #expect(throws: DiagnosticsError.self) { try FileArgument("--force", switches: ["--force"]) }
  }
}
