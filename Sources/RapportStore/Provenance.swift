import Glibc
import RapportValues

/// Who writes into a store, and when.
package enum Provenance {
  /// Who writes now, and with what.
  package struct Record: Sendable {
    package let made = Provenance.now()
    package let user = Provenance.user()
    package let program: String

    package init(program: String) { self.program = program }

    /// Of `made`.
    package var day: String { String(made.prefix(10)) }
  }

  /// The time by the system's clock, in local time.
  package static func now() -> String {
    var clock = time(nil)
    var parts = tm()
    localtime_r(&clock, &parts)
    let day = Day(year: Int(parts.tm_year) + 1_900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    let moment = day.flatMap {
      DateTime(
        day: $0, hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: min(Int(parts.tm_sec), 59))
    }
    return moment?.description ?? "1970-01-01T00:00"
  }

  /// The name of the process's user.
  package static func user() -> String? {
    var entry = passwd()
    var buffer = [CChar](repeating: 0, count: 16_384)
    var found: UnsafeMutablePointer<passwd>?
    guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil,
      let name = entry.pw_name
    else {
      return getenv("USER").flatMap { String(validatingCString: $0) }
    }
    return String(validatingCString: name)
  }
}
