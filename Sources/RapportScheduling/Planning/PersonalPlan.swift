import RapportValues

/// One person's part of a plan.
struct PersonalPlan: Sendable {
  var visits: [PlannedVisit]
  var unmet: [UnmetObligation]
  var load: [DayLoad]
}

extension PersonalPlan {
  /// Writes down the routes with their times, the desk's work in the time they leave, and what stays undone.
  init(_ schedule: PersonalSchedule, in team: TeamIndex) {
    let problem = schedule.problem
    visits = problem.frozen
    load = problem.frozenLoad
    let desk = DeskWork(schedule)
    for (shift, route) in schedule.routes.enumerated() {
      let timetable = schedule.timetable(shift)
      let stops = timetable?.stops ?? []
      var sequence = 0
      for (stop, client) in zip(stops, route) {
        sequence += 1
        let isPinned = problem.clients[client].stay(shift)?.isPinned ?? false
        visits.append(
          PlannedVisit(
            account: problem.clients[client].account, person: problem.person.id, day: problem.days[shift],
            sequence: sequence, travel: stop.travel, kilometres: stop.kilometres, arrive: stop.arrive,
            start: stop.start, end: stop.end, slack: schedule.slack(of: sequence - 1, on: shift), pinned: isPinned,
            obligations: schedule.keys(of: client, on: shift)))
      }
      for task in desk.tasks[shift] {
        sequence += 1
        visits.append(task.visit(by: problem.person.id, on: problem.days[shift], sequence: sequence))
      }
      load.append(schedule.load(shift, timetable, desk: desk.tasks[shift]))
    }
    unmet = Diagnosis(schedule, desk: desk, team: team).unmet
  }
}

extension PersonalSchedule {
  /// What a visit settles.
  func keys(of client: Int, on shift: Int) -> [String] {
    guard let position = visits[client].firstIndex(of: shift) else { return [] }
    return settlements[client].duties[position].map { problem.clients[client].duties[$0].obligation.key }
  }

  /// Minutes that a stop could begin later with all that follows still in time, and no overtime that there is not.
  func slack(of position: Int, on shift: Int) -> Int {
    let hours = problem.shifts[shift]
    var route = stops(routes[shift], shift)
    guard let timetable = DayTimetable(route, in: hours, travel: problem.travel) else { return 0 }
    let start = timetable.stops[position].start
    let latest = max(timetable.returns, hours.closes)
    let windows = route[position].windows
    var (possible, impossible) = (0, latest - start + 1)
    while impossible - possible > 1 {
      let delay = (possible + impossible) / 2
      route[position].windows = Self.windows(windows, from: Double(start + delay))
      let isInTime =
        !route[position].windows.isEmpty
        && DayTimetable(route, in: hours, travel: problem.travel, latest: latest) != nil
      if isInTime { possible = delay } else { impossible = delay }
    }
    return possible
  }

  /// What is left of windows from a time on.
  private static func windows(
    _ windows: [ClosedRange<Double>], from time: Double
  ) -> [ClosedRange<Double>] {
    if windows.isEmpty { return [time...max(time, 4_000)] }
    return windows.compactMap { $0.upperBound < time ? nil : max($0.lowerBound, time)...$0.upperBound }
  }

  func load(_ shift: Int, _ timetable: DayTimetable?, desk: [DeskWork.Task]) -> DayLoad {
    let hours = problem.fullShifts[shift]
    var load = DayLoad(
      person: problem.person.id, day: hours.day, visits: routes[shift].count, service: 0,
      travel: timetable?.travel ?? 0, waiting: 0, desk: 0, overtime: 0, available: hours.available,
      kilometres: timetable?.kilometres ?? 0)
    for stop in timetable?.stops ?? [] {
      load.service += stop.end - stop.start
      load.waiting += stop.start - stop.arrive
    }
    for task in desk { load.desk += task.end - task.start }
    let end = max(timetable?.returns ?? hours.opens, desk.last?.end ?? hours.opens)
    load.overtime = max(0, end - hours.closes)
    return load
  }
}
