/// What is true of an invented company before its orders are known.
struct DemoAccount {
  enum Rhythm { case never, once, regular, irregular, seasonal }

  /// Chances, of 1000, by size: sporadic, small, medium, large.
  private static let sizeWeights = [300, 400, 210, 90]
  static let sizes: [StaticString] = ["sporadic", "small", "medium", "large"]
  static let credits: [StaticString] = ["poor", "average", "good", "best"]
  static let loyalties: [StaticString] = ["low", "medium", "high"]
  static let stabilities: [StaticString] = [
    "extremely_unstable", "unstable", "basically_stable", "stable",
  ]
  static let conditions: [StaticString] = ["third", "second", "first", "special"]
  static let stages: [StaticString] = [
    "ordinary_buyer", "potential_buyer", "ordinary_customer", "follower", "advocate", "partner",
  ]
  static let relationships: [StaticString] = ["vendor", "preferred", "partner", "alliance"]
  static let grades: [StaticString] = ["C", "B", "A"]
  static let keyTypes: [StaticString] = ["key", "national", "long_term"]
  static let paymentDays = [15, 30, 30, 45, 60, 90]

  let id: Int
  let city: Int
  let industry: Int
  let size: Int
  let credit: Int
  let loyalty: Int
  let isKey: Bool
  let isDealer: Bool
  let rhythm: Rhythm
  /// Mean days between orders.
  let interval: Int
  /// First and last day on which it would order.
  let from: Int
  let until: Int
  /// It stopped buying before the end.
  let churns: Bool
  let created: Int
  let founded: Int
  let paymentDays: Int
  /// Per cent of change of its purchases in a year.
  let trend: Int
  let owner: Int?
  /// Who owned it before a hand-over, and the day of that.
  let formerOwner: Int?
  let handover: Int
  /// The product lines it likes best begin here.
  let taste: Int

  var region: Int { DemoGeography.cities[city].region }

  init(id: Int, start: Int, today: Int, people: DemoPeople, _ random: inout DemoRandom) {
    self.id = id
    city = random.weighted(DemoGeography.weights)
    industry = random.below(DemoNames.industries.count)
    isKey = random.chance(50)
    isDealer = !isKey && random.chance(80)
    let size = isKey ? (random.chance(700) ? 3 : 2) : random.weighted(Self.sizeWeights)
    self.size = size
    // Larger and older customers tend to pay better and to stay.
    let quality = random.below(60) + size * 10 + (isKey ? 12 : 0)
    credit = Self.level(quality + random.within(-15...15), [18, 42, 72])
    churns = random.chance(isKey ? 80 : max(60, 300 - quality * 2))
    let affection = quality + random.within(-20...20) - (churns ? 35 : 0)
    loyalty = Self.level(affection, [30, 58])
    rhythm = Self.rhythm(isKey: isKey, &random)
    interval = Self.interval(isKey: isKey, size: size, &random)

    let span = max(1, today - start)
    let isOld = random.chance(550)
    created = isOld ? start - random.within(30...2500) : start + random.below(span)
    from = isOld ? start + random.below(interval + 1) : created + random.within(1...45)
    until = churns ? from + max(1, (today - from) * random.within(15...80) / 100) : today
    founded = created - random.within(100...9000)
    paymentDays = Self.paymentDays[min(random.below(4) + size / 2, Self.paymentDays.count - 1)]
    trend = random.within(-15...30)
    let place = DemoGeography.cities[city]
    let owner = people.owner(in: place, &random)
    self.owner = !isKey && random.chance(8) ? nil : owner
    let former = people.owner(in: place, &random)
    handover = start + random.below(span)
    formerOwner = random.chance(80) && former != owner ? former : nil
    taste = random.below(1000)
  }

  private static func level(_ score: Int, _ bounds: [Int]) -> Int { bounds.count { score >= $0 } }

  private static func rhythm(isKey: Bool, _ random: inout DemoRandom) -> Rhythm {
    if isKey { return random.chance(800) ? .regular : .seasonal }
    switch random.below(100) {
    case ..<8: return .never
    case ..<16: return .once
    case ..<52: return .regular
    case ..<82: return .irregular
    default: return .seasonal
    }
  }

  private static func interval(isKey: Bool, size: Int, _ random: inout DemoRandom) -> Int {
    if isKey { return random.within(14...40) }
    switch size {
    case 3: return random.within(25...80)
    case 2: return random.within(35...110)
    case 1: return random.within(60...180)
    default: return random.within(100...320)
    }
  }

  /// What may happen on a day: the owner of that day.
  func owner(on day: Int) -> Int? {
    if let formerOwner, day < handover { return formerOwner }
    return owner
  }
}
