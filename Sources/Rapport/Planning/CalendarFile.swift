import RapportScheduling

/// Finds where a file is no iCalendar (RFC 5545, and RFC 5546 for published calendars): an error for each place, in
/// the order of lines; of very many the first hundred, and how many follow.
///
/// Stricter than the programs that read calendars, which take nearly anything: what passes is read by all.
public func checkCalendar(_ path: String) throws(DiagnosticsError) -> [Diagnostic] {
  switch FileBytes.read(path) {
  case .failure(let problem):
    throw DiagnosticsError(
      .data, Diagnostic(code: "R0507", "cannot read `\(path)`: \(problem.reason)", at: nil, help: problem.help))
  case .success(let bytes):
    let found = ICalendarConformance.check(bytes)
    let shown = found.prefix(100).map { violation in
      Diagnostic(
        code: "R0555", "`\(path)` line \(violation.line): \(violation.message)", at: nil,
        help: ["\(violation.rule.section)"])
    }
    if found.count == shown.count { return shown }
    return shown + [Diagnostic(.note, code: "R0555", "and \(found.count - shown.count) more", at: nil)]
  }
}
