import RapportAnalytics
import Testing

/// The order log of the R package rfm (995 customers, as of 2006-12-31) against its published scores.
@Suite struct RFMReferenceTests {
  private struct Log {
    let names: [String]
    let totals: CustomerTotals
  }

  private func log() throws -> Log? {
    guard let orders = ReferenceFile.rows("data/segments/rfm_data_orders.csv") else { return nil }
    var index: [String: Int] = [:]
    var names: [String] = []
    var (customer, day, amount): ([Int], [Int], [Double]) = ([], [], [])
    for cells in orders {
      if index[cells[0]] == nil {
        index[cells[0]] = names.count
        names.append(cells[0])
      }
      customer.append(try #require(index[cells[0]]))
      day.append(try #require(dayNumber(cells[1])))
      amount.append(try #require(Double(cells[2])))
    }
    let asOf = try #require(dayNumber("2006-12-31"))
    let totals = try CustomerTotals(
      customer: customer, day: day, amount: amount, customerCount: names.count, asOf: asOf)
    return Log(names: names, totals: totals)
  }

  /// Days since an arbitrary day, by the civil calendar.
  private func dayNumber(_ text: String) -> Int? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2]
  }

  private func scores(_ log: Log, _ ties: TieRule) throws -> RFMScores {
    try RFMScores(
      daysSinceLast: log.totals.daysSinceLast, orders: log.totals.orders, amounts: log.totals.amounts,
      ties: ties)
  }

  @Test func everyScoreAndSegmentIsThePublishedOne() throws {
    guard let log = try log(),
      let published = ReferenceFile.rows("reference/rfm_orders_scores_995.csv")
    else { return }
    let scores = try scores(log, .sameBin)
    let newer = try SegmentRuleSet.rsquared03.assign(scores)
    let older = try SegmentRuleSet.rsquared02.assign(scores)
    #expect(log.names.count == 995 && published.count == 995)
    let rows = Dictionary(uniqueKeysWithValues: zip(log.names, 0...))
    for cells in published {
      let row = try #require(rows[cells[0]])
      #expect(Int(log.totals.daysSinceLast[row]) == Int(cells[4]))
      #expect("\(scores.code(row))" == cells[5] + cells[6] + cells[7])
      #expect(SegmentRuleSet.rsquared03.segments[newer[row]] == cells[8])
      #expect(SegmentRuleSet.rsquared02.segments[older[row]] == cells[9])
    }
  }

  @Test func segmentTotalsOfVersion02() throws {
    guard let log = try log(),
      let published = ReferenceFile.rows("reference/rfm_orders_segments_v0.2.csv")
    else { return }
    let summary = try SegmentSummary.rows(
      try scores(log, .sameBin), rules: .rsquared02, orders: log.totals.orders, amounts: log.totals.amounts)
    let found = summary.filter { $0.customers > 0 }.map {
      [$0.segment, "\($0.customers)", "\(Int($0.orders))", "\(Int($0.amount))"]
    }
    #expect(Set(found) == Set(published))
  }

  @Test func ntileSplitsTiesOf239Frequencies() throws {
    guard let log = try log() else { return }
    let (same, tiles) = (try scores(log, .sameBin), try scores(log, .ntile))
    #expect(zip(same.frequency, tiles.frequency).count { $0 != $1 } == 239)
  }
}
