import RapportScheduling
import RapportValues
import Testing

/// One small problem for each code: what is reported, and that what it names helps.
@Suite struct UnmetCodeTests {
  private static let monday = Day(number: 20_787)
  private static func day(_ offset: Int) -> Day { Day(number: monday.number + Int32(offset)) }
  private static let base = TeamProblem.Place(latitude: 30, longitude: 112)
  private static let near = TeamProblem.Place(latitude: 30.02, longitude: 112.02)

  /// A week of one person with one account and one obligation of the whole week.
  private static func week(
    hours: [Int: [ClosedRange<Int>]] = [:], minutes: Int = 30, days: [Int] = [0, 1, 2, 3, 4]
  ) -> TeamProblem {
    let shifts = days.map { TeamProblem.WorkShift(day: day($0), opens: 540, closes: 1080) }
    let obligation = Obligation(
      key: "one", account: 1, person: 1, rule: "VC-01", earliest: day(0), due: day(4), deadline: day(4),
      minutes: minutes, weight: 10, evidence: "test")
    return TeamProblem(
      first: day(0), last: day(13), frozenBefore: day(0),
      people: [TeamProblem.Person(id: 1, name: "A", base: base, shifts: shifts)],
      accounts: [TeamProblem.Account(id: 1, name: "B", place: near, hours: hours)], obligations: [obligation])
  }

  private static func plan(_ problem: TeamProblem) -> VisitPlan {
    let plan = Planner(problem: problem).plan(budget: SolverBudget(iterations: 50), threads: 1)
    #expect(PlanAudit(plan, of: problem).violations == [])
    return plan
  }

  /// Reports the code and the relaxation, and with it the obligation is met by the plan.
  private func check(
    _ problem: TeamProblem, _ code: UnmetObligation.Code, _ kind: UnmetObligation.Relaxation.Kind?,
    key: String = "one", at location: SourceLocation = #_sourceLocation
  ) throws {
    let plan = Self.plan(problem)
    let unmet = try #require(plan.unmet.first { $0.obligation.key == key }, sourceLocation: location)
    #expect(unmet.code == code, sourceLocation: location)
    #expect(unmet.relaxation?.kind == kind, sourceLocation: location)
    guard let relaxation = unmet.relaxation, relaxation.kind != .dropVisits else { return }
    let relaxed = Self.plan(problem.applying(relaxation, for: unmet))
    #expect(!relaxed.unmet.contains { $0.obligation.key == key }, sourceLocation: location)
  }

