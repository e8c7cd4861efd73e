import RapportValues

extension PersonalProblem {
  /// The part of a shift that is kept for the desk while visits ask for the rest; routes that leave more time leave it to
  /// the desk as well.
  static let deskShare = 4

  /// The heaviest first, each with the days of its window.
  static func spread(_ desk: [Client.Duty], over days: [Day]) -> [Client.Duty] {
    var duties = desk
    for position in duties.indices {
      let obligation = duties[position].obligation
      duties[position].shifts = days.indices.filter { obligation.earliest <= days[$0] && days[$0] <= obligation.deadline }
    }
    return duties.sorted { ($1.weight, $0.obligation.key) < ($0.weight, $1.obligation.key) }
  }

  /// Minutes of desk work by shift when it is spread evenly, in time where it can be.
  static func deskLoad(_ desk: [Client.Duty], _ days: [Day]) -> [Int] {
    var load = Array(repeating: 0, count: days.count)
    for duty in desk {
      let onTime = duty.shifts.filter { days[$0] <= duty.obligation.due }
      let choice = (onTime.isEmpty ? duty.shifts : onTime).min { (load[$0], $0) < (load[$1], $1) }
      if let choice { load[choice] += duty.minutes }
    }
    return load
  }

  /// What stops may use of a shift.
  static func keeping(_ shift: DayShift, desk minutes: Int) -> DayShift {
    shift.keeping(min(minutes, shift.available / deskShare))
  }
}
