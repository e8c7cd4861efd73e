import RapportValues

extension RelaxationTrial {
  /// Why a task at the desk found no time.
  func unmetAtDesk(_ duty: Client.Duty, _ desk: DeskWork) -> UnmetObligation {
    let obligation = duty.obligation
    if let code = Self.structural(obligation, team.problem) {
      return UnmetObligation(obligation: obligation, code: code)
    }
    guard !duty.shifts.isEmpty else {
      return UnmetObligation(obligation: obligation, code: absence(obligation), relaxation: deskDay(obligation))
    }
    var best: Candidate?
    for shift in duty.shifts {
      guard let minutes = desk.overrun(duty, on: shift, problem), minutes < best?.price ?? .max else { continue }
      best = Candidate(
        relaxation: Relaxation(kind: .extendShift, day: problem.days[shift], amount: minutes), price: minutes)
    }
    if let best { return UnmetObligation(obligation: obligation, code: .shiftFull, relaxation: best.relaxation) }
    let gap = desk.missingDays(duty, problem)
    return UnmetObligation(
      obligation: obligation, code: .gap,
      relaxation: gap.map { Relaxation(kind: .shortenGap, day: obligation.due, amount: $0) })
  }
}

extension RelaxationTrial {
  /// A day on which the person does not work, and would have time for a task at the desk.
  private func deskDay(_ obligation: Obligation) -> Relaxation? {
    guard let day = offDays(obligation).first else { return nil }
    let hours = problem.person.usualShift(on: day)
    // Breaks take less than half of it.
    guard obligation.minutes <= (hours.closes - hours.opens) / 2 else { return nil }
    return Relaxation(kind: dayOffKind(day), day: day, amount: 0)
  }
}

extension DeskWork {
  /// Minutes after the end of a day that a task would take; nil if its gap forbids the day.
  func overrun(_ duty: Client.Duty, on shift: Int, _ problem: PersonalProblem) -> Int? {
    var clock = clocks[shift]
    guard missing(duty, on: problem.days[shift]) == 0, clock.work(duty.minutes, windows: []) != nil else { return nil }
    return max(1, clock.time - problem.fullShifts[shift].latest)
  }

  /// By how many days a gap is missed at best.
  func missingDays(_ duty: Client.Duty, _ problem: PersonalProblem) -> Int? {
    duty.shifts.map { missing(duty, on: problem.days[$0]) }.filter { $0 < duty.gap }.min()
  }
}
