import ArgumentParser
import Glibc

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
    } catch {
      let message = RootCommand.fullMessage(for: error)
      guard RootCommand.exitCode(for: error).isSuccess else {
        Console().write(message)
        return .usage
      }
      Console.write(message + "\n", to: STDOUT_FILENO)
      return .ok
    }
  }
}
