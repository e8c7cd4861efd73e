import CReplSupport
import Glibc

/// What is known about the terminal and the environment.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns, if the descriptor is a terminal that says so.
  static func width(_ descriptor: Int32) -> Int? {
    guard isTerminal(descriptor) else { return nil }
    let columns = Int(rapport_terminal_columns(descriptor))
    return columns > 0 ? columns : nil
  }

  /// NO_COLOR and CLICOLOR as their conventions say; `always` and `never` overrule both.
  static func usesColor(_ mode: ColorMode, descriptor: Int32) -> Bool {
    switch mode {
    case .always: return true
    case .never: return false
    case .auto:
      if environment("NO_COLOR")?.isEmpty == false { return false }
      if let forced = environment("CLICOLOR_FORCE"), forced != "0", !forced.isEmpty { return true }
      if environment("CLICOLOR") == "0" || environment("TERM") == "dumb" { return false }
      return isTerminal(descriptor)
    }
  }

  static func environment(_ name: String) -> String? {
    getenv(name).flatMap { String(validatingCString: $0) }
  }
}
