import RapportValues

/// UIDs of visits (RFC 5545, 3.8.4.7): of what they settle, never of the day they are on, so that a visit
/// that moves is the same event in everybody's calendar.
struct VisitIdentity {
  private var counts: [String: Int] = [:]

  /// A visit that settles several obligations is called by the first of them in the order of keys; one that
  /// settles none (somebody fixed it) by account and person, numbered in the order in which they are asked
  /// for.
  mutating func uid(of visit: PlannedVisit) -> String {
    let base = visit.obligations.min() ?? "visit/\(visit.account)/\(visit.person)"
    let count = counts[base, default: 0]
    counts[base] = count + 1
    return (count == 0 ? base : "\(base)/\(count + 1)") + "@rapport.invalid"
  }
}
