import Rapport
import Testing

@testable import RapportCommand

/// Taking statements and dot commands apart.
@Suite struct ShellTextTests {
  private func parts(_ text: String) -> [String] {
    ShellText(text, name: "x").parts.map { part in
      switch part {
      case .command(let command, let place): "command \(command) @\(Self.line(place))"
      case .statements(let source): "\(EntryText.trimmed(source.text)) @\(Self.line(source))"
      }
    }
  }

  /// Lines before the text.
  private static func line(_ source: SourceText) -> Int { source.text.prefix { $0 == "\n" }.count }

  @Test func commandsAreLinesBetweenScripts() {
    #expect(parts("a\nwhere b\n  .mode csv\n.last\n\nc") == ["a\nwhere b @0", "command mode csv @2", "command last @3", "c @5"])
  }

  @Test func aPointInsideAStatementIsNoCommand() {
    #expect(parts("a where (\n.5 < b)\n.quit") == ["a where (\n.5 < b) @0", "command quit @2"])
  }

  @Test func nothing() {
    #expect(parts("") == [])
    #expect(parts("\n  \n") == [])
    #expect(parts(".") == ["command  @0"])
  }

  @Test func fileNames() throws {
    let file = try FileArgument("--force \"my list.csv\"", switches: ["--force"])
    #expect(file.force && file.path == "my list.csv")
    #expect(try FileArgument("a b.csv --all", switches: ["--all"]).path == "a b.csv")
    #expect(throws: DiagnosticsError.self) { try FileArgument("--all", switches: ["--all"]) }
    #expect(throws: DiagnosticsError.self) { try FileArgument("--quick a.csv", switches: ["--all"]) }
  }
}
