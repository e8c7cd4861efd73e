import CReadline
import CReplSupport
import Glibc
import Rapport

/// Lines edited by a person, with history.
struct LineEditor {
  enum Line: Equatable {
    case text(String)
    case interrupted
    case end
  }

  init() {
    rapport_line_setup("rapport", HistoryFile.path())
  }

  func read(_ prompt: String) -> Line {
    rapport_interrupt_reset()
    rapport_interrupt_set_editing(1)
    defer { rapport_interrupt_set_editing(0) }
    var line: UnsafeMutablePointer<CChar>?
    switch rapport_line_read(prompt, rapport_interrupt_descriptor(), &line) {
    case RAPPORT_LINE_READ:
      guard let line else { return .end }
      defer { free(line) }
      return .text(String(decoding: UnsafeRawBufferPointer(start: line, count: strlen(line)), as: UTF8.self))
    case RAPPORT_LINE_INTERRUPTED: return .interrupted
    default: return .end
    }
  }

  func remember(_ entry: String) { rapport_line_remember(entry) }
}

/// Where history is kept between sessions.
enum HistoryFile {
  /// Nil when there is no place; then history lasts as long as the shell.
  static func path() -> String? {
    guard let base = stateDirectory() else { return nil }
    let directory = base + "/rapport"
    guard makeDirectories(directory) else { return nil }
    return directory + "/history"
  }

  private static func stateDirectory() -> String? {
    // The XDG specification says that a relative path is to be ignored.
    if let path = Terminal.environment("XDG_STATE_HOME"), path.hasPrefix("/") { return path }
    guard let home = Terminal.environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state"
  }

  private static func makeDirectories(_ path: String) -> Bool {
    var built = ""
    for part in path.split(separator: "/") {
      built += "/" + part
      if mkdir(built, 0o700) != 0, errno != EEXIST { return false }
    }
    return true
  }
}
