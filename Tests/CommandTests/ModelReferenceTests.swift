import Testing

/// `| fit()` and `| holdout()` of the command on logs of published studies give the published figures.
@Suite struct ModelReferenceTests {
  private static let folder = ["/..", "/../.."].map { Checkout.root + $0 + "/shared" }.first {
    (try? TextFile.read($0 + "/data/cdnow/cdnow_sample_orders.csv")) != nil
  }

  private static let isHere = ConditionTrait.enabled(if: folder != nil, "the reference data is not on this machine")

  /// Rows of CSV behind the header, by their first cell.
  private func table(_ query: String, on log: String, today: String) throws -> [String: [String]] {
    let folder = try #require(Self.folder)
    let workspace = try Workspace()
    let made = try workspace.run("rapport init log.db --orders \(folder)/data/cdnow/\(log)")
    #expect(made.status == 0, "\(made.errors)")
    let outcome = try workspace.run("rapport log.db --today \(today) -c '\(query)'")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = outcome.output.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Array($0.dropFirst())) })
  }

  private func estimates(_ model: String) throws -> [String: Double] {
    try table("accounts | fit(model: \(model), unit: week)", on: "cdnow_sample_orders.csv", today: "1997-09-30")
      .compactMapValues { $0.first.flatMap { Double($0) } }
  }

  /// Whether a number rounds to the digits printed.
  private func agrees(_ value: Double?, _ printed: Double, within half: Double) -> Bool {
    value.map { abs($0 - printed) <= half } ?? false
  }

  /// Fader, Hardie, Lee (2005): CDNOW, 2,357 customers.
  @Test(isHere) func bgNBD() throws {
    let found = try estimates("bg_nbd")
    #expect(agrees(found["r"], 0.243, within: 0.0005))
    #expect(agrees(found["alpha"], 4.414, within: 0.0005))
    #expect(agrees(found["a"], 0.793, within: 0.0005))
    #expect(agrees(found["b"], 2.426, within: 0.0005))
    #expect(agrees(found["log_likelihood"], -9582.429, within: 0.0005))
    #expect(found["converged"] == 1)
    #expect(found["customers"] == 2357)
    #expect(found["repeat_customers"] == 946)
  }

  /// Fader, Hardie (2005).
  @Test(isHere) func paretoNBD() throws {
    let found = try estimates("pareto_nbd")
    #expect(agrees(found["r"], 0.553, within: 0.0005))
    #expect(agrees(found["alpha"], 10.578, within: 0.0005))
    #expect(agrees(found["s"], 0.606, within: 0.0005))
    #expect(agrees(found["beta"], 11.669, within: 0.0005))
    #expect(agrees(found["log_likelihood"], -9594.976, within: 0.0005))
  }

  @Test(isHere) func mbgNBD() throws {
    let found = try estimates("mbg_nbd")
    #expect(agrees(found["r"], 0.525, within: 0.0005))
    #expect(agrees(found["alpha"], 6.183, within: 0.0005))
    #expect(agrees(found["a"], 0.891, within: 0.0005))
    #expect(agrees(found["b"], 1.614, within: 0.0005))
    #expect(agrees(found["log_likelihood"], -9582.136, within: 0.0005))
  }

  /// Fader, Hardie (2013).
  @Test(isHere) func gammaGamma() throws {
    let found = try estimates("gamma_gamma")
    #expect(agrees(found["p"], 6.25, within: 0.005))
    #expect(agrees(found["q"], 3.74, within: 0.005))
    #expect(agrees(found["v"], 15.44, within: 0.005))
    #expect(agrees(found["log_likelihood"], -4055.918, within: 0.0005))
  }

  /// Customers rightly called active or gone in the 39 weeks held out: BG/NBD 33.9 %, Pareto/NBD 77.4 %, the rule of
  /// silence 78 %; mean orders by frequency as the reference has them.
  @Test(isHere) func holdOut() throws {
    let log = "cdnow_sample_orders.csv"
    let rules = try table("accounts | holdout(39 weeks) select method, right", on: log, today: "1998-06-30")
    #expect(rules["bg_nbd"] == ["0.339"])
    #expect(rules["pareto_nbd"] == ["0.7743"])
    #expect(agrees(rules["silent 91 days"].flatMap { Double($0[0]) }, 0.78, within: 0.005))
    let lines = try table(
      "accounts | holdout(39 weeks, by: frequency) select frequency, customers, actual, bg_nbd, pareto_nbd", on: log,
      today: "1998-06-30")
    let folder = try #require(Self.folder)
    let published = try TextFile.read(folder + "/reference/cdnow_holdout_by_frequency.csv")
    for line in published.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",").map(String.init)
      let found = try #require(lines[cells[0]])
      #expect(found[0] == cells[4])
      for (cell, expected) in zip(found[1...], cells[1...3]) {
        #expect(agrees(Double(cell), try #require(Double(expected)), within: 0.00006))
      }
    }
  }

  /// Regular buyers: chance is told from habit, and the model with k beats those without.
  @Test(isHere) func groceries() throws {
    let chance = try table("accounts | fit(model: regularity)", on: "cdnow_sample_orders.csv", today: "1997-09-30")
    let habit = try table("accounts | fit(model: regularity)", on: "grocery_orders.csv", today: "2006-12-31")
    #expect(agrees(chance["k"].flatMap { Double($0[0]) }, 1, within: 0.1))
    #expect((habit["k"].flatMap { Double($0[0]) } ?? 0) > 2)
    let rules = try table("accounts | holdout(26 weeks) select method, right", on: "grocery_orders.csv", today: "2006-12-31")
    let right = rules.compactMapValues { Double($0[0]) }
    #expect((right["mbg_cnbd_k"] ?? 0) > (right["pareto_nbd"] ?? 1))
  }
}
