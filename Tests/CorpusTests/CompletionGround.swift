import Rapport
import RapportOracle

/// A small store of Rapport's own with the shipped catalog.
struct CompletionGround {
  let directory: TemporaryDirectory
  let session: Session

  static let commands = [
    CommandDescription(name: "help", arguments: "[COMMAND|TOPIC]", help: "Explain something"),
    CommandDescription(name: "fields", arguments: "ENTITY", help: "List fields"),
    CommandDescription(name: "format", arguments: "[FORMAT]", help: "Choose the output"),
    CommandDescription(name: "functions", arguments: "[FUNCTION]", help: "List functions"),
    CommandDescription(name: "timer", arguments: "on|off", help: "Print times"),
    CommandDescription(name: "explain", arguments: "[QUERY]", help: "Explain a query"),
    CommandDescription(name: "set", arguments: "NAME=VALUE", help: "Give a parameter its value"),
    CommandDescription(name: "open", arguments: "STORE", help: "Open a store"),
    CommandDescription(name: "output", arguments: "[--force] FILE|-", help: "Write into a file"),
    CommandDescription(name: "run", arguments: "FILE", help: "Run a script"),
    CommandDescription(name: "rules", arguments: "[RULE]", help: "List rules"),
    CommandDescription(name: "lists", arguments: "[LIST]", help: "Show kept lists"),
  ]

  private static let files = [
    "": ["codes.csv", "common.rap", "demo.db", "lists/", "old list.rap", ".hidden.rap"],
    "lists/": ["monday.rap"],
  ]

  init() throws {
    directory = try TemporaryDirectory()
    let path = directory.path + "/small.db"
    _ = try makeDemo(at: path, accounts: 2, seed: 7, today: Day("2026-06-30"))
    session = Session(try Store(path), settings: Settings(today: Day("2026-06-30")))
    let lists = "list \"unseen\" by id = accounts\nlist \"top 10\" by id = accounts"
    for statement in try session.prepare(lists) {
      guard case .list(let list) = statement.action else { continue }
      try session.archive?.keep([(run: try list.run(), comparison: nil)])
    }
  }

  /// Declarations in front of the question are run, the last line with a cursor is completed.
  func answer(_ entry: CompletionFile.Case) throws -> [String] {
    let session = Session(session.store, settings: session.settings)
    if !entry.declarations.isEmpty { _ = try session.prepare(entry.declarations.joined(separator: "\n")) }
    let parts = entry.question.split(separator: "‸", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return ["no cursor"] }
    let completion = session.complete(
      parts.joined(), at: parts[0].utf8.count, commands: Self.commands, files: { Self.files[$0] ?? [] })
    let replaced = String(parts[0].utf8.dropFirst(completion.range.lowerBound)) ?? "?"
    let shown = completion.candidates.prefix(entry.limit).map { candidate in
      let text = (candidate.isExpected ? "* " : "- ") + candidate.text + (candidate.isOpen ? "…" : "")
      return "  \(text)  [\(candidate.kind.rawValue)] \(candidate.detail)".trimmedEnd
    }
    let rest = completion.candidates.count - shown.count
    return ["  replaces `\(replaced)`"] + shown + (rest > 0 ? ["  and \(rest) more"] : [])
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
