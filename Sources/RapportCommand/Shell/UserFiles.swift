import Glibc
import Rapport

/// The shell's own files of a person, where the XDG specification wants them.
enum UserFiles {
  /// What is remembered from run to run.
  static var state: String? { directory("XDG_STATE_HOME", inHome: ".local/state") }

  /// What can be made again.
  static var cache: String? { directory("XDG_CACHE_HOME", inHome: ".cache") }

  /// Nil without a home; then there is no such file.
  static func directory(_ variable: String, inHome usual: String) -> String? {
    // The specification says that a relative path is to be ignored.
    if let path = Terminal.environment(variable), path.hasPrefix("/") { return path + "/rapport" }
    guard let home = Terminal.environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/" + usual + "/rapport"
  }
}

/// Where history is kept between sessions.
enum HistoryFile {
  /// Nil when there is no place; then history lasts as long as the shell.
  static func path() -> String? {
    guard let directory = UserFiles.state, (try? Folders.make(directory)) != nil else { return nil }
    return directory + "/history"
  }
}

/// Statements and dot commands that the interactive shell begins with.
enum StartupFile {
  /// Nil if there is none.
  static func path() -> String? {
    guard let directory = UserFiles.directory("XDG_CONFIG_HOME", inHome: ".config") else { return nil }
    let path = directory + "/rc.rap"
    return access(path, F_OK) == 0 ? path : nil
  }
}
