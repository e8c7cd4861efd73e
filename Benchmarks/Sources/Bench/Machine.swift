import Glibc
import Rapport

/// What the figures were measured on and with.
enum Machine {
  static func description(_ options: Options) throws(BenchError) -> String {
    let memory = Double(sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))) / 1_073_741_824
    var lines = [
      "- Date: \(date())",
      "- Machine: \(processor()), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, \(Format.fixed(memory, 0)) GiB of memory",
      "- System: \(system())",
      "- Rapport \(LibraryVersion.current), release build, on SQLite \(LibraryVersion.sqlite)",
      "- `sqlite3` \(try version([options.sqlite, "--version"], words: 1))",
    ]
    if let duckdb = options.duckdb {
      lines.append("- DuckDB \(try version([duckdb, "--version"], words: 1)) on its own format")
    }
    return lines.joined(separator: "\n")
  }

  private static func date() -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    return Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))?
      .description ?? ""
  }

  private static func processor() -> String {
    let line = TextFile.read("/proc/cpuinfo")?.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { String($0.drop { $0 == " " }) } ?? "unknown processor"
  }

  private static func system() -> String {
    let line = TextFile.read("/etc/os-release")?.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
    return line?.dropFirst(12).filter { $0 != "\"" } ?? "Linux"
  }

  private static func version(_ command: [String], words: Int) throws(BenchError) -> String {
    let child = try Child(command, output: .pipe)
    let line = child.line() ?? ""
    _ = child.finish()
    return line.split(separator: " ").prefix(words).joined(separator: " ")
  }
}
