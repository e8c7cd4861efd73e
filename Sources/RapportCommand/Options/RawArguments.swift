/// The process's arguments, exactly.
enum RawArguments {
  /// Without the command's own name. `CommandLine.arguments` would repair invalid UTF-8 in silence, and a
  /// repaired name in a query is a different name.
  static func all() throws(UsageError) -> [String] {
    var arguments: [String] = []
    for position in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = CommandLine.unsafeArgv[position] else { break }
      guard let text = String(validatingCString: bytes) else {
        throw UsageError(description: "argument \(position) is not valid UTF-8")
      }
      arguments.append(text)
    }
    return arguments
  }
}
