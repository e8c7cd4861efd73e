/// Names for ranges of RFM scores: data that users may write themselves. The first rule that matches wins.
package struct SegmentRuleSet: Equatable, Sendable {
  /// One segment: both ends of every range belong to it.
  package struct Rule: Equatable, Sendable {
    package var name: String
    package var recency: ClosedRange<Int>
    package var frequency: ClosedRange<Int>
    package var money: ClosedRange<Int>

    package init(
      _ name: String, recency: ClosedRange<Int>, frequency: ClosedRange<Int>, money: ClosedRange<Int>
    ) {
      self.name = name
      self.recency = recency
      self.frequency = frequency
      self.money = money
    }

    func matches(_ recency: Int, _ frequency: Int, _ money: Int) -> Bool {
      self.recency.contains(recency) && self.frequency.contains(frequency) && self.money.contains(money)
    }
  }

  package let name: String
  /// The version of the rules, printed with results.
  package let version: String
  package let rules: [Rule]
  /// The name of customers whom no rule names.
  package let otherwise: String
  /// The scores the rules were written for.
  package let bins: Int

  /// - Throws: `parameter` if a range reaches outside 1…bins, or there are more than 250 rules.
  package init(
    name: String, version: String, bins: Int = 5, rules: [Rule], otherwise: String = "Others"
  ) throws(MeasureError) {
    guard RFMScores.allowedBins.contains(bins) else { throw .parameter(name: "bins", allowed: "2 to 9") }
    guard rules.count <= 250 else { throw .parameter(name: "rules", allowed: "at most 250") }
    for rule in rules {
      for range in [rule.recency, rule.frequency, rule.money] where range.clamped(to: 1...bins) != range {
        throw .parameter(name: "range of \(rule.name)", allowed: "within 1 to \(bins)")
      }
    }
    self.init(name, version, bins, rules, otherwise)
  }

  /// Rules known to be right.
  init(_ name: String, _ version: String, _ bins: Int, _ rules: [Rule], _ otherwise: String) {
    self.name = name
    self.version = version
    self.bins = bins
    self.rules = rules
    self.otherwise = otherwise
  }

  /// Names of the segments in the order of the rules, each once, last the one for all others.
  package var segments: [String] {
    var seen: Set<String> = []
    return (rules.map(\.name) + [otherwise]).filter { seen.insert($0).inserted }
  }

  /// Rules that no score can reach, because earlier rules take all theirs.
  package var unreachable: [String] {
    let reached = Set(ruleTable())
    return rules.indices.filter { !reached.contains(UInt8($0)) }.map { rules[$0].name }
  }

  /// The segment of each customer, as a position in `segments`.
  ///
  /// - Throws: `parameter` if the scores have another number of bins than the rules.
  package func assign(_ scores: RFMScores) throws(MeasureError) -> [Int] {
    guard scores.bins == bins else { throw .parameter(name: "bins", allowed: "\(bins) for \(name)") }
    let table = segmentTable()
    return scores.recency.indices.map { row in
      let high = (Int(scores.recency[row]) - 1) * bins + Int(scores.frequency[row]) - 1
      return table[high * bins + Int(scores.money[row]) - 1]
    }
  }

  /// The first rule that matches each triple of scores; the count of rules where none does.
  private func ruleTable() -> [UInt8] {
    var table: [UInt8] = []
    for recency in 1...bins {
      for frequency in 1...bins {
        for money in 1...bins {
          let rule = rules.firstIndex { $0.matches(recency, frequency, money) }
          table.append(UInt8(rule ?? rules.count))
        }
      }
    }
    return table
  }

  private func segmentTable() -> [Int] {
    let names = segments
    let positions = (rules.map(\.name) + [otherwise]).map { names.firstIndex(of: $0) ?? names.count - 1 }
    return ruleTable().map { positions[Int($0)] }
  }
}
