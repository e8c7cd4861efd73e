import RapportScheduling
import RapportValues
import Testing

/// A small plan for the documents: two people in Shanghai, two days, one obligation that found no room.
enum SamplePlan {
  static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  static func document(language: LabelLanguage = .english, zone: PlanZone = .shanghai) throws -> PlanDocument
  {
    PlanDocument(
      number: 12, version: 3, made: try #require(DateTime(day: try day("2026-11-27"), hour: 8, minute: 5)),
      zone: zone,
      language: language, first: try day("2026-11-30"), last: try day("2026-12-11"), plan: try plan(),
      people: [
        .init(
          id: 3, name: "张伟", email: "zhang.wei@example.com",
          base: .init(latitude: 31.2304, longitude: 121.4737)),
        .init(id: 4, name: "Anna O'Neil \"Ann\""),
      ],
      accounts: Dictionary(uniqueKeysWithValues: accounts().map { ($0.id, $0) }),
      contacts: [
        5: .init(id: 5, name: "李娜", title: "采购经理", phone: "138 0000 0000"),
        6: .init(id: 6, name: "Tom & Jerry <tj>"),
      ],
      rules: [
        "VC-01": LocalName("Key-account visit", "大客户月度拜访"), "VC-05": LocalName("Card review", "卡片查阅"),
        "AR-01": LocalName("Collection", "催收"),
      ],
      obligations: try obligations())
  }

  static func accounts() -> [PlanDocument.Account] {
    [
      .init(
        id: 17, name: "上海浦东发展有限公司", address: "上海市浦东新区世纪大道100号", city: "上海", phone: "021-5555 0100",
        place: .init(latitude: 31.2397, longitude: 121.4998), grade: "A", lastVisit: Day(iso: "2026-10-28"),
        overdue: "12,500.00 CNY", complaints: ["Late delivery; wrong size, \"again\""], contacts: [5, 6]),
      .init(
        id: 18, name: "Hongqiao Trade, Ltd.; branch \\2", address: "1 Hongqiao Rd", city: "Shanghai",
        place: .init(latitude: 31.1979, longitude: 121.3363)),
      .init(id: 19, name: "<b>苏州&昆山</b>", city: "苏州", place: .init(latitude: 31.2989, longitude: 120.5853)),
      .init(id: 20, name: "No place"),
    ]
  }

  static func visit(
    _ account: Int64, _ person: Int64, _ day: Day, _ sequence: Int, _ start: Int, _ end: Int,
    _ keys: [String],
    pinned: Bool = false
  ) -> PlannedVisit {
    PlannedVisit(
      account: account, person: person, day: day, sequence: sequence, travel: 20, kilometres: 12.34,
      arrive: start - 5,
      start: start, end: end, slack: 30, pinned: pinned, obligations: keys)
  }

  static func plan() throws -> VisitPlan {
    let (monday, tuesday) = (try day("2026-11-30"), try day("2026-12-01"))
    let visits = [
      visit(17, 3, monday, 1, 570, 630, ["VC-01/17/3/2026-11", "AR-01/17/3/2026-11-02"]),
      visit(18, 3, monday, 2, 660, 720, ["VC-01/18/3/2026-11"], pinned: true),
      visit(20, 3, monday, 3, 1_000, 1_010, ["VC-05/20/3/2026-11-30"]),
      visit(19, 3, tuesday, 1, 600, 660, ["VC-01/19/3/2026-12"]),
      visit(20, 4, tuesday, 1, 600, 660, ["VC-01/20/4/2026-12"]),
    ]
    let unmet = UnmetObligation(
      obligation: try #require(try obligations()["VC-01/18/4/2026-12"]), code: .shiftFull,
      relaxation: .init(kind: .extendShift, day: tuesday, amount: 25), displaced: [20])
    let load = [
      DayLoad(
        person: 3, day: monday, visits: 2, service: 120, travel: 60, waiting: 15, desk: 10, overtime: 0,
        available: 450,
        kilometres: 37.5),
      DayLoad(
        person: 3, day: tuesday, visits: 1, service: 300, travel: 180, waiting: 0, desk: 0, overtime: 30,
        available: 450,
        kilometres: 180),
      DayLoad(
        person: 4, day: tuesday, visits: 1, service: 60, travel: 0, waiting: 0, desk: 0, overtime: 0,
        available: 450,
        kilometres: 0),
    ]
    return VisitPlan(visits: visits, unmet: [unmet], load: load, objective: .init())
  }

  static func obligations() throws -> [String: Obligation] {
    let all = [
      ("VC-01/17/3/2026-11", 17, 3, "VC-01"), ("AR-01/17/3/2026-11-02", 17, 3, "AR-01"),
      ("VC-01/18/3/2026-11", 18, 3, "VC-01"), ("VC-05/20/3/2026-11-30", 20, 3, "VC-05"),
      ("VC-01/19/3/2026-12", 19, 3, "VC-01"), ("VC-01/20/4/2026-12", 20, 4, "VC-01"),
      ("VC-01/18/4/2026-12", 18, 4, "VC-01"),
    ]
    return Dictionary(
      uniqueKeysWithValues: try all.map { key, account, person, rule in
        (
          key,
          Obligation(
            key: key, account: Int64(account), person: Int64(person), rule: rule,
            earliest: try day("2026-11-30"),
            due: try day("2026-12-04"), deadline: try day("2026-12-31"), minutes: 60, weight: 100,
            atDesk: rule == "VC-05", evidence: "last visit 2026-10-28, every month")
        )
      })
  }
}
