import Glibc

/// The folder for what the command remembers from run to run: `$XDG_STATE_HOME/rapport`, else
/// `~/.local/state/rapport`.
enum StateFolder {
  /// The store of kept runs beside somebody else's database, named after the place where the database stands: a copy
  /// that replaces it every night goes on with its history.
  static func keptRuns(of database: String) -> String? {
    guard let folder = UserFiles.state, let place = realpath(database, nil) else { return nil }
    defer { free(place) }
    let path = String(cString: place)
    let name = path.split(separator: "/").last.map(String.init) ?? "database"
    return "\(folder)/kept/\(name)-\(fingerprint(path)).db"
  }

  /// FNV-1a, in hexadecimal digits.
  private static func fingerprint(_ text: String) -> String {
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
