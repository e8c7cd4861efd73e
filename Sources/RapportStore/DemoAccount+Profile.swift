extension DemoAccount {
  static let profileColumns = """
    party, source, address, industrial, market, turnover, staff, market_share, strategy, bottleneck, \
    bargaining_power, attention, habits, desired_relationship, price_sensitivity, tolerance, choice_days, \
    lifecycle, most_valuable, most_growable, lost_reason
    """
  private static let sources: [StaticString] = [
    "statistics", "directory", "newspaper", "cold_visit", "introduction", "association", "mailing", "exhibition", "family",
    "crowd",
  ]
  private static let levels: [StaticString] = ["low", "medium", "high"]
  private static let gaps: [StaticString] = ["promotion", "understanding", "procedure", "behaviour", "perception"]
  private static let strategies: [StaticString] = ["Expand abroad", "Cut costs", "降本增效", "扩大产能", "Go digital"]
  private static let bottlenecks: [StaticString] = ["Skilled staff", "Energy costs", "资金紧张", "Old plant", "渠道单一"]
  private static let attentions: [StaticString] = ["Price", "Delivery time", "售后服务", "Quality", "节能"]
  private static let habits: [StaticString] = ["Yearly tender", "按季采购", "Three quotes", "框架协议", "On demand"]
  private static let lifecycles: [StaticString] = ["introduction", "growth", "maturity", "decline"]

  /// What is known of the business of the customer; of small ones little is.
  func writeProfile(to table: DemoTable, isProspect: Bool, isLost: Bool, _ random: inout DemoRandom) {
    func some(_ words: [StaticString], _ chance: Int) -> StaticString? {
      random.chance(chance) ? random.pick(words, or: "") : nil
    }
    let known = isKey ? 900 : 60
    table.add(isProspect && random.chance(150) ? "individual" : "company")
    table.add(some(Self.sources, isProspect ? 950 : 250))
    table.addMissing()
    table.add(random.chance(250) ? 1 : 0)
    table.add(some(["protected", "competitive"], known))
    if random.chance(known) { table.add((1 + size * 8) * random.within(500_000...9_000_000) * 100) } else { table.addMissing() }
    if random.chance(known) { table.add((1 + size * 10) * random.within(5...90)) } else { table.addMissing() }
    if random.chance(isKey ? 600 : 20) { table.add(random.within(2...350)) } else { table.addMissing() }
    table.add(some(Self.strategies, known / 2))
    table.add(some(Self.bottlenecks, known / 2))
    table.add(some(Self.levels, known))
    table.add(some(Self.attentions, known))
    table.add(some(Self.habits, known / 2))
    let wanted = min(3, max(isKey ? 2 : 1, loyalty + 1))
    table.add(isProspect || !random.chance(known) ? nil : Self.relationships[wanted])
    table.add(isProspect ? nil : level(2 - loyalty, known, &random))
    table.add(isProspect ? nil : level(loyalty, known, &random))
    if !isProspect, random.chance(known) { table.add(random.within(3...(80 - loyalty * 25))) } else { table.addMissing() }
    table.add(some(Self.lifecycles, known / 3))
    let isValuable = isKey && size == 3
    table.add(isValuable ? 1 : 0)
    table.add(trend > 20 ? 1 : 0)
    table.add(isLost ? some(Self.gaps, 800) : nil)
  }

  private func level(_ around: Int, _ known: Int, _ random: inout DemoRandom) -> StaticString? {
    guard random.chance(known) else { return nil }
    return Self.levels[min(max(around + random.within(-1...1), 0), 2)]
  }
}
