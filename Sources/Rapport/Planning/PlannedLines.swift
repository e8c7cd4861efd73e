import RapportScheduling
import RapportValues

/// Puts explanations of visits into words.
struct PlannedLines {
  private let names: PlanNames
  private var text = ""
  private var (subjects, days, outcomes, minutes, lateness): ([Int], [String], [String], [Int?], [Int?]) = ([], [], [], [], [])

  init(_ names: PlanNames) { self.names = names }

  var isEmpty: Bool { text.isEmpty }

  var explained: ExplainedText {
    var table = ExplainedText.Table()
    table.add("id", subjects)
    table.add("day", days.map(Optional.some))
    table.add("outcome", outcomes.map(Optional.some))
    table.add("minutes", minutes.map { $0.map { String($0) } })
    table.add("days_late", lateness.map { $0.map { String($0) } })
    return ExplainedText(text: text, table: table)
  }

  mutating func add(_ found: VisitExplanation, number: Int64) {
    let visit = found.visit
    begin(
      "visit \(number): \(names.account(visit.account)) by \(names.person(visit.person)), \(visit.day) "
        + "\(Self.clock(visit.start)) to \(Self.clock(visit.end))" + (visit.pinned ? ", pinned" : ""))
    for reason in found.reasons {
      line("\(reason.rule): \(reason.evidence); due \(reason.due), counts from \(reason.earliest) to \(reason.deadline)")
    }
    if visit.atDesk {
      line("work at the desk, no way")
    } else {
      line("its way costs \(found.detour) min and \(Self.kilometres(found.detourKilometres)) km of the day")
    }
    if !found.days.isEmpty { line("on other days:") }
    for day in found.days { add(day, number) }
  }

  mutating func add(_ found: UnmetExplanation, number: Int64) {
    let (unmet, obligation) = (found.unmet, found.unmet.obligation)
    begin("unmet \(number): \(names.account(obligation.account)) by \(names.person(obligation.person)), \(obligation.rule)")
    line("\(obligation.evidence); due \(obligation.due), counts from \(obligation.earliest) to \(obligation.deadline), "
      + "weight \(obligation.weight)")
    line("\(unmet.code.rawValue): \(Self.meaning(unmet.code))")
    if let relaxation = unmet.relaxation {
      line("possible with: \(text(relaxation))")
    } else if unmet.code == .shiftFull {
      line("possible with: somebody who begins nearer; no day is long enough for the way there and back")
    }
    if !unmet.displaced.isEmpty {
      line("in place of: \(unmet.displaced.map(names.account).joined(separator: ", "))")
    }
    if !found.days.isEmpty { line("day by day:") }
    for day in found.days { add(day, number) }
  }

  // MARK: - Parts

  private mutating func begin(_ title: String) { text += (text.isEmpty ? "" : "\n") + title + "\n" }
  private mutating func line(_ words: String) { text += "  " + words + "\n" }

  private mutating func add(_ day: DayAlternative, _ number: Int64) {
    subjects.append(Int(clamping: number))
    days.append(day.day.description)
    switch day.outcome {
    case .possible(let change, let late):
      outcomes.append("possible")
      minutes.append(change)
      lateness.append(late)
      text += "    \(day.day)  \(Self.signed(change)) min" + (late == 0 ? "" : ", \(Self.signed(late)) \(abs(late) == 1 ? "day" : "days") late") + "\n"
    case .blocked(let code):
      outcomes.append(code.rawValue)
      minutes.append(nil)
      lateness.append(nil)
      text += "    \(day.day)  \(code.rawValue)\n"
    }
  }

  private func text(_ relaxation: UnmetObligation.Relaxation) -> String {
    let (day, amount) = (relaxation.day, relaxation.amount)
    return switch relaxation.kind {
    case .extendShift: "\(amount) min more of \(day)"
    case .widenWindow: "\(amount) min more of the account's hours on \(day)"
    case .shortenGap: "\(Self.days(amount)) less between two visits, on \(day)"
    case .moveDeadline: "\(Self.days(amount)) more, until \(day)"
    case .workOnDay: "work on \(day)"
    case .cancelLeave: "no leave on \(day)"
    case .dropVisits: "visits of less weight dropped on \(day)"
    case .unpin: "nothing pinned or frozen on \(day)"
    case .locate: "coordinates of the account"
    case .assign: relaxation.person.map { "an owner, such as \(names.person($0))" } ?? "an owner"
    case .publishCalendar: "the calendar of \(day.year)"
    }
  }

  private static func meaning(_ code: UnmetObligation.Code) -> String {
    switch code {
    case .noWorkday: "no working day from the first day to the last"
    case .window: "cannot be reached and left within the account's hours"
    case .shiftFull: "the days are too full, or too short"
    case .gap: "too close to another visit of the account"
    case .ownerAbsent: "the person is away"
    case .unowned: "nobody answers for the account"
    case .ungeocoded: "nobody knows where the account is"
    case .displacedBy: "there is room only in place of visits that weigh more"
    case .calendarUnknown: "no calendar of the year is known"
    case .pinned: "a pinned visit or a frozen day is in the way"
    case .deadline: "its last day is before its first, or before the plan"
    case .outsideHorizon: "it counts only after the plan"
    }
  }

  private static func days(_ number: Int) -> String { "\(number) \(number == 1 ? "day" : "days")" }

  private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }

  private static func kilometres(_ number: Double) -> String {
    let tenths = Int((min(max(number, 0), 1e9) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(minutes / 60) + ":" + two(minutes % 60)
  }
}
