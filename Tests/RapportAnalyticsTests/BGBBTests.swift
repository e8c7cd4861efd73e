import Glibc
import RapportAnalytics
import Testing

@Suite struct BGBBTests {
  /// Gifts to a charity in six years by 11,104 donors who first gave in 1995: repeat gifts, year of the last,
  /// donors. Table 3 of Fader, Hardie, Shang (2010), also in the package lifetimes 0.11.3.
  static let donations = [
    (0, 0, 3464), (1, 1, 1091), (1, 2, 277), (1, 3, 129), (1, 4, 78), (1, 5, 119), (1, 6, 129), (2, 2, 613),
    (2, 3, 255), (2, 4, 155), (2, 5, 173), (2, 6, 234), (3, 3, 322), (3, 4, 181), (3, 5, 225), (3, 6, 357),
    (4, 4, 240), (4, 5, 284), (4, 6, 512), (5, 5, 335), (5, 6, 728), (6, 6, 1203),
  ]

  static func published() throws -> BGBB { try BGBB(alpha: 1.204, beta: 0.750, gamma: 0.657, delta: 2.783) }

  private func donor(_ x: Int, _ last: Int, of years: Int = 6) -> PurchaseHistory.Cell {
    .init(frequency: x, recency: Double(last), age: Double(years))
  }

  private var history: PurchaseHistory {
    var history = PurchaseHistory()
    for (x, last, donors) in Self.donations { history.add(donor(x, last), count: donors) }
    return history
  }

  @Test func publishedFitOfDonations() throws {
    #expect(history.customers == 11_104)
    let fit = try BGBB.fit(history)
    #expect(fit.isConverged && fit.startsAgreeing == fit.starts, "\(fit.problems)")
    #expect(matches(fit.model.alpha, 1.204, places: 3) && matches(fit.model.beta, 0.750, places: 3))
    #expect(matches(fit.model.gamma, 0.657, places: 3) && matches(fit.model.delta, 2.783, places: 3))
    #expect(matches(fit.logLikelihood, -33_225.6, places: 1))
    // Of the sum of densities in 25 digits by mpmath 1.4.1, second derivatives by differences of 1e-6.
    let errors = [0.069391395, 0.029447725, 0.051009877, 0.32081915]
    for (parameter, error) in zip(fit.parameters, errors) {
      #expect(isClose(parameter.standardError, error, 1e-4))
    }
    let level = try Self.donations.reduce(0.0) { sum, row in
      sum + Double(row.2) * (try Self.published().logLikelihood(donor(row.0, row.1)) ?? .nan)
    }
    #expect(isClose(level, -33_225.58175451853, 1e-13))
  }

  /// The closed forms of the source (eqs. 6, 11, 13, 14) in 30 digits by mpmath 1.4.1: log-likelihood,
  /// P(alive) now and in the next year, gifts in 5 and in 2000 years, DERT at 10 % a year.
  @Test(arguments: [
    (
      0, 0,
      [
        -1.167262472673894, 0.1160966132929847, 0.1080165841686742, 0.07280287747504301, 2.413749026682368,
        0.1146469961817641,
      ]
    ),
    (
      1, 1,
      [
        -2.288531685666258, 0.0746000682989672, 0.06940809320654967, 0.0856353983378703, 2.839205901695979,
        0.1348551256044961,
      ]
    ),
    (
      3, 4,
      [
        -5.059307947411104, 0.4723362598891428, 0.4394628570557565, 1.034228498421104, 34.28941434748742,
        1.628660773060824,
      ]
    ),
    (
      6, 6,
      [-2.1822484476183, 1, 0.9304025423728814, 3.752115607599815, 124.3998274511666, 5.908678319555381]
    ),
    (
      2, 5,
      [
        -5.506584592618568, 0.864648964296519, 0.80447159464156, 1.442895370405119, 47.83859397746687,
        2.272212661899639,
      ]
    ),
  ]) func closedForms(_ x: Int, _ last: Int, _ expected: [Double]) throws {
    let (model, customer) = (try Self.published(), donor(x, last))
    #expect(isClose(model.logLikelihood(customer), expected[0], 1e-13))
    #expect(isClose(model.probabilityAlive(customer), expected[1], 1e-13))
    #expect(isClose(model.probabilityAlive(customer, after: 1), expected[2], 1e-13))
    #expect(isClose(model.expectedOrders(in: 5.9, customer), expected[3], 1e-13))
    #expect(isClose(model.expectedOrders(in: 2000, customer), expected[4], 1e-12))
    let rate = try #require(DiscountRate(annual: 0.1))
    #expect(isClose(model.discountedOrders(customer, rate: rate, unit: .year), expected[5], 1e-12))
  }

