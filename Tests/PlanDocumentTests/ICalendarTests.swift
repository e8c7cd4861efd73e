import RapportScheduling
import RapportValues
import Testing

@Suite struct ICalendarTests {
  private func lines(_ text: String) -> [String] {
    unfolded(text).split(separator: "\r\n").map(String.init)
  }

  private func unfolded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      bytes.append(byte)
      if bytes.suffix(3) == [13, 10, 32] { bytes.removeLast(3) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func event(_ text: String, _ summary: String) throws -> [String] {
    let all = lines(text)
    let place = try #require(all.firstIndex { $0.hasPrefix("SUMMARY:" + summary) })
    let begin = try #require(all[..<place].lastIndex(of: "BEGIN:VEVENT"))
    let end = try #require(all[place...].firstIndex(of: "END:VEVENT"))
    return Array(all[begin...end])
  }

  @Test func aVisit() throws {
    let text = try SamplePlan.document().iCalendar()
    #expect(
      try event(text, "上海") == [
        "BEGIN:VEVENT", "UID:AR-01/17/3/2026-11-02@rapport.invalid", "DTSTAMP:20261127T080500Z", "SEQUENCE:3",
        "STATUS:CONFIRMED", "ORGANIZER;CN=\"张伟\":mailto:zhang.wei@example.com",
        "DTSTART;TZID=Asia/Shanghai:20261130T093000", "DTEND;TZID=Asia/Shanghai:20261130T103000",
        "SUMMARY:上海浦东发展有限公司: Key-account visit\\, Collection", "LOCATION:上海市浦东新区世纪大道100号",
        "GEO:31.239700;121.499800",
        "DESCRIPTION:Why: Key-account visit (VC-01): last visit 2026-10-28\\, every month\\n"
          + "Why: Collection (AR-01): last visit 2026-10-28\\, every month\\nPhone: 021-5555 0100\\n"
          + "Contact: 李娜\\, 采购经理\\, 138 0000 0000\\nContact: Tom & Jerry <tj>\\n"
          + "Open: overdue 12\\,500.00 CNY\\nOpen: complaint: Late delivery\\; wrong size\\, \"again\"",
        "CATEGORIES:Visit,VC-01,AR-01", "TRANSP:OPAQUE", "END:VEVENT",
      ])
  }

  @Test func theCalendarAroundIt() throws {
    let all = lines(try SamplePlan.document().iCalendar(person: 3))
    #expect(
      all.prefix(14) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rapport//Visit plan//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Visit plan 12\\, 张伟", "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD",
        "DTSTART:19700101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE",
      ])
    #expect(all.filter { $0 == "BEGIN:VEVENT" }.count == 4)
    #expect(!all.contains { $0.contains("O'Neil") })
  }

  @Test func deskWorkIsAllDay() throws {
    let found = try event(try SamplePlan.document().iCalendar(), "No place: Card")
    #expect(found.contains("DTSTART;VALUE=DATE:20261130"))
    #expect(!found.contains { $0.hasPrefix("DTEND") || $0.hasPrefix("GEO") })
    #expect(found.contains("TRANSP:TRANSPARENT"))
  }

  @Test(arguments: [
    ("UTC", "DTSTART:20261130T093000Z"), ("+05:30", "DTSTART;TZID=\"UTC+05:30\":20261130T093000"),
  ])
  func otherZones(zone: String, start: String) throws {
    let document = try SamplePlan.document(zone: try #require(PlanZone(zone)))
    #expect(try event(document.iCalendar(), "上海").contains(start))
    #expect(ICalendarConformance.check(document.iCalendar()) == [])
  }

  @Test func zonesWithSummerTimeAreRefused() {
    #expect(PlanZone("Europe/Berlin") == nil)
    #expect(PlanZone("+15:00") == nil)
    #expect(PlanZone("+1") == nil)
    #expect(PlanZone("-03:30")?.id == "UTC-03:30")
    #expect(PlanZone("+00:00") == .utc)
  }

  @Test func aVisitThatMovesIsTheSameEvent() throws {
    var document = try SamplePlan.document()
    let before = document.plan.visits
    // What was on days before this plan is over, not cancelled.
    document.published =
      before + [SamplePlan.visit(18, 4, try SamplePlan.day("2026-11-27"), 1, 600, 660, ["old"])]
    document.version = 4
    document.plan.visits[0].day = try SamplePlan.day("2026-12-02")
    document.plan.visits.removeLast()
    let text = document.iCalendar()
    let moved = try event(text, "上海")
    #expect(moved.contains("UID:AR-01/17/3/2026-11-02@rapport.invalid"))
    #expect(moved.contains("SEQUENCE:4") && moved.contains("DTSTART;TZID=Asia/Shanghai:20261202T093000"))
    let gone = try event(text, "No place: Key")
    #expect(gone.contains("STATUS:CANCELLED") && gone.contains("UID:VC-01/20/4/2026-12@rapport.invalid"))
    #expect(lines(text).filter { $0 == "STATUS:CANCELLED" }.count == 1)
    #expect(ICalendarConformance.check(text) == [])
  }

  @Test func plansConform() throws {
    for language in LabelLanguage.allCases {
      var document = try SamplePlan.document(language: language)
      #expect(ICalendarConformance.check(document.iCalendar()) == [])
      document.plan = VisitPlan(visits: [], unmet: [], load: [], objective: .init())
      #expect(ICalendarConformance.check(document.iCalendar()) == [])
      document.zone = .utc
      #expect(ICalendarConformance.check(document.iCalendar()) == [])
    }
  }

  @Test func strangeVisitsConform() throws {
    var document = try SamplePlan.document()
    document.version = -5
    document.people[0].email = "x@y,z"
    document.accounts[17]?.place = .init(latitude: .nan, longitude: 500)
    let day = try SamplePlan.day("2026-11-30")
    document.plan.visits = [
      SamplePlan.visit(99, 77, day, 1, 600, 600, []), SamplePlan.visit(99, 77, day, 2, 1_500, 1_600, []),
      SamplePlan.visit(17, 77, .latest, 3, .max / 2, .max, ["unknown/key"]),
    ]
    #expect(ICalendarConformance.check(document.iCalendar()) == [])
  }

  @Test func randomTextsAreFoldedAndEscaped() throws {
    var random = RandomTexts(seed: 7)
    for _ in 0..<300 {
      var document = try SamplePlan.document()
      document.accounts[17]?.name = random.text()
      document.accounts[17]?.address = random.text()
      document.people[0].name = random.text()
      document.accounts[17]?.complaints = [random.text(), random.text()]
      #expect(ICalendarConformance.check(document.iCalendar()) == [])
    }
  }
}

/// Texts of everything that formats stumble over.
struct RandomTexts {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  private static let pieces = [
    "客户", "上海市浦东新区", "𠮷野家", "👩‍👩‍👧‍👦", "🇨🇳", "é", "e\u{301}", ",", ";", "\\", "\n", "\r\n", "\r",
    "\t", "\"", ":",
    "\\n", "\\,", " ", "  ", "\u{0}", "\u{7}", "\u{1F}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}",
    "\u{202E}", "BEGIN:VEVENT",
    "<script>", "&amp;", "'", "x", "word", "Donaudampfschifffahrtsgesellschaft", "END:VCALENDAR", "^n", "=",
    "%0A",
  ]

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func text() -> String {
    (0..<next(40)).map { _ in Self.pieces[next(Self.pieces.count)] }.joined()
  }
}
