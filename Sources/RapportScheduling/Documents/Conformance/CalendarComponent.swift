/// A component with its properties and the components inside.
struct CalendarComponent {
  /// In capitals.
  var name: String
  /// Where it begins.
  var line: Int
  var properties: [ContentLine] = []
  var parts: [CalendarComponent] = []

  func first(_ name: String) -> ContentLine? { properties.first { $0.name == name } }

  /// The component and all inside, each before its parts.
  var all: [CalendarComponent] {
    var found: [CalendarComponent] = []
    var open = [self]
    while let next = open.popLast() {
      found.append(next)
      open += next.parts.reversed()
    }
    return found
  }
}

/// Puts content lines into components.
struct ComponentTree {
  private(set) var calendars: [CalendarComponent] = []
  private(set) var violations: [ICalendarViolation] = []
  private var open: [CalendarComponent] = []

  init(_ lines: [ContentLine]) {
    for line in lines {
      switch line.name {
      case "BEGIN": begin(line)
      case "END": close(line)
      default:
        if open.isEmpty {
          report(line.number, "\(line.name) outside of a VCALENDAR")
        } else {
          open[open.count - 1].properties.append(line)
        }
      }
    }
    while let component = open.popLast() {
      report(component.line, "\(component.name) has no END")
      add(component)
    }
    if calendars.isEmpty { report(1, "no VCALENDAR") }
  }

  /// No component of the format stands deeper than the third level; unknown ones may.
  private static let deepest = 16

  private mutating func begin(_ line: ContentLine) {
    if open.count == Self.deepest {
      return report(line.number, "more than \(Self.deepest) components in each other")
    }
    open.append(CalendarComponent(name: line.value.uppercased(), line: line.number))
  }

  private mutating func close(_ line: ContentLine) {
    guard let component = open.last else { return report(line.number, "END:\(line.value) without a BEGIN") }
    guard component.name == line.value.uppercased() else {
      return report(line.number, "END:\(line.value) inside of \(component.name)")
    }
    open.removeLast()
    add(component)
  }

  private mutating func add(_ component: CalendarComponent) {
    let outer = open.last?.name
    if !ComponentRules.mayStand(component.name, in: outer) {
      report(
        component.line,
        "\(component.name) may not stand " + (outer.map { "in \($0)" } ?? "outside of a VCALENDAR"))
    }
    if open.isEmpty { calendars.append(component) } else { open[open.count - 1].parts.append(component) }
  }

  private mutating func report(_ line: Int, _ message: String) {
    violations.append(ICalendarViolation(rule: .nesting, line: line, message: message))
  }
}
