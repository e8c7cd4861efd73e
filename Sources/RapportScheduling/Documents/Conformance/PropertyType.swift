/// The type of a property's value (RFC 5545, 3.3 and 3.8).
enum PropertyType {
  case text
  /// Texts separated by commas.
  case texts
  case dateTime
  /// The end of these is Z.
  case utcDateTime
  case utcOffset
  case integer(ClosedRange<Int>)
  case geo
  case address
  case uri
  case duration
  case word(Set<String>)
  /// Recurrence rules, periods, attachments, triggers: only that there is something.
  case other

  /// Parameters other than X- and IANA-registered ones that the values of calendars here may have.
  static let parameters: Set<String> = [
    "ALTREP", "CN", "CUTYPE", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "ENCODING", "FMTTYPE", "FBTYPE",
    "LANGUAGE",
    "MEMBER", "PARTSTAT", "RANGE", "RELATED", "RELTYPE", "ROLE", "RSVP", "SENT-BY", "TZID", "VALUE",
    "DISPLAY",
    "EMAIL", "FEATURE", "LABEL",
  ]

  /// Nil for a property that is not of the format.
  static func of(_ property: String, in component: String) -> PropertyType? {
    if property == "STATUS" { return status(component) }
    return table[property]
  }

  private static func status(_ component: String) -> PropertyType {
    switch component {
    case "VTODO": .word(["NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"])
    case "VJOURNAL": .word(["DRAFT", "FINAL", "CANCELLED"])
    default: .word(["TENTATIVE", "CONFIRMED", "CANCELLED"])
    }
  }

  private static let table: [String: PropertyType] = [
    "VERSION": .word(["2.0"]), "CALSCALE": .word(["GREGORIAN"]),
    "METHOD": .word(["PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"]),
    "TRANSP": .word(["OPAQUE", "TRANSPARENT"]), "ACTION": .other, "CLASS": .other,
    "PRODID": .text, "UID": .text, "SUMMARY": .text, "DESCRIPTION": .text, "LOCATION": .text,
    "COMMENT": .text,
    "CONTACT": .text, "NAME": .text, "TZID": .text, "TZNAME": .text, "RELATED-TO": .text, "COLOR": .text,
    "CATEGORIES": .texts, "RESOURCES": .texts,
    "DTSTART": .dateTime, "DTEND": .dateTime, "DUE": .dateTime, "RECURRENCE-ID": .dateTime,
    "DTSTAMP": .utcDateTime, "CREATED": .utcDateTime, "LAST-MODIFIED": .utcDateTime,
    "COMPLETED": .utcDateTime,
    "TZOFFSETFROM": .utcOffset, "TZOFFSETTO": .utcOffset,
    "SEQUENCE": .integer(0...2_147_483_647), "PRIORITY": .integer(0...9),
    "PERCENT-COMPLETE": .integer(0...100),
    "REPEAT": .integer(0...2_147_483_647), "GEO": .geo, "ORGANIZER": .address, "ATTENDEE": .address,
    "URL": .uri,
    "TZURL": .uri, "DURATION": .duration, "REFRESH-INTERVAL": .other, "SOURCE": .other, "IMAGE": .other,
    "CONFERENCE": .other, "ATTACH": .other, "EXDATE": .other, "RDATE": .other, "RRULE": .other,
    "FREEBUSY": .other,
    "TRIGGER": .other, "REQUEST-STATUS": .other,
  ]
}
