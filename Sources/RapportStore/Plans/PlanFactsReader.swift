import RapportScheduling
import RapportValues

/// Reads what plans depend on.
struct PlanFactsReader {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func people() throws -> [PlanFacts.Person] {
    try connection.rows("SELECT id, name, latitude, longitude FROM people ORDER BY id", []) { row in
      PlanFacts.Person(id: row.integer(0), name: row.text(1) ?? "", place: row.place(2))
    }
  }

  /// Working hours by person, nil for all others, and weekday.
  private func hours() throws -> [(person: Int64?, weekday: Int, hours: WorkHours)] {
    try connection.rows(
      """
      SELECT id, person_id, weekday, opens, closes, overtime, pause_from, pause_until, pause_minutes FROM work_hours
      ORDER BY id
      """, []
    ) { row in
      let whose = "work_hours \(row.integer(0))"
      var hours = WorkHours(
        opens: try row.clock(3, whose), closes: try row.clock(4, whose), overtime: Int(clamping: row.integer(5)))
      if row.integer(8) > 0, !row.isMissing(6) {
        let from = try row.clock(6, whose)
        let until = row.isMissing(7) ? from : try row.clock(7, whose)
        let length = Int(clamping: row.integer(8))
        // The break is over by its end where that leaves room for it.
        let latest = max(from, until - length)
        hours.pauses = [RoutingProblem.Pause(earliest: Double(from), latest: Double(latest), length: Double(length))]
        (hours.morningEnds, hours.afternoonBegins) = (from, latest + length)
      }
      return (row.isMissing(1) ? nil : row.integer(1), Int(clamping: row.integer(2)), hours)
    }
  }

  func calendars(
    of people: [Int64], _ calendar: WorkCalendar, _ first: Day, _ last: Day
  ) throws -> [Int64: PersonalCalendar] {
    var (usual, own): ([Int: WorkHours], [Int64: [Int: WorkHours]]) = ([:], [:])
    for (person, weekday, hours) in try hours() {
      if let person { own[person, default: [:]][weekday] = hours } else { usual[weekday] = hours }
    }
    let leaves = Dictionary(grouping: try leaves(first, last), by: \.person)
    return Dictionary(
      people.map { person in
        let week = own[person] ?? usual
        // A weekend that is worked for a holiday is worked as the last day of the week is.
        let makeUp = week.keys.filter { !calendar.weekend.contains($0) }.max().flatMap { week[$0] }
        let leave = (leaves[person] ?? []).map(\.leave)
        return (person, PersonalCalendar(calendar: calendar, hours: week, makeUpHours: makeUp, leave: leave))
      }) { first, _ in first }
  }

  private func leaves(_ first: Day, _ last: Day) throws -> [(person: Int64, leave: Leave)] {
    try connection.rows(
      "SELECT person_id, started, ended, part, reason FROM leaves WHERE ended >= ? AND started <= ? ORDER BY id",
      [.day(first), .day(last)]
    ) { row in
      let part: Leave.Part =
        switch row.text(3) {
        case "morning": .morning
        case "afternoon": .afternoon
        default: .whole
        }
      return (
        row.integer(0),
        Leave(first: row.calendarDay(1), last: row.calendarDay(2), part: part, reason: row.text(4) ?? "leave")
      )
    }
  }

  /// China's, with the days and years that the store names.
  func calendar() throws -> WorkCalendar {
    let days = try connection.rows("SELECT day, kind, name FROM holidays ORDER BY day", []) { row in
      WorkCalendar.Exception(
        day: row.calendarDay(0), works: row.text(1) == "work", name: LocalName(row.text(2) ?? "free day"))
    }
    let years = try connection.rows("SELECT year FROM calendar_years ORDER BY year", []) { Int(clamping: $0.integer(0)) }
    return WorkCalendar.china.adding(days, completing: years)
  }

  func policies() throws -> [VisitPolicy] {
    try connection.rows(
      "SELECT code, title, months, smallest_gap, minutes, weight FROM visit_policies WHERE active = 1 ORDER BY id", []
    ) { row in
      VisitPolicy(
        code: row.text(0) ?? "", title: row.text(1) ?? "", months: row.isMissing(2) ? nil : Int(clamping: row.integer(2)),
        smallestGap: Int(clamping: row.integer(3)), minutes: Int(clamping: row.integer(4)),
        weight: Int(clamping: row.integer(5)))
    }
  }

  func accounts(_ wanted: Set<Int64>) throws -> [PlanFacts.Account] {
    try connection.rows("SELECT id, name, latitude, longitude, owner_id FROM accounts ORDER BY id", []) {
      row -> PlanFacts.Account? in
      guard wanted.contains(row.integer(0)) else { return nil }
      return PlanFacts.Account(
        id: row.integer(0), name: row.text(1) ?? "", place: row.place(2), owner: row.isMissing(4) ? nil : row.integer(4))
    }.compactMap(\.self)
  }

  func opening(_ wanted: Set<Int64>) throws -> [Int64: [Int: [ClosedRange<Int>]]] {
    var hours: [Int64: [Int: [ClosedRange<Int>]]] = [:]
    let rows = try connection.rows(
      "SELECT id, account_id, weekday, opens, closes FROM opening_hours ORDER BY account_id, weekday, opens", []
    ) { row in
      let whose = "opening_hours \(row.integer(0))"
      let (opens, closes) = (try row.clock(3, whose), try row.clock(4, whose))
      return (row.integer(1), Int(clamping: row.integer(2)), opens...max(opens, closes))
    }
    for (account, weekday, range) in rows where wanted.contains(account) {
      hours[account, default: [:]][weekday, default: []].append(range)
    }
    return hours
  }

  func travel(_ wanted: Set<Int64>) throws -> [PlanFacts.Travel] {
    try connection.rows("SELECT from_id, to_id, minutes, kilometres FROM travel_times ORDER BY id", []) {
      row -> PlanFacts.Travel? in
      guard wanted.contains(row.integer(0)), wanted.contains(row.integer(1)) else { return nil }
      return PlanFacts.Travel(
        from: row.integer(0), to: row.integer(1), minutes: Int(clamping: row.integer(2)),
        kilometres: row.isMissing(3) ? nil : row.number(3))
    }.compactMap(\.self)
  }
}

extension Statement {
  func calendarDay(_ column: Int) -> Day { text(column).flatMap { Day(iso: $0) } ?? .earliest }

  /// Stored as REAL or INTEGER.
  func number(_ column: Int) -> Double? {
    switch value(column) {
    case .float(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }

  /// A latitude and, behind it, a longitude, if both are on the globe.
  fileprivate func place(_ column: Int) -> TeamProblem.Place? {
    guard let latitude = number(column), let longitude = number(column + 1), abs(latitude) <= 90, abs(longitude) <= 180
    else { return nil }
    return TeamProblem.Place(latitude: latitude, longitude: longitude)
  }

  /// `HH:MM` in minutes after midnight.
  fileprivate func clock(_ column: Int, _ whose: String) throws -> Int {
    let text = text(column) ?? ""
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard text.utf8.count == 5, parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
      (0..<60).contains(minute), hour * 60 + minute <= 1_440
    else {
      throw StoreError(
        .damagedValue, "`\(text)` in \(whose) is no time of day", help: ["write hours and minutes as `09:00`"])
    }
    return hour * 60 + minute
  }
}
