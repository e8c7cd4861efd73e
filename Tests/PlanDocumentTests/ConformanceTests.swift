import RapportScheduling
import Testing

/// Every rule of the checker with a file that breaks it, and nothing else.
@Suite struct ConformanceTests {
  private static let good = """
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Example//EN
    METHOD:PUBLISH
    BEGIN:VTIMEZONE
    TZID:Asia/Shanghai
    BEGIN:STANDARD
    DTSTART:19700101T000000
    TZOFFSETFROM:+0800
    TZOFFSETTO:+0800
    END:STANDARD
    END:VTIMEZONE
    BEGIN:VEVENT
    UID:1@example.com
    DTSTAMP:20261127T080500Z
    ORGANIZER;CN="A, B":mailto:a@example.com
    DTSTART;TZID=Asia/Shanghai:20261130T093000
    DTEND;TZID=Asia/Shanghai:20261130T103000
    SUMMARY:One\\, two\\; three\\nfour
    CATEGORIES:Visit,Desk
    GEO:31.2;121.5
    END:VEVENT
    END:VCALENDAR

    """

  private func check(_ text: String) -> [ICalendarViolation.Rule] {
    ICalendarConformance.check(text.replacing("\n", with: "\r\n")).map(\.rule)
  }

  @Test func aGoodFile() { #expect(check(Self.good) == []) }

  @Test(
    arguments: [
      ("END:VEVENT\n", "END:VTODO\n", [.nesting, .nesting, .nesting, .nesting]),
      ("END:VCALENDAR\n", "", [.nesting]),
      ("BEGIN:VCALENDAR\n", "BEGIN:VCALENDAR\n\n", [.syntax]),
      ("BEGIN:VCALENDAR\n", " BEGIN\nBEGIN:VCALENDAR\n", [.syntax]),
      ("VERSION:2.0", "VERSION:1.0", [.value]),
      ("VERSION:2.0", "VERSION 2.0", [.missing, .syntax]),
      ("VERSION:2.0", "VERSION:2.0\nVERSION:2.0", [.duplicate]),
      ("PRODID:-//Example//EN\n", "", [.missing]),
      ("METHOD:PUBLISH", "METHOD:SHOUT", [.value]),
      ("UID:1@example.com\n", "", [.missing]),
      ("DTSTAMP:20261127T080500Z\n", "", [.missing]),
      ("DTSTAMP:20261127T080500Z", "DTSTAMP:20261127T080500", [.value]),
      ("DTSTAMP:20261127T080500Z", "DTSTAMP:20261131T080500Z", [.value]),
      ("DTSTAMP:20261127T080500Z", "DTSTAMP:20261127T250500Z", [.value]),
      ("ORGANIZER;CN=\"A, B\":mailto:a@example.com\n", "", [.method]),
      ("mailto:a@example.com", "a at example", [.value]),
      ("ORGANIZER;CN=\"A, B\"", "ORGANIZER;CN=\"A, B", [.method, .syntax]),
      ("ORGANIZER;CN=\"A, B\"", "ORGANIZER;CM=\"A, B\"", [.parameter]),
      ("ORGANIZER;CN=\"A, B\"", "ORGANIZER;CN=A;CN=B", [.parameter]),
      ("CATEGORIES:", "ATTENDEE:mailto:b@example.com\nCATEGORIES:", [.method]),
      ("SUMMARY:One\\, two\\; three\\nfour\n", "", [.method]),
      ("One\\, two", "One, two", [.escaping]),
      ("two\\; three", "two; three", [.escaping]),
      ("three\\nfour", "three\\tfour", [.escaping]),
      ("three\\nfour", "three\\", [.escaping]),
      ("Visit,Desk", "Visit;Desk", [.escaping]),
      ("TZID:Asia/Shanghai", "TZID:Asia/Tokyo", [.zone, .zone]),
      ("DTEND;TZID=Asia/Shanghai:20261130T103000", "DTEND;TZID=Asia/Shanghai:20261130T093000", [.order]),
      ("DTEND;TZID=Asia/Shanghai:20261130T103000", "DTEND;VALUE=DATE:20261201", [.order]),
      ("DTEND;TZID=Asia/Shanghai:20261130T103000", "DTEND:20261201", [.value, .order]),
      ("DTEND;TZID=Asia/Shanghai:20261130T103000", "DTEND;TZID=Asia/Shanghai:20261130T103000Z", [.zone]),
      ("GEO:", "DURATION:PT1H\nGEO:", [.order]),
      ("GEO:31.2;121.5", "GEO:31.2,121.5", [.value]),
      ("GEO:31.2;121.5", "GEO:121.5;31.2", [.value]),
      ("GEO:31.2;121.5", "GEO:3e1;121.5", [.value]),
      ("GEO:", "SEQUENCE:one\nGEO:", [.value]),
      ("GEO:", "PRIORITY:10\nGEO:", [.value]),
      ("GEO:", "STATUS:NEEDS-ACTION\nGEO:", [.value]),
      ("GEO:", "TRANSP:MAYBE\nGEO:", [.value]),
      ("GEO:", "URL:nowhere\nGEO:", [.value]),
      ("GEO:", "COLOUR:red\nGEO:", [.property]),
      ("GEO:", "TZOFFSETTO:+0800\nGEO:", [.property]),
      ("GEO:", "X-ANYTHING:a,b;c\nGEO:", []),
      ("TZOFFSETTO:+0800", "TZOFFSETTO:-0000", [.value]),
      ("TZOFFSETTO:+0800", "TZOFFSETTO:+08:00", [.value]),
      (
        "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\n", "",
        [.missing]
      ),
      (
        "END:VEVENT\n",
        "END:VEVENT\nBEGIN:VEVENT\nUID:1@example.com\nDTSTAMP:20261127T080500Z\nSUMMARY:x\n"
          + "ORGANIZER:mailto:a@example.com\nDTSTART:20261130T013000Z\nEND:VEVENT\n", [.identity]
      ),
      ("END:VEVENT\n", "END:VEVENT\nBEGIN:VANYTHING\nEND:VANYTHING\n", [.nesting, .component]),
      ("END:VEVENT\n", "END:VEVENT\nBEGIN:X-ANYTHING\nEND:X-ANYTHING\n", []),
    ] as [(String, String, [ICalendarViolation.Rule])])
  func eachRule(change: (good: String, bad: String, rules: [ICalendarViolation.Rule])) throws {
    let bad = Self.good.replacing(change.good, with: change.bad, maxReplacements: 1)
    #expect(bad != Self.good)
    let found = check(bad)
    #expect(
      found == change.rules, "\(change.bad) \(ICalendarConformance.check(bad.replacing("\n", with: "\r\n")))")
  }

