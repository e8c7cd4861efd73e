import RapportAnalytics
import Testing

@Suite struct ConcentrationTests {
  /// Cumulative 50, 75, 85, 93, 97, 100: the third account crosses 80, the fifth 95.
  private let amounts: [Double] = [10, 50, 3, 25, 4, 8]

  @Test func theAccountThatCrossesACutJoinsTheUpperClass() throws {
    let classes = try Concentration(amounts).abc()
    #expect(classes == [.a, .a, .c, .a, .b, .b])
  }

  @Test func aClassThatEndsAtTheCutTakesNoMore() throws {
    #expect(try Concentration([80, 15, 5]).abc() == [.a, .b, .c])
    // Ten amounts whose sums are inexact in binary.
    let tenths = [Double](repeating: 0.1, count: 10)
    #expect(try Concentration(tenths).abc().count { $0 == .a } == 8)
    #expect(try Concentration(tenths).abc(ties: .together).count { $0 == .a } == 10)
  }

  @Test func pyramidByAccounts() throws {
    let many = (1...100).map(Double.init)
    let spread = try Concentration(many)
    let levels = try spread.pyramid()
    #expect(levels.count { $0 == .platinum } == 1)
    #expect(levels.count { $0 == .gold } == 4)
    #expect(levels.count { $0 == .iron } == 15)
    #expect(levels[99] == .platinum && levels[0] == .lead)
    let summary = try spread.summary(levels.map(\.rawValue), count: 4)
    #expect(summary.map(\.accounts) == [1, 4, 15, 80])
    #expect(summary[0].amount == 100 && summary[3].shareOfAccounts == 0.8)
    let own = PyramidCuts(platinum: 0.5, gold: 0.75, iron: 0.9, of: .amount)
    #expect(try Concentration(amounts).pyramid(own) == [.iron, .platinum, .lead, .gold, .lead, .iron])
  }

  @Test func sharesParetoAndTiles() throws {
    let spread = try Concentration(amounts)
    #expect(try spread.shares() == [0.1, 0.5, 0.03, 0.25, 0.04, 0.08])
    #expect(try spread.cumulativeShares() == [0.85, 0.5, 1, 0.75, 0.97, 0.93])
    let top = try spread.pareto(top: 0.2)
    #expect(top.accounts == 2 && top.shareOfAccounts == 2.0 / 6 && top.shareOfAmount == 0.75)
    #expect(try spread.fewest(holding: 0.85).accounts == 3)
    #expect(try spread.tiles(4) == [2, 1, 4, 1, 3, 2])
  }

  /// Gini of 1, 2, 3, 4: (−3 − 2 + 3 + 12)/(4·10) = 0.25. HHI: (1 + 4 + 9 + 16)/100.
  @Test func coefficientsByHand() throws {
    let spread = try Concentration([3, 1, 4, 2])
    #expect(abs(try spread.gini() - 0.25) < 1e-15)
    #expect(abs(try spread.hhi() - 0.30) < 1e-15)
    #expect(try Concentration([5, 5, 5]).gini() == 0)
    #expect(abs(try Concentration([0, 0, 0, 9]).gini() - 0.75) < 1e-15)
    #expect(try Concentration([7]).gini() == 0 && Concentration([7]).hhi() == 1)
    let curve = try spread.lorenz()
    #expect(curve.map(\.accounts) == [0, 0.25, 0.5, 0.75, 1])
    #expect(zip(curve, [0, 0.1, 0.3, 0.6, 1]).allSatisfy { abs($0.amount - $1) < 1e-15 })
    #expect(try spread.lorenz(limit: 3).map(\.accounts) == [0, 0.5, 1])
  }

  @Test func wrongInputIsRefusedOrStated() throws {
    #expect(throws: MeasureError.empty) { try Concentration([]) }
    #expect(throws: MeasureError.negative(row: 1)) { try Concentration([1, -1]) }
    #expect(throws: MeasureError.notFinite(row: 0)) { try Concentration([.infinity], negatives: .asZero) }
    #expect(throws: MeasureError.tooLarge) {
      try Concentration([.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    }
    let returns = try Concentration([4, -1, 1], negatives: .asZero)
    #expect(returns.negatives == 1)
    #expect(try returns.shares() == [0.8, 0, 0.2])
    let nothing = try Concentration([0, 0])
    #expect(throws: MeasureError.nothingToShare) { try nothing.gini() }
    #expect(throws: MeasureError.nothingToShare) { try nothing.abc() }
    #expect(try nothing.pyramid() == [.platinum, .lead])
    #expect(throws: MeasureError.self) { try returns.abc(a: 0.9, b: 0.8) }
    #expect(throws: MeasureError.self) { try returns.pareto(top: .nan) }
    #expect(throws: MeasureError.self) { try returns.tiles(0) }
    #expect(throws: MeasureError.self) { try returns.summary([0, 1, 2], count: 2) }
  }

  @Test(arguments: [UInt64(1), 2, 3]) func properties(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    let values = (0..<400).map { _ in Double(random.below(1000)) * random.unit() }
    let spread = try Concentration(values)
    #expect(abs(try spread.shares().reduce(0, +) - 1) < 1e-12)
    #expect(try spread.cumulativeShares().allSatisfy { $0 > 0 && $0 <= 1 })
    let narrow = try spread.abc(a: 0.5, b: 0.9)
    let wide = try spread.abc(a: 0.6, b: 0.9)
    #expect(zip(narrow, wide).allSatisfy { $0 != .a || $1 == .a })
    for (a, b) in zip(values.indices, values.indices.dropFirst()) where values[a] > values[b] {
      #expect(wide[a].rawValue <= wide[b].rawValue)
    }
    let moved = values.indices.shuffled(using: &random)
    let other = try Concentration(moved.map { values[$0] })
    #expect(try other.gini() == spread.gini() && other.hhi() == spread.hhi())
    let (classes, plain) = (try other.abc(ties: .together), try spread.abc(ties: .together))
    #expect(classes == moved.map { plain[$0] })
    let curve = try spread.lorenz()
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.amount <= $1.amount })
    #expect(curve.allSatisfy { $0.amount <= $0.accounts + 1e-12 })
    #expect(curve.first?.amount == 0 && curve.last?.amount == 1)
  }
}
