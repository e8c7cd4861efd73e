/// Checks one VCALENDAR: each component by itself, then what they say of each other.
struct CalendarCheck {
  private(set) var violations: [ICalendarViolation] = []
  private let calendar: CalendarComponent

  init(_ calendar: CalendarComponent) {
    self.calendar = calendar
    let components = calendar.all
    for component in components { check(component) }
    checkZones(components)
    checkIdentity(components)
    checkMethod()
    if calendar.parts.isEmpty {
      report(.missing, calendar.line, "VCALENDAR holds at least one component")
    }
  }

  private mutating func check(_ component: CalendarComponent) {
    guard let rules = ComponentRules.of(component.name) else {
      if !component.name.hasPrefix("X-") {
        report(.component, component.line, "\(component.name) is unknown")
      }
      return
    }
    checkNumbers(component, rules)
    for property in component.properties { check(property, in: component, rules) }
    if component.name == "VEVENT" { checkTimes(component, end: "DTEND") }
    if component.name == "VTODO" { checkTimes(component, end: "DUE") }
    if component.name == "VTIMEZONE", component.parts.isEmpty {
      report(.missing, component.line, "VTIMEZONE holds a STANDARD or DAYLIGHT part")
    }
  }

  private mutating func checkNumbers(_ component: CalendarComponent, _ rules: ComponentRules) {
    var counts: [String: Int] = [:]
    for property in component.properties {
      counts[property.name, default: 0] += 1
      if counts[property.name] == 2,
        rules.required.contains(property.name) || rules.once.contains(property.name)
      {
        report(.duplicate, property.number, "\(property.name) is there once in \(component.name)")
      }
    }
    for name in rules.required.sorted() where counts[name] == nil {
      report(.missing, component.line, "\(component.name) has no \(name)")
    }
    // Without a METHOD every event says when it begins (3.6.1).
    if component.name == "VEVENT", counts["DTSTART"] == nil, calendar.first("METHOD") == nil {
      report(.missing, component.line, "VEVENT has no DTSTART")
    }
  }

  private mutating func check(
    _ property: ContentLine, in component: CalendarComponent, _ rules: ComponentRules
  ) {
    checkParameters(property)
    if property.name.hasPrefix("X-") { return }
    let isKnown = [rules.required, rules.once, rules.many].contains { $0.contains(property.name) }
    guard isKnown, let type = PropertyType.of(property.name, in: component.name) else {
      return report(.property, property.number, "\(property.name) is no property of \(component.name)")
    }
    if let (rule, message) = ValueRules.problem(property, type) { report(rule, property.number, message) }
  }

  private mutating func checkParameters(_ property: ContentLine) {
    var seen: Set<String> = []
    for parameter in property.parameters {
      let name = parameter.name
      if !seen.insert(name).inserted {
        report(.parameter, property.number, "\(name) twice in \(property.name)")
      } else if !name.hasPrefix("X-"), !PropertyType.parameters.contains(name) {
        report(.parameter, property.number, "\(name) is no parameter")
      }
    }
  }

  private mutating func checkTimes(_ component: CalendarComponent, end: String) {
    guard let endLine = component.first(end) else { return }
    if component.first("DURATION") != nil {
      report(.order, endLine.number, "\(component.name) has \(end) and DURATION")
    }
    guard let startLine = component.first("DTSTART"), let start = CalendarMoment(startLine.value),
      let end = CalendarMoment(endLine.value)
    else { return }
    if start.isDate != end.isDate {
      report(.order, endLine.number, "\(endLine.name) is of another type than DTSTART")
    } else if startLine.parameter("TZID") == endLine.parameter("TZID"), start.isUTC == end.isUTC,
      end.position <= start.position
    {
      report(.order, endLine.number, "\(endLine.name) is not after DTSTART")
    }
  }

  private mutating func checkZones(_ components: [CalendarComponent]) {
    var defined: Set<String> = []
    for component in components where component.name == "VTIMEZONE" {
      guard let id = component.first("TZID") else { continue }
      if !defined.insert(id.value).inserted {
        report(.zone, component.line, "a second VTIMEZONE of \(id.value)")
      }
    }
    for component in components {
      for property in component.properties {
        // Identifiers that begin with a slash are of a registry.
        guard let id = property.parameter("TZID"), !id.hasPrefix("/") else { continue }
        if !defined.contains(id) { report(.zone, property.number, "no VTIMEZONE of \(id)") }
      }
    }
  }

  private mutating func checkIdentity(_ components: [CalendarComponent]) {
    var seen: Set<[String]> = []
    for component in components {
      guard let uid = component.first("UID"), component.name != "VCALENDAR" else { continue }
      let key = [component.name, uid.value, component.first("RECURRENCE-ID")?.value ?? ""]
      if !seen.insert(key).inserted {
        report(.identity, uid.number, "a second \(component.name) of UID \(uid.value)")
      }
    }
  }

  private mutating func checkMethod() {
    guard calendar.first("METHOD")?.value.uppercased() == "PUBLISH" else { return }
    for event in calendar.parts where event.name == "VEVENT" {
      for name in ["DTSTART", "ORGANIZER", "SUMMARY"] where event.first(name) == nil {
        report(.method, event.line, "a published VEVENT has \(name)")
      }
      if let attendee = event.first("ATTENDEE") {
        report(.method, attendee.number, "a published VEVENT has no ATTENDEE")
      }
    }
  }

  private mutating func report(_ rule: ICalendarViolation.Rule, _ line: Int, _ message: String) {
    violations.append(ICalendarViolation(rule: rule, line: line, message: message))
  }
}
