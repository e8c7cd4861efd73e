import ArgumentParser
import Glibc
import Rapport

/// `rapport completions SHELL`
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a script that makes a command shell complete rapport's arguments.",
    discussion: """
      rapport completions bash > ~/.local/share/bash-completion/completions/rapport
      rapport completions zsh > ~/.zfunc/_rapport          (with `fpath=(~/.zfunc $fpath)` before `compinit`)
      rapport completions fish > ~/.config/fish/completions/rapport.fish
      """)

  @Argument(help: "bash, zsh or fish.", completion: .list(CompletionShell.allCases.map(\.rawValue)))
  var shell: String

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      throw ValidationError("completions are for bash, zsh and fish, not `\(shell)`")
    }
    let script = CompletionTree.completionScript(for: shell) + "\n" + StoreCompletion.script(for: shell)
    try Console.print(script)
  }
}

/// The command tree as people write it: the options of queries stand at the top, because nobody names
/// `query`.
private struct CompletionTree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: RootCommand.configuration.commandName, abstract: RootCommand.configuration.abstract,
    version: RootCommand.versionText, subcommands: RootCommand.configuration.subcommands)

  @OptionGroup var inputs: InputOptions
  @OptionGroup var common: CommonOptions
}

/// What the values of options can be, for completion.
enum OptionCandidates {
  static let formats = CompletionKind.list(OutputFormat.allCases.map(\.rawValue) + ["xlsx"])
  static let errors = CompletionKind.list(ErrorStyle.allCases.map(\.rawValue))
  static let color = CompletionKind.list(ColorMode.allCases.map(\.rawValue))
  static let languages = CompletionKind.list(Language.allCases.map(\.rawValue))
  static let weekdays = CompletionKind.list(OptionValues.weekdays)
  static let months = CompletionKind.list(OptionValues.months)
  static let scripts = CompletionKind.file(extensions: ["rap"])
  static let tables = CompletionKind.file(extensions: ["csv", "tsv", "ndjson", "jsonl", "xlsx"])
  static let file = CompletionKind.file()

  /// Entities of the store that the arguments name.
  static let entities = CompletionKind.custom { arguments, _, _ in
    store(in: arguments)?.entities.map(\.name) ?? []
  }

  /// Lists of which runs were kept, beside the store that the arguments name or where they say.
  static let keptLists = CompletionKind.custom { arguments, _, _ in
    let place = value(of: ["--keep-in"], in: arguments)
    let archive =
      place.map { ListArchive(path: $0) }
      ?? store(in: arguments).flatMap { SessionOpening.archive(for: Session($0), keepIn: nil) }
    return (try? archive?.titles()) ?? []
  }

  private static func store(in arguments: [String]) -> Store? {
    let named = value(of: ["-s", "--store"], in: arguments)
    return (named ?? Terminal.chosen("RAPPORT_STORE")).flatMap { try? Store($0) }
  }

  /// What the last of these options is given: `-s FILE`, `--store FILE` or `--store=FILE`, which bash hands on in three
  /// words.
  private static func value(of names: [String], in arguments: [String]) -> String? {
    for index in arguments.indices.reversed() {
      let (name, joined) = FastOptions.split(arguments[index])
      guard names.contains(name) else { continue }
      if let value = joined ?? arguments[(index + 1)...].first(where: { $0 != "=" }) { return value }
    }
    return nil
  }
}
