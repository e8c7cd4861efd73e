import ArgumentParser
import Rapport

/// Subcommands, help, and messages about mistaken options.
enum FullParser {
  static func run(_ arguments: [String]) -> ExitStatus {
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      try command.run()
      return .ok
    } catch let finished as Finished {
      return finished.status
    } catch let usage as UsageError {
      Console().write("rapport: \(usage)\nTry `rapport --help`.")
      return .usage
    } catch let error as DiagnosticsError {
      Console().report(error)
      return ExitStatus(error.kind)
    } catch {
      let message = RootCommand.fullMessage(for: error)
      guard RootCommand.exitCode(for: error).isSuccess else {
        Console().write(message)
        return .usage
      }
      let isTopLevel = arguments == ["--help"] || arguments == ["-h"] || arguments == ["help"]
      return printed((isTopLevel ? topLevelHelp(message) : message) + "\n")
    }
  }

  private static func printed(_ text: String) -> ExitStatus {
    do throws(DiagnosticsError) {
      try Console.print(text)
      return .ok
    } catch {
      Console().report(error)
      return ExitStatus(error.kind)
    }
  }

  /// The command tree's help with the options of queries in it, because most people never name a subcommand.
  private static func topLevelHelp(_ message: String) -> String {
    let query = RootCommand.helpMessage(for: QueryCommand.self)
    guard let options = query.firstRange(of: "ARGUMENTS:"), let tree = message.firstRange(of: "USAGE:"),
      let subcommands = message.firstRange(of: "SUBCOMMANDS:")
    else { return message }
    return message[..<tree.lowerBound]
      + "USAGE: rapport [OPTIONS] [STORE] [QUERY ...]\n       rapport SUBCOMMAND ...\n\n"
      + query[options.lowerBound...] + "\n" + message[subcommands.lowerBound...]
  }
}
