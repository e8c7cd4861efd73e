/// What would have to give, in words.
extension PlanLabels {
  package func relaxation(
    _ kind: UnmetObligation.Relaxation.Kind, day: String, amount: Int
  ) -> String {
    switch language {
    case .english: english(kind, day, amount)
    case .chinese: chinese(kind, day, amount)
    }
  }

  private func english(_ kind: UnmetObligation.Relaxation.Kind, _ day: String, _ amount: Int) -> String {
    switch kind {
    case .extendShift: "\(amount) min more work on \(day)"
    case .widenWindow: "\(amount) min more opening time on \(day)"
    case .shortenGap: "a gap \(amount) days shorter, on \(day)"
    case .moveDeadline: "a deadline \(amount) days later, on \(day)"
    case .workOnDay: "working on \(day)"
    case .cancelLeave: "no leave on \(day)"
    case .dropVisits: "dropping visits on \(day)"
    case .unpin: "moving what is fixed on \(day)"
    case .locate: "coordinates"
    case .assign: "somebody who answers for the account"
    case .publishCalendar: "a calendar for \(day)"
    }
  }

  private func chinese(_ kind: UnmetObligation.Relaxation.Kind, _ day: String, _ amount: Int) -> String {
    switch kind {
    case .extendShift: "\(day) 延长工时 \(amount) 分钟"
    case .widenWindow: "\(day) 放宽可访时间 \(amount) 分钟"
    case .shortenGap: "\(day) 间隔缩短 \(amount) 天"
    case .moveDeadline: "期限推迟 \(amount) 天至 \(day)"
    case .workOnDay: "\(day) 上班"
    case .cancelLeave: "取消 \(day) 的休假"
    case .dropVisits: "取消 \(day) 的其他拜访"
    case .unpin: "移动 \(day) 已固定的拜访"
    case .locate: "补充坐标"
    case .assign: "指定负责人"
    case .publishCalendar: "补充 \(day) 的日历"
    }
  }
}