  @Test func withoutAMethodAnEventBegins() {
    let text = Self.good.replacing("METHOD:PUBLISH\n", with: "").replacing(
      "DTSTART;TZID=Asia/Shanghai:20261130T093000\n", with: "")
    #expect(check(text) == [.missing])
  }

  @Test func lines() {
    let crlf = Self.good.replacing("\n", with: "\r\n")
    #expect(ICalendarConformance.check(Self.good).allSatisfy { $0.rule == .lineEnding })
    #expect(ICalendarConformance.check(String(crlf.dropLast())).map(\.rule) == [.lineEnding])
    #expect(ICalendarConformance.check(crlf.replacing("One", with: "O\u{7}ne")).map(\.rule) == [.control])
    let long = crlf.replacing("One", with: String(repeating: "x", count: 60))
    #expect(ICalendarConformance.check(long).map(\.rule) == [.lineLength])
    #expect(ICalendarConformance.check("").map(\.rule) == [.nesting, .nesting])
  }

  @Test func aCharacterCutByAFold() {
    let crlf = Array(Self.good.replacing("\n", with: "\r\n").replacing("One", with: "客").utf8)
    let character = Array("客".utf8)
    let place = crlf.indices.first { crlf[$0...].starts(with: character) } ?? 0
    var cut = crlf
    cut.insert(contentsOf: [13, 10, 32], at: place + 1)
    #expect(ICalendarConformance.check(cut).map(\.rule) == [.encoding, .encoding])
    cut = crlf
    cut.insert(contentsOf: [13, 10, 32], at: place + 3)
    #expect(ICalendarConformance.check(cut) == [])
  }

  @Test func damagedFilesAreNoTraps() throws {
    let good = Array(Self.good.replacing("\n", with: "\r\n").utf8)
    var random = RandomTexts(seed: 3)
    for _ in 0..<3_000 {
      var bytes = good
      for _ in 0...random.next(4) {
        let place = random.next(bytes.count)
        switch random.next(3) {
        case 0: bytes[place] = UInt8(random.next(256))
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.next(40)))
        default: bytes.insert(UInt8(random.next(256)), at: place)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      _ = ICalendarConformance.check(bytes)
    }
    _ = ICalendarConformance.check(String(repeating: "BEGIN:VEVENT\r\n", count: 100_000))
  }
}
