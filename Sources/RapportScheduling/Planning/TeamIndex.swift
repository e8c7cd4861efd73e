import RapportValues

/// A team problem arranged by person, so that each can be taken on its own.
struct TeamIndex: Sendable {
  let problem: TeamProblem
  /// Positions in `problem.accounts`.
  let accounts: [Int64: Int]
  /// In order of id, each once.
  let people: [TeamProblem.Person]
  private let obligations: [Int64: [Obligation]]
  private let published: [Int64: [PlannedVisit]]
  /// Of everybody, by key: which rule a frozen visit kept.
  let rules: [String: String]
  /// What nobody of the team can do, with the pins among it.
  let orphans: [Obligation]

  init(_ problem: TeamProblem) {
    self.problem = problem
    accounts = Dictionary(problem.accounts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<Int64> = []
    people = problem.people.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    var keys: Set<String> = []
    let distinct = problem.obligations.filter { keys.insert($0.key).inserted }
    rules = Dictionary(distinct.map { ($0.key, $0.rule) }, uniquingKeysWith: { first, _ in first })
    let all = distinct + Self.pins(of: problem, obligations: distinct)
    obligations = Dictionary(grouping: all.filter { seen.contains($0.person) }, by: \.person)
    published = Dictionary(grouping: problem.published, by: \.person)
    orphans = all.filter { !seen.contains($0.person) }
  }

  func account(_ id: Int64) -> TeamProblem.Account? { accounts[id].map { problem.accounts[$0] } }

  func obligations(of person: Int64) -> [Obligation] { obligations[person] ?? [] }

  /// Those of the horizon, in order.
  func published(of person: Int64) -> [PlannedVisit] {
    (published[person] ?? []).filter { $0.day >= problem.first && $0.day <= problem.last }
      .sorted { ($0.day, $0.sequence, $0.account) < ($1.day, $1.sequence, $1.account) }
  }
}

extension TeamIndex {
  /// The rule of obligations that follow from pins.
  static let pinRule = "PIN"
  /// Minutes of a pinned visit of an account that nothing else asks to see.
  static let pinMinutes = 30

  /// A pin is an obligation of one day, worth more than all others of its person together: hard in effect, and reported
  /// like them when it cannot be kept.
  private static func pins(of problem: TeamProblem, obligations: [Obligation]) -> [Obligation] {
    guard !problem.pins.isEmpty else { return [] }
    struct Pair: Hashable {
      var account: Int64
      var person: Int64
    }
    var minutes: [Pair: Int] = [:]
    var weights: [Int64: Int] = [:]
    for obligation in obligations {
      weights[obligation.person, default: 1] += min(max(obligation.weight, 1), Client.Duty.heaviest / 4096)
      guard !obligation.atDesk else { continue }
      let pair = Pair(account: obligation.account, person: obligation.person)
      minutes[pair] = max(minutes[pair] ?? 0, obligation.minutes)
    }
    var seen: Set<String> = []
    return problem.pins.compactMap { pin in
      let key = pinKey(pin)
      guard pin.day >= problem.first, pin.day <= problem.last, seen.insert(key).inserted else { return nil }
      return Obligation(
        key: key, account: pin.account, person: pin.person, rule: pinRule, earliest: pin.day, due: pin.day,
        deadline: pin.day, minutes: minutes[Pair(account: pin.account, person: pin.person)] ?? pinMinutes,
        weight: weights[pin.person] ?? 1, evidence: "pinned to \(pin.day)")
    }
  }

  /// "PIN/17/3/2026-12-24", with the minutes after midnight if it has a time.
  static func pinKey(_ pin: TeamProblem.Pin) -> String {
    let day = "\(pinRule)/\(pin.account)/\(pin.person)/\(pin.day)"
    return pin.time.map { "\(day)/\($0)" } ?? day
  }
}
