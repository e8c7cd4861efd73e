import Testing

/// Nothing that can be typed is without a transcript: the lists are those of the command itself.
@Suite struct CoverageTests {
  /// The commands of all transcripts, a line each.
  private static func commands() throws -> [String] {
    try transcripts().flatMap(\.steps).flatMap { $0.command.split(separator: "\n").map(String.init) }
  }

  private static func transcripts() throws -> [Transcript] {
    try TranscriptTests.names.map { Transcript(try TextFile.read(TranscriptTests.directory + "/" + $0)) }
  }

  private static func lines(of command: String) throws -> [Substring] {
    let outcome = try Process.run(command, in: "/tmp", environment: Workspace.environment(home: "/tmp"))
    #expect(outcome.status == 0, "\(command): \(outcome.errors)")
    return outcome.output.split(separator: "\n")
  }

  /// Words as a command shell sees them, nearly; quotation marks part them too.
  private static func words(_ command: String) -> [Substring] {
    command.split { " \t'\"\\;()=|$".contains($0) }
  }

  @Test func everyDotCommand() throws {
    let workspace = try Workspace()
    let help = try workspace.run("echo .help | rapport -i demo.db")
    let names = help.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(names.count > 20 && names.allSatisfy { $0.hasPrefix(".") })
    let typed = Set(try Self.commands().filter { $0.contains("rapport -i") }.flatMap(Self.words))
    for name in names { #expect(typed.contains(name), "no transcript types \(name)") }
  }

  @Test func everyExitCode() throws {
    let readme = try TextFile.read(Checkout.root + "/README.md")
    let table = readme.split(separator: "\n").drop { !$0.hasPrefix("| exit code |") }.dropFirst(2)
    let codes = table.prefix { $0.hasPrefix("| ") }.flatMap { row in
      row.dropFirst(2).prefix { $0 != "|" }.split { !$0.isNumber }.compactMap { Int32($0) }
    }
    #expect(codes.count > 7)
    let seen = Set(try Self.transcripts().flatMap(\.steps).map(\.status))
    for code in codes { #expect(seen.contains(code), "no transcript ends with \(code)") }
  }

  /// Options that a subcommand shares with queries need a transcript somewhere; those of `import` one with `import`.
  @Test func everyOptionAndChoice() throws {
    let all = try Self.lines(of: "rapport --experimental-dump-help | python3 '\(Checkout.root)/Tests/Corpus/choices.py'")
      .map { $0.split(separator: " ") }
    #expect(all.count > 100)
    let commands = try Self.commands()
    let shared = Set(all.filter { $0.first == "query" }.compactMap { $0.dropFirst().first })
    for line in all {
      guard let subcommand = line.first, line.count > 1 else { continue }
      let isOwn = subcommand != "query" && (subcommand == "import" || !shared.contains(line[1]))
      let isBasic = line[1].contains("--help") || line[1].contains("--version")
      let place = isOwn && !isBasic ? subcommand : nil
      let isCovered = commands.contains { Self.shows($0, place, line[1], line.count > 2 ? line[2] : nil) }
      #expect(isCovered, "no transcript shows `\(line.joined(separator: " "))`")
    }
  }

  private static func shows(
    _ command: String, _ subcommand: Substring?, _ option: Substring, _ choice: Substring?
  ) -> Bool {
    words(command).split(separator: "rapport", omittingEmptySubsequences: false).dropFirst().contains { words in
      guard let subcommand else { return shows(words, option, choice) }
      guard let place = words.firstIndex(of: subcommand) else { return false }
      return shows(words[(place + 1)...], option, choice)
    }
  }

  /// The words behind one `rapport`.
  private static func shows(_ words: ArraySlice<Substring>, _ option: Substring, _ choice: Substring?) -> Bool {
    if option == "-" { return true }
    if option == "ARGUMENT" { return choice.map(words.contains) ?? true }
    let names = option.split(separator: "|")
    return zip(words, words.dropFirst() + [""]).contains { word, next in
      names.contains(word) && (choice == nil || next == choice)
    }
  }
}