  @Test func allHistoriesOfAPeriodAddUpToOne() throws {
    let model = try BGBB(alpha: 0.4, beta: 1.7, gamma: 1, delta: 0.8)
    var sum = 0.0
    for years in [1, 5] {
      sum = exp(model.logLikelihood(donor(0, 0, of: years)) ?? .nan)
      for last in 1...years {
        for x in 1...last {
          // The other orders are among the periods before the last one.
          let ways = exp(
            Special.logGamma(Double(last)) - Special.logGamma(Double(x))
              - Special.logGamma(Double(last - x + 1)))
          sum += ways * exp(model.logLikelihood(donor(x, last, of: years)) ?? .nan)
        }
      }
      #expect(isClose(sum, 1, 1e-12))
    }
  }

  @Test func gammaOfOneAndManyPeriods() throws {
    // γ = 1 is a removable singularity; just past the direct sum all ways give the same.
    let customer = donor(3, 5)
    let values = try [1 - 3e-5, 1 - 1e-6, 1, 1 + 1e-6, 1 + 3e-5].map { gamma in
      let model = try BGBB(alpha: 1.2, beta: 0.75, gamma: gamma, delta: 2.8)
      return model.expectedOrders(in: 5000, customer) ?? 0
    }
    for value in values { #expect(isClose(value, values[2], 3e-4)) }
    #expect(
      isClose(values[1] + values[3], 2 * values[2], 1e-9)
        && isClose(values[0] + values[4], 2 * values[2], 1e-7))
    for gamma in [0.3, 1, 1.0000001, 2.5] {
      let model = try BGBB(alpha: 1.2, beta: 0.75, gamma: gamma, delta: 2.8)
      let step =
        (model.expectedOrders(in: 513, customer) ?? 0) - (model.expectedOrders(in: 512, customer) ?? 0)
      let chance = (model.probabilityAlive(customer, after: 513) ?? 0) * (1.2 + 3) / (1.2 + 0.75 + 6)
      #expect(isClose(step, chance, 1e-8))
    }
  }

