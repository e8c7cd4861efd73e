/// Which properties a component has (RFC 5545, 3.6; RFC 7986, 4).
struct ComponentRules {
  /// Exactly once.
  var required: Set<String>
  /// At most once.
  var once: Set<String>
  var many: Set<String>
  /// Components inside.
  var parts: Set<String>

  private init(required: String, once: String, many: String, parts: String = "") {
    let words = { (text: String) in Set(text.split(separator: " ").map(String.init)) }
    (self.required, self.once) = (words(required), words(once))
    (self.many, self.parts) = (words(many), words(parts))
  }

  static func of(_ component: String) -> ComponentRules? { table[component] }

  /// Nothing is known of X- components, which may be anywhere inside of a calendar.
  static func mayStand(_ component: String, in outer: String?) -> Bool {
    guard let outer else { return component == "VCALENDAR" }
    if component.hasPrefix("X-") || outer.hasPrefix("X-") { return component != "VCALENDAR" }
    guard let rules = table[outer] else { return component != "VCALENDAR" }
    return rules.parts.contains(component)
  }

  private static let many = """
    ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE RDATE REQUEST-STATUS RELATED-TO RESOURCES IMAGE \
    CONFERENCE
    """

  private static let table: [String: ComponentRules] = [
    "VCALENDAR": ComponentRules(
      required: "PRODID VERSION", once: "CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR",
      many: "NAME DESCRIPTION CATEGORIES IMAGE", parts: "VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE"),
    "VEVENT": ComponentRules(
      required: "UID DTSTAMP",
      once: """
        DTSTART CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE STATUS SUMMARY TRANSP \
        URL RECURRENCE-ID RRULE DTEND DURATION COLOR
        """, many: many, parts: "VALARM"),
    "VTODO": ComponentRules(
      required: "UID DTSTAMP",
      once: """
        CLASS COMPLETED CREATED DESCRIPTION DTSTART GEO LAST-MODIFIED LOCATION ORGANIZER PERCENT-COMPLETE \
        PRIORITY RECURRENCE-ID SEQUENCE STATUS SUMMARY URL RRULE DUE DURATION COLOR
        """, many: many, parts: "VALARM"),
    "VJOURNAL": ComponentRules(
      required: "UID DTSTAMP",
      once:
        "CLASS CREATED DTSTART LAST-MODIFIED ORGANIZER RECURRENCE-ID SEQUENCE STATUS SUMMARY URL RRULE COLOR",
      many: many + " DESCRIPTION"),
    "VFREEBUSY": ComponentRules(
      required: "UID DTSTAMP", once: "CONTACT DTSTART DTEND ORGANIZER URL",
      many: "ATTENDEE COMMENT FREEBUSY REQUEST-STATUS"),
    "VTIMEZONE": ComponentRules(
      required: "TZID", once: "LAST-MODIFIED TZURL", many: "", parts: "STANDARD DAYLIGHT"),
    "STANDARD": observance, "DAYLIGHT": observance,
    "VALARM": ComponentRules(
      required: "ACTION TRIGGER", once: "DESCRIPTION SUMMARY DURATION REPEAT", many: "ATTENDEE ATTACH"),
  ]

  private static let observance = ComponentRules(
    required: "DTSTART TZOFFSETTO TZOFFSETFROM", once: "RRULE", many: "COMMENT RDATE TZNAME")
}
