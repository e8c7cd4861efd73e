/// Checks a file against RFC 5545, and published calendars against RFC 5546. Stricter than common readers,
/// which take nearly anything.
///
/// Recurrence rules, periods and triggers are accepted unread: Rapport writes single events.
package enum ICalendarConformance {
  /// What is wrong, in the order of lines; empty for a conforming file.
  package static func check(_ file: [UInt8]) -> [ICalendarViolation] {
    let physical = CalendarLines(file)
    var violations = physical.violations
    var lines: [ContentLine] = []
    for line in physical.lines {
      let (parsed, problem) = ContentLine.parse(line)
      if let parsed {
        lines.append(parsed)
      } else {
        violations.append(ICalendarViolation(rule: .syntax, line: line.number, message: problem))
      }
    }
    let tree = ComponentTree(lines)
    violations += tree.violations
    for calendar in tree.calendars { violations += CalendarCheck(calendar).violations }
    return violations.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }

  package static func check(_ text: String) -> [ICalendarViolation] { check(Array(text.utf8)) }
}
