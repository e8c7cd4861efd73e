import RapportValues

/// The plan as iCalendar (RFC 5545), to be published (RFC 5546, 3.2.1).
///
/// A visit that is no longer planned is in the same file with STATUS:CANCELLED: METHOD:CANCEL is for those
/// who were invited to a meeting, and nobody is invited here. SEQUENCE is the plan's version, so every
/// publication replaces the one before.
extension PlanDocument {
  /// The visits of one person, or of all.
  package func iCalendar(person: Int64? = nil) -> String {
    var out = ICalendarStream()
    out.begin("VCALENDAR")
    out.line("VERSION", "2.0")
    out.line("PRODID", "-//Rapport//Visit plan//EN")
    out.line("CALSCALE", "GREGORIAN")
    out.line("METHOD", "PUBLISH")
    let name =
      person.map { "\(labels.plan) \(number), \(self.name(ofPerson: $0))" } ?? "\(labels.plan) \(number)"
    out.text("X-WR-CALNAME", name)
    var events = ICalendarStream()
    writeVisits(of: person, to: &events)
    // A calendar holds at least one component, an empty plan the zone.
    if !zone.isUTC || events.text.isEmpty { writeZone(to: &out) }
    out.append(events)
    out.end("VCALENDAR")
    return out.text
  }

  private func writeVisits(of person: Int64?, to out: inout ICalendarStream) {
    let isShown = { (visit: PlannedVisit) in person == nil || visit.person == person }
    var identity = VisitIdentity()
    var planned: Set<String> = []
    for visit in Self.inOrder(plan.visits.filter(isShown)) {
      let uid = identity.uid(of: visit)
      planned.insert(uid)
      write(visit, uid: uid, isCancelled: false, to: &out)
    }
    identity = VisitIdentity()
    // Days before the plan are over, whatever became of them.
    for visit in Self.inOrder(published.filter { isShown($0) && $0.day >= first }) {
      let uid = identity.uid(of: visit)
      // What is still planned was moved, not cancelled.
      if !planned.contains(uid) { write(visit, uid: uid, isCancelled: true, to: &out) }
    }
  }

  private static func inOrder(_ visits: [PlannedVisit]) -> [PlannedVisit] {
    visits.sorted { ($0.day, $0.person, $0.start, $0.sequence) < ($1.day, $1.person, $1.start, $1.sequence) }
  }

  private func writeZone(to out: inout ICalendarStream) {
    out.begin("VTIMEZONE")
    out.text("TZID", zone.id)
    out.begin("STANDARD")
    out.line("DTSTART", "19700101T000000")
    out.line("TZOFFSETFROM", zone.basicOffset)
    out.line("TZOFFSETTO", zone.basicOffset)
    out.end("STANDARD")
    out.end("VTIMEZONE")
  }

  private func write(_ visit: PlannedVisit, uid: String, isCancelled: Bool, to out: inout ICalendarStream) {
    let account = account(visit.account)
    let isAtDesk = isAtDesk(visit)
    out.begin("VEVENT")
    out.text("UID", uid)
    out.line("DTSTAMP", Self.utc(made))
    out.line("SEQUENCE", String(max(version, 0)))
    out.line("STATUS", isCancelled ? "CANCELLED" : "CONFIRMED")
    writeOrganizer(visit.person, to: &out)
    writeTimes(visit, isAllDay: isAtDesk, to: &out)
    out.text("SUMMARY", "\(account.name): \(purpose(of: visit))")
    if !isAtDesk {
      out.text("LOCATION", account.location)
      if let place = account.place { writePlace(place, to: &out) }
    }
    out.text("DESCRIPTION", description(of: visit, account))
    out.line("CATEGORIES", categories(of: visit).map(ICalendarText.escape).joined(separator: ","))
    // Desk work does not keep anybody from meeting others.
    out.line("TRANSP", isAtDesk || isCancelled ? "TRANSPARENT" : "OPAQUE")
    out.end("VEVENT")
  }

  /// Of a published event there must be one (RFC 5546); without an address it is one that leads nowhere (RFC
  /// 2606).
  private func writeOrganizer(_ id: Int64, to out: inout ICalendarStream) {
    let address = people.first { $0.id == id }?.email.flatMap(Self.mailbox) ?? "person-\(id)@rapport.invalid"
    out.line("ORGANIZER;CN=\(ICalendarText.quote(name(ofPerson: id)))", "mailto:" + address)
  }

  /// An address of plain characters, as a URI may hold it.
  private static func mailbox(_ text: String) -> String? {
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{}|,;:?#%&".utf8.contains($0) }
    return isPlain && text.contains("@") ? text : nil
  }

  private func writeTimes(_ visit: PlannedVisit, isAllDay: Bool, to out: inout ICalendarStream) {
    if isAllDay {
      // An all-day event without an end lasts that day.
      out.line("DTSTART;VALUE=DATE", Digits.compact(visit.day))
      return
    }
    let parameter =
      zone.isUTC ? "" : ";TZID=\(zone.id.contains(":") ? ICalendarText.quote(zone.id) : zone.id)"
    let (start, end) = (Self.moment(visit.day, visit.start), Self.moment(visit.day, visit.end))
    let mark = zone.isUTC ? "Z" : ""
    out.line("DTSTART" + parameter, Self.basic(start) + mark)
    // An end may not be the beginning; an event without one takes no time.
    if end > start { out.line("DTEND" + parameter, Self.basic(end) + mark) }
  }

  /// Latitude before longitude (RFC 5545, 3.8.1.6).
  private func writePlace(_ place: TeamProblem.Place, to out: inout ICalendarStream) {
    guard place.isOnEarth else { return }
    out.line("GEO", Digits.degrees(place.latitude) + ";" + Digits.degrees(place.longitude))
  }

  /// A time of the plan's zone; minutes may lead into other days, not out of the calendar.
  private static func moment(_ day: Day, _ minutes: Int) -> DateTime {
    let (seconds, overflow) = minutes.multipliedReportingOverflow(by: 60)
    return (overflow ? nil : day.midnight.adding(seconds: Int64(seconds))) ?? day.midnight
  }

  private static func utc(_ moment: DateTime) -> String { basic(moment) + "Z" }

  /// "20261130T093000"
  private static func basic(_ moment: DateTime) -> String {
    let (_, _, _, hour, minute, second) = moment.components
    return Digits.compact(moment.day) + "T" + Digits.two(hour) + Digits.two(minute) + Digits.two(second)
  }

  private func description(of visit: PlannedVisit, _ account: Account) -> String {
    var lines = reasons(of: visit).map { "\(labels.why): \($0)" }
    if !account.phone.isEmpty { lines.append("\(labels.phone): \(account.phone)") }
    lines += contacts(of: visit).map { "\(labels.contact): \($0.line)" }
    lines += openMatters(of: account).map { "\(labels.open): \($0)" }
    return lines.joined(separator: "\n")
  }

  private func categories(of visit: PlannedVisit) -> [String] {
    var seen: Set<String> = []
    let rules = obligations(of: visit).map(\.rule).filter { !$0.isEmpty && seen.insert($0).inserted }
    return [isAtDesk(visit) ? labels.atDesk : labels.visit] + rules
  }
}

extension TeamProblem.Place {
  package var isOnEarth: Bool {
    latitude.magnitude <= 90 && longitude.magnitude <= 180
  }
}
