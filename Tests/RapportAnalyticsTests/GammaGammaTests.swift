import Glibc
import RapportAnalytics
import Testing

@Suite struct GammaGammaTests {
  /// Fader, Hardie (2013): the mean of CDNOW's customers, and a weight between it and the customer's own.
  @Test func expectedValueLiesBetweenTheMeans() throws {
    let model = try GammaGamma(p: 6.25, q: 3.74, v: 15.44)
    #expect(isClose(model.mean, 6.25 * 15.44 / 2.74, 1e-14))
    #expect(isClose(model.expectedValue(frequency: 0, mean: .nan), model.mean ?? 0, 1e-14))
    for mean in [1.0, 20, 35, 100, 1e6] {
      var last = model.mean ?? 0
      for x in [1, 2, 5, 50, 5000] {
        let value = try #require(model.expectedValue(frequency: x, mean: mean))
        #expect(abs(value - mean) <= abs(last - mean))
        last = value
      }
      #expect(isClose(last, mean, 1e-3) || mean == 1)
    }
    #expect(
      model.expectedValue(frequency: -1, mean: 3) == nil && model.expectedValue(frequency: 1, mean: 0) == nil)
    #expect(
      model.expectedValue(frequency: 1, mean: .nan) == nil
        && model.expectedValue(frequency: 1, mean: .infinity) == nil)
    let wide = try GammaGamma(p: 0.5, q: 0.3, v: 10)
    #expect(wide.mean == nil && wide.expectedValue(frequency: 1, mean: 3) == nil)
    #expect(wide.expectedValue(frequency: 2, mean: 3) != nil)
  }

  /// ∫ of the density of a customer's mean value over all values.
  @Test(arguments: [(6.25, 3.74, 15.44, 3), (0.7, 1.2, 2.0, 1), (30, 9, 40, 12)])
  func densityAddsUpToOne(_ p: Double, _ q: Double, _ v: Double, _ x: Int) throws {
    let model = try GammaGamma(p: p, q: q, v: v)
    var sum = 0.0
    // Even steps of ln m are the trapezoidal rule, which is exact for smooth functions that vanish at both
    // ends.
    for step in -6000..<6000 {
      let mean = exp(Double(step) / 100)
      sum += exp(model.logLikelihood(frequency: x, mean: mean) ?? .nan) * mean / 100
    }
    #expect(isClose(sum, 1, 1e-9))
  }

  @Test func simulatedSpendingGivesItsParametersBack() throws {
    var random = SplitMix(3)
    let truth = try GammaGamma(p: 4, q: 5, v: 60)
    var history = SpendHistory()
    // More than the search of a sample starts from.
    for index in 0..<50_000 {
      let (x, rate) = (1 + index % 7, random.gamma(truth.q) / truth.v)
      history.add(frequency: x, mean: random.gamma(truth.p * Double(x)) / rate / Double(x))
    }
    let fit = try GammaGamma.fit(history)
    #expect(fit.isConverged, "\(fit.problems)")
    for (parameter, value) in zip(fit.parameters, [4.0, 5, 60]) {
      #expect(abs(parameter.value - value) < 3 * (parameter.standardError ?? 0), "\(parameter)")
    }
  }

  @Test func infiniteMeansAreReported() throws {
    var random = SplitMix(9)
    var history = SpendHistory()
    for index in 0..<5000 {
      let (x, rate) = (1 + index % 4, random.gamma(0.6) / 10)
      history.add(frequency: x, mean: random.gamma(2 * Double(x)) / rate / Double(x))
    }
    let fit = try GammaGamma.fit(history)
    #expect(fit.model.q <= 1 && !fit.isConverged)
    #expect(fit.problems.contains { $0.contains("q is 1 or less") }, "\(fit.problems)")
  }

  @Test func neverNotANumber() throws {
    let sizes = [1e-100, 1e-3, 1, 1e3, 1e100]
    for p in sizes {
      for q in sizes {
        for v in sizes {
          let model = try GammaGamma(p: p, q: q, v: v)
          for (x, mean) in [(1, 1e-100), (1, 1e100), (1_000_000, 3), (1 << 40, 1e-5)] {
            #expect(model.logLikelihood(frequency: x, mean: mean)?.isFinite == true, "\(model) \(x) \(mean)")
            let value = model.expectedValue(frequency: x, mean: mean)
            #expect(value.map { $0.isFinite && $0 >= 0 } != false, "\(model) \(x) \(mean)")
          }
        }
      }
    }
  }

  @Test func unusableSpendingIsNamed() throws {
    var history = SpendHistory()
    history.add(frequency: 0, mean: 5)
    #expect(throws: ModelError.noRepeatBuyers) { try GammaGamma.fit(history) }
    history.add(frequency: 2, mean: -5)
    history.add(frequency: 2, mean: .nan)
    #expect(history.withoutRepeat == 1 && history.withoutValue == 2)
    for _ in 0..<5 { history.add(frequency: 3, mean: 7) }
    #expect(throws: ModelError.tooFewCustomers(have: 5, needed: 10)) { try GammaGamma.fit(history) }
    for _ in 0..<5 { history.add(frequency: 2, mean: 7) }
    #expect(throws: ModelError.allAlike) { try GammaGamma.fit(history) }
  }
}
