import Testing

/// `| rfm()` gives the published scores and segments of 995 customers (rsquaredacademy/rfm, as of 2006-12-31).
@Suite struct RFMReferenceTests {
  private static let folder = ["/..", "/../.."].map { Checkout.root + $0 + "/shared" }.first {
    (try? TextFile.read($0 + "/reference/rfm_orders_scores_995.csv")) != nil
  }

  @Test(
    .enabled(if: folder != nil, "the reference data is not on this machine"),
    arguments: [("rsquared_03", 8), ("rsquared_02", 9)])
  func publishedScoresAndSegments(rules: String, column: Int) throws {
    let folder = try #require(Self.folder)
    let workspace = try Workspace()
    let query = """
      "\(folder)/data/segments/rfm_data_orders.csv"
      group by customer_id
      select customer_id, max(order_date) as last, count() as n, sum(revenue) as m
      | rfm(recency: days(2006-12-31 - last), frequency: n, monetary: m, segments: \(rules))
      select customer_id, r_score, f_score, m_score, segment
      """
    try TextFile.write(query, to: workspace.directory + "/rfm.rap")
    let outcome = try workspace.run("rapport demo.db -f rfm.rap --format csv")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = Set(Self.rows(outcome.output).map { $0.joined(separator: ",") })
    let published = try TextFile.read(folder + "/reference/rfm_orders_scores_995.csv")
    let expected = Self.rows(published).map { row in
      // customer_id, last, amount, n, recency_days, r, f, m, segment of version 0.3, segment of version 0.2
      ([row[0]] + row[5...7] + [row[column]]).joined(separator: ",")
    }
    #expect(expected.count == 995)
    #expect(Set(expected).symmetricDifference(found).sorted().prefix(5) == [])
  }

  private static func rows(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