  @Test func discountingIsTheSumOfPeriods() throws {
    for gamma in [0.01, 0.657, 1, 4] {
      let model = try BGBB(alpha: 1.204, beta: 0.75, gamma: gamma, delta: 2.783)
      var last = Double.infinity
      for annual in [1e-9, 1e-5, 1e-3, 0.01, 0.15, 2] {
        let rate = try #require(DiscountRate(annual: annual))
        let value = try #require(model.discountedOrders(donor(4, 6), rate: rate, unit: .year))
        #expect(value > 0 && value < last)
        last = value
        guard annual >= 0.01 else { continue }
        var (sum, before) = (0.0, 0.0)
        for year in 1...6000 {
          let orders = model.expectedOrders(in: Double(year), donor(4, 6)) ?? 0
          sum += (orders - before) / pow(1 + annual, Double(year))
          before = orders
        }
        #expect(isClose(value, sum, 1e-8))
      }
    }
    // Both ways of adding up, by 60,000 terms and by the integral.
    let model = try Self.published()
    let rates = try [1e-3, 1e-4, 1e-5].map { try #require(DiscountRate(annual: $0)) }
    let values = rates.map { model.discountedOrders(donor(6, 6), rate: $0, unit: .year) ?? 0 }
    // 2F1 in 30 digits by mpmath 1.4.1.
    for (value, expected) in zip(values, Self.slowlyDiscounted) { #expect(isClose(value, expected, 1e-10)) }
  }

  static let slowlyDiscounted = [81.1948958515694, 205.259969923552, 479.703804662814]

  @Test func neverNotANumber() throws {
    let sizes = [1e-100, 1e-3, 1, 1e3, 1e100]
    let rate = try #require(DiscountRate(annual: 0.15))
    for alpha in sizes {
      for beta in sizes {
        for gamma in sizes {
          for delta in sizes {
            let model = try BGBB(alpha: alpha, beta: beta, gamma: gamma, delta: delta)
            for (x, last, n) in [(0, 0, 0), (0, 0, 7), (7, 7, 7), (1, 1, 400), (300, 399, 400)] {
              let customer = donor(x, last, of: n)
              let alive = model.probabilityAlive(customer) ?? -1
              #expect(alive >= 0 && alive <= 1, "\(model) \(customer)")
              #expect(model.logLikelihood(customer)?.isFinite == true, "\(model) \(customer)")
              for time in [0.0, 1, 52, 1e4, 1e12] {
                let orders = model.expectedOrders(in: time, customer)
                #expect(orders?.isFinite == true && (orders ?? -1) >= 0, "\(model) \(customer) \(time)")
              }
              let discounted = model.discountedOrders(customer, rate: rate, unit: .year)
              #expect(discounted?.isFinite == true && (discounted ?? -1) >= 0, "\(model) \(customer)")
            }
          }
        }
      }
    }
    let model = try Self.published()
    for customer in [
      donor(-1, 0), donor(1, 0), donor(0, 1), donor(3, 2), donor(2, 7), donor(1, 1, of: 1 << 40),
    ] {
      #expect(model.logLikelihood(customer) == nil && model.probabilityAlive(customer) == nil)
    }
    #expect(model.probabilityAlive(.init(frequency: 1, recency: 1.5, age: 6)) == nil)
    #expect(throws: ModelError.self) { try BGBB(alpha: 1, beta: 0, gamma: 1, delta: 1) }
  }

  @Test func monotoneWhereTheorySaysSo() throws {
    let model = try Self.published()
    for x in 1...8 {
      for last in x..<20 {
        let customer = donor(x, last, of: 20)
        #expect(
          (model.probabilityAlive(customer) ?? 2) < (model.probabilityAlive(donor(x, last + 1, of: 20)) ?? -1)
        )
        #expect(
          (model.probabilityAlive(customer) ?? -1) > (model.probabilityAlive(donor(x, last, of: 21)) ?? 2))
        #expect((model.probabilityAlive(customer) ?? -1) > (model.probabilityAlive(customer, after: 1) ?? 2))
        #expect((model.expectedOrders(in: 5, customer) ?? 9) < (model.expectedOrders(in: 6, customer) ?? 0))
      }
    }
  }

  @Test func simulatedCustomersGiveTheirParametersBack() throws {
    var random = SplitMix(5)
    let truth = try BGBB(alpha: 2, beta: 3, gamma: 1.5, delta: 12)
    var history = PurchaseHistory()
    for index in 0..<40_000 {
      let years = 8 + index % 5
      let (p, theta) = (random.beta(truth.alpha, truth.beta), random.beta(truth.gamma, truth.delta))
      var (x, last) = (0, 0)
      for year in 1...years {
        if random.unit() < theta { break }
        if random.unit() < p { (x, last) = (x + 1, year) }
      }
      history.add(donor(x, last, of: years))
    }
    let fit = try BGBB.fit(history)
    #expect(fit.isConverged)
    for (parameter, value) in zip(fit.parameters, [2, 3, 1.5, 12]) {
      #expect(abs(parameter.value - value) < 3 * (parameter.standardError ?? 0), "\(parameter)")
    }
  }

  @Test func unusableHistoriesAreNamed() throws {
    var history = PurchaseHistory()
    history.add(donor(0, 0), count: 30)
    #expect(throws: ModelError.noRepeatBuyers) { try BGBB.fit(history) }
    history.add(donor(3, 2))
    #expect(throws: ModelError.self) { try BGBB.fit(history) }
  }
}
