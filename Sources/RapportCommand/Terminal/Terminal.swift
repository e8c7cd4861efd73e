import CReplSupport
import Glibc

/// What the terminal behind a descriptor can do; decided here and nowhere else.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static func isRegularFile(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Columns, if the descriptor is a terminal that says so.
  static func width(_ descriptor: Int32) -> Int? { size(descriptor).map { Int($0.columns) }.flatMap(positive) }

  /// Rows, if the descriptor is a terminal that says so.
  static func height(_ descriptor: Int32) -> Int? { size(descriptor).map { Int($0.rows) }.flatMap(positive) }

  /// NO_COLOR, CLICOLOR and CLICOLOR_FORCE as their conventions say; `always` and `never` overrule them.
  static func usesColor(_ mode: ColorMode, descriptor: Int32) -> Bool {
    switch mode {
    case .always: return true
    case .never: return false
    case .auto:
      if environment("NO_COLOR")?.isEmpty == false { return false }
      if let forced = environment("CLICOLOR_FORCE"), forced != "0", !forced.isEmpty { return true }
      return environment("CLICOLOR") != "0" && canRedraw(descriptor)
    }
  }

  /// Whether a line can be erased and written again.
  static func canRedraw(_ descriptor: Int32) -> Bool {
    guard isTerminal(descriptor), let kind = environment("TERM") else { return false }
    return !kind.isEmpty && kind != "dumb"
  }

  /// Whether the locale's encoding is UTF-8, by the first of its variables that says anything.
  static var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment($0) }.first { !$0.isEmpty }
    let name = locale?.lowercased() ?? ""
    return name.contains("utf-8") || name.contains("utf8")
  }

  static func environment(_ name: String) -> String? {
    getenv(name).flatMap { String(validatingCString: $0) }
  }

  /// A variable of the environment that says something; an empty one is none.
  static func chosen(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }

  private static func size(_ descriptor: Int32) -> rapport_terminal_size? {
    isTerminal(descriptor) ? rapport_terminal_size(descriptor) : nil
  }

  private static func positive(_ number: Int) -> Int? { number > 0 ? number : nil }
}
