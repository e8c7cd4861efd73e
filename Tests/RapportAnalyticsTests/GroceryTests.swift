import Glibc
import RapportAnalytics
import Testing

/// 1,525 customers of an online grocer up to 2006-12-31, who order regularly.
@Suite struct GroceryTests {
  private struct Log {
    var history: PurchaseHistory
    var logGaps = 0.0
  }

  private func log() -> Log? {
    let end = "2006-12-31"
    return Reference.orders("data/cdnow/grocery_orders.csv", customer: 0, date: 1, amount: nil, until: end)
      .map { orders in
        var log = Log(history: Reference.history(orders, end: end))
        for days in orders {
          for (day, next) in zip(days, days.dropFirst()) {
            log.logGaps += Glibc.log(Double(next.day - day.day) / 7)
          }
        }
        return log
      }
  }

  /// The walkthrough of BTYDplus finds k = 2 for both. Estimates and likelihoods are of an own search in
  /// Python: SciPy 1.10.1, Nelder and Mead from two starts, on the likelihood of Platzer, Reutterer (2016).
  @Test(arguments: [
    (
      BetaGeometric.Dropout.afterRepeat, [0.35906422, 1.1293795, 0.52282087, 2.7854505], -15_054.172904366347,
      -15_836.566230552675
    ),
    (.afterEvery, [1.3291754, 2.8125514, 0.42470894, 0.79002859], -14_978.21073158097, -15_781.939374893165),
  ]) func regularBuyers(
    _ dropout: BetaGeometric.Dropout, _ estimates: [Double], _ level: Double, _ poisson: Double
  ) throws {
    guard let log = log() else { return }
    #expect(log.history.customers == 1525)
    let fit = try BetaGeometric.fitRegularity(log.history, dropout, logGaps: log.logGaps)
    #expect(fit.isConverged && fit.startsAgreeing >= 2, "\(fit.problems)")
    #expect(fit.model.regularity == 2)
    #expect(isClose(fit.logLikelihood, level, 1e-11), "\(fit.logLikelihood)")
    for (parameter, value) in zip(fit.parameters, estimates) {
      #expect(isClose(parameter.value, value, 1e-5), "\(parameter)")
    }
    let plain = try BetaGeometric.fit(log.history, dropout, regularity: 1, logGaps: log.logGaps)
    #expect(isClose(plain.logLikelihood, poisson, 1e-11), "\(plain.logLikelihood)")
  }

  /// The demonstration of BTYDplus notes that CDNOW shows no regularity.
  @Test func chanceBuyers() throws {
    guard let history = Reference.cdnow(), let orders = Reference.cdnowOrders(until: "1997-09-30") else {
      return
    }
    var logGaps = 0.0
    for days in orders {
      for (day, next) in zip(days, days.dropFirst()) { logGaps += Glibc.log(Double(next.day - day.day) / 7) }
    }
    #expect(try BetaGeometric.fitRegularity(history, .afterEvery, logGaps: logGaps).model.regularity == 1)
  }
}