  @Test func aWeekWithRoomLeavesNothing() { #expect(Self.plan(Self.week()).unmet.isEmpty) }

  @Test func noWorkday() throws { try check(Self.week(days: [7]), .noWorkday, .moveDeadline) }

  @Test func noWorkdayAtAll() throws { try check(Self.week(days: []), .noWorkday, .workOnDay) }

  @Test func atTheDesk() throws {
    var problem = Self.week(days: [])
    problem.obligations[0].atDesk = true
    try check(problem, .noWorkday, .workOnDay)
    problem.people[0].absences = [Self.day(1): "leave"]
    problem.obligations[0].earliest = Self.day(1)
    problem.obligations[0].deadline = Self.day(1)
    try check(problem, .ownerAbsent, .cancelLeave)
    problem.people[0].absences = [:]
    problem.unknownYears = [Self.monday.year]
    try check(problem, .calendarUnknown, .publishCalendar)
    problem = Self.week(minutes: 600)
    problem.obligations[0].atDesk = true
    try check(problem, .shiftFull, .extendShift)
  }

  @Test func ownerAbsent() throws {
    var problem = Self.week(days: [])
    problem.people[0].absences = [Self.day(2): "leave"]
    for offset in [0, 1, 3, 4] { problem.people[0].absences[Self.day(offset)] = "leave" }
    try check(problem, .ownerAbsent, .cancelLeave)
  }

  @Test func calendarUnknown() throws {
    var problem = Self.week(days: [])
    problem.unknownYears = [Self.monday.year]
    try check(problem, .calendarUnknown, .publishCalendar)
  }

  @Test func window() throws {
    try check(Self.week(hours: [1: [400...530]]), .window, .widenWindow)
    try check(Self.week(hours: [7: [600...700]]), .window, .widenWindow)
    try check(Self.week(hours: [3: [600...610]]), .window, .widenWindow)
  }

  @Test func shiftFull() throws { try check(Self.week(minutes: 540), .shiftFull, .extendShift) }

  @Test func gap() throws {
    var problem = Self.week()
    var second = problem.obligations[0]
    second.key = "two"
    second.smallestGap = 6
    problem.obligations.append(second)
    try check(problem, .gap, .shortenGap, key: "two")
  }

  @Test func deadlines() throws {
    var problem = Self.week()
    problem.obligations[0].earliest = Self.day(4)
    problem.obligations[0].deadline = Self.day(2)
    try check(problem, .deadline, .moveDeadline)
    problem.obligations[0].earliest = Self.day(-30)
    problem.obligations[0].deadline = Self.day(-3)
    try check(problem, .deadline, .moveDeadline)
    problem.obligations[0].earliest = Self.day(40)
    problem.obligations[0].deadline = Self.day(50)
    try check(problem, .outsideHorizon, nil)
  }

  @Test func nowhereAndNobody() throws {
    var problem = Self.week()
    problem.accounts[0].place = nil
    try check(problem, .ungeocoded, .locate)
    problem.accounts = []
    try check(problem, .ungeocoded, .locate)
    problem = Self.week()
    problem.obligations[0].person = 5
    try check(problem, .unowned, .assign)
  }

  @Test func frozenDays() throws {
    var problem = Self.week()
    problem.frozenBefore = Self.day(6)
    try check(problem, .pinned, .unpin)
  }

  @Test func heavierVisitsLeaveNoRoom() throws {
    var problem = Self.week(minutes: 500, days: [0])
    problem.obligations[0].weight = 100
    problem.obligations[0].deadline = Self.day(0)
    problem.accounts.append(TeamProblem.Account(id: 2, name: "C", place: Self.near))
    var other = problem.obligations[0]
    other.key = "two"
    other.account = 2
    other.weight = 5
    problem.obligations.append(other)
    let plan = Self.plan(problem)
    let unmet = try #require(plan.unmet.first)
    #expect(unmet.obligation.key == "two")
    #expect(unmet.code == .displacedBy)
    #expect(unmet.relaxation?.kind == .dropVisits)
    #expect(unmet.displaced == [1])
  }

  @Test func aPinThatLeavesNoRoomIsNamed() throws {
    var problem = Self.week(minutes: 500, days: [0])
    problem.accounts.append(TeamProblem.Account(id: 2, name: "C", place: Self.near))
    var other = problem.obligations[0]
    other.key = "two"
    other.account = 2
    other.weight = 5_000
    problem.obligations.append(other)
    problem.pins = [TeamProblem.Pin(account: 1, person: 1, day: Self.day(0))]
    let unmet = try #require(Self.plan(problem).unmet.first)
    #expect(unmet.obligation.key == "two")
    #expect(unmet.code == .pinned)
    #expect(unmet.relaxation?.kind == .unpin)
    #expect(unmet.displaced == [1])
  }

  @Test func pinsThatCannotBeKept() throws {
    var problem = Self.week()
    let sunday = TeamProblem.Pin(account: 1, person: 1, day: Self.day(6))
    problem.pins = [sunday]
    try check(problem, .noWorkday, .workOnDay, key: "PIN/1/1/2026-12-06")
  }

  @Test func aPinOutsideHoursIsUnmetAndTheVisitIsNot() {
    var problem = Self.week(hours: [1: [540...700], 2: [540...700]])
    problem.pins = [TeamProblem.Pin(account: 1, person: 1, day: Self.day(0), time: 900)]
    let plan = Self.plan(problem)
    #expect(plan.unmet.map(\.code) == [.window])
    #expect(plan.unmet.first?.relaxation?.kind == .widenWindow)
    #expect(plan.visits.map(\.obligations) == [["one"]])
  }

  @Test func aPinHoldsItsTime() {
    var problem = Self.week()
    problem.pins = [TeamProblem.Pin(account: 1, person: 1, day: Self.day(3), time: 777)]
    let plan = Self.plan(problem)
    #expect(plan.unmet.isEmpty)
    #expect(plan.visits.map(\.start) == [777])
    #expect(plan.visits.map(\.pinned) == [true])
    #expect(plan.visits.first?.obligations.sorted() == ["PIN/1/1/2026-12-03/777", "one"])
  }

  @Test func numbersBeyondReasonDoNotTrap() {
    var problem = Self.week()
    problem.obligations[0].weight = .max
    problem.obligations[0].minutes = .min
    problem.obligations[0].smallestGap = .min
    problem.obligations[0].largestGap = .max
    var wild = problem.obligations[0]
    wild.key = "wild"
    wild.minutes = .max
    wild.smallestGap = .max
    wild.largestGap = .min
    problem.obligations.append(wild)
    problem.people[0].shifts.append(
      TeamProblem.WorkShift(
        day: Self.day(8), opens: .min, closes: .max, overtime: .max,
        pauses: [RoutingProblem.Pause(earliest: -.infinity, latest: .nan, length: .infinity)]))
    problem.accounts[0].hours = [1: [Int.min...Int.max], 2: [Int.max...Int.max]]
    problem.pins = [TeamProblem.Pin(account: 1, person: 1, day: .latest, time: .max)]
    let plan = Planner(problem: problem).plan(budget: SolverBudget(iterations: 10), threads: 1)
    #expect(plan.unmet.contains { $0.obligation.key == "wild" })
  }
}
