import Glibc
import Testing

/// Text from data, files and their names on a terminal: no command sends what would move the cursor, change
/// the title or turn the reading direction.
@Suite struct HostileTextTests {
  private static let hostile = "a\u{1B}]0;title\u{7}\u{9B}2Jb\u{1B}[31m\u{202E}txt.exe\u{2066}\u{8}"

  private static func ground() throws -> Workspace {
    let workspace = try Workspace()
    let file = { (name: String, text: String) in
      try TextFile.write(text, to: workspace.directory + "/" + name)
    }
    try file("hostile.csv", "name,\(hostile)\n\(hostile),1\n")
    try file("\(hostile).rap", "accounts where `\(hostile)` = 1\n")
    try file("script.rap", "# \(hostile)\naccounts where name = \"\(hostile)\"\n")
    try file("import.csv", "code,name,founded,\(hostile)\n\(hostile),\(hostile),\(hostile),x\n")
    try file(
      "catalog.rap",
      "## \(hostile)\nentity t \(hostile.filter(\.isLetter)) key id {\n"
        + "  id: integer\n  ## \(hostile)\n  name: text\n}\n"
    )
    let made = try workspace.run(
      "sqlite3 other.db \"CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, \\\"x\(hostile)\\\")\"")
    #expect(made.status == 0, "\(made.errors)")
    return workspace
  }

  static let commands: [[String]] =
    ["table", "vertical", "list", "csv", "excel", "tsv", "json", "ndjson", "markdown", "html", "insert"].map {
      ["demo.db", "--format", $0, "-c", "\"hostile.csv\""]
    } + [
      ["demo.db", "-c", "people take 1 select id as `\(hostile)` | chart bar(x: id, y: `\(hostile)`)"],
      ["demo.db", "-c", "people take 3 select \"\(hostile)\" as x, id | chart bar"],
      ["demo.db", "-c", "list \"\(hostile)\" by id = people take 1"],
      ["demo.db", "-c", "people take 1 | to \"\(hostile).csv\""], ["demo.db", "-f", "\(hostile).rap"],
      ["demo.db", "-o", "\(hostile).csv", "-c", "people take 1 select id"],
      ["demo.db", "-c", "param p: text\npeople where name = $p", "--set", "p=\(hostile)"],
      ["demo.db", "-c", "people", "--set", "\(hostile)=1"], ["demo.db", "-c", "people", "--format", hostile],
      ["explain", "-s", "demo.db", "accounts where name = \"\(hostile)\""], ["fmt", "script.rap"],
      ["check", "\(hostile).rap"], ["check", "\(hostile).rap", "--errors", "json"], ["describe", "other.db"],
      ["import", "-s", "demo.db", "accounts", "import.csv"],
      ["import", "-s", "demo.db", "accounts", "import.csv", "--ignore", hostile, "--dry-run"],
      ["other.db", "-c", "t"], [hostile, "-c", "people"], ["--\(hostile)"],
    ]

  @Test(arguments: commands) func isShownNotSent(arguments: [String]) throws {
    let workspace = try Self.ground()
    let terminal = try PseudoTerminal(
      [Built.directory + "/rapport"] + arguments, in: workspace.directory,
      environment: Workspace.environment(home: workspace.directory), columns: 100)
    _ = try terminal.end()
    let sent = Self.withoutColors(String(decoding: terminal.raw, as: UTF8.self))
    #expect(!sent.isEmpty)
    for scalar in sent.unicodeScalars {
      #expect(!Self.isHarmful(scalar), "U+\(String(scalar.value, radix: 16)) in\n\(sent.debugDescription)")
    }
  }

  @Test func dotCommands() throws {
    let workspace = try Self.ground()
    let terminal = try PseudoTerminal(
      [Built.directory + "/rapport", "other.db", "--catalog", "catalog.rap"], in: workspace.directory,
      environment: Workspace.environment(home: workspace.directory), columns: 100)
    try terminal.wait(for: "rapport> ")
    for command in [".entities", ".fields t", ".params"] {
      try terminal.type(command + "\r")
      try terminal.wait(for: "rapport> ")
    }
    try terminal.type("\u{4}")
    _ = try terminal.end()
    let sent = String(decoding: terminal.raw, as: UTF8.self)
    #expect(sent.contains("title"))
    for harmful in ["\u{1B}]0", "\u{9B}", "\u{202E}", "\u{1B}[31m"] { #expect(!sent.contains(harmful)) }
  }

  /// Without the sequences that set colours or clear a line, which are our own.
  private static func withoutColors(_ text: String) -> String {
    var kept = ""
    var rest = text.unicodeScalars[...]
    while let next = rest.popFirst() {
      if next == "\u{1B}", rest.first == "[" {
        let end = rest.dropFirst().drop { ("0"..."9").contains(Character($0)) || $0 == ";" }
        // The hostile text holds a colour that we never use.
        if let last = end.first, last == "m" || last == "K", !rest.starts(with: "[31m".unicodeScalars) {
          rest = end.dropFirst()
          continue
        }
      }
      kept.unicodeScalars.append(next)
    }
    return kept
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D, 0x09: false
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
