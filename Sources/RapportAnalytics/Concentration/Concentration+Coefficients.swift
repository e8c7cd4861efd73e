extension Concentration {
  /// The Gini coefficient: 0 if all accounts are equal, (n − 1)/n if one has everything.
  ///
  /// Σ (2i − n − 1)·xᵢ / (n·Σ xᵢ) over amounts in ascending order (Gini 1912; population form, without the
  /// factor n/(n − 1) for samples). One account gives 0. In few accounts the greatest value is well below 1.
  ///
  /// - Throws: `nothingToShare`.
  package func gini() throws(MeasureError) -> Double {
    let total = try divisor()
    let weighted = amounts.indices.lazy.map { place in
      Double(count - 1 - 2 * place) * (amounts[place] / total)
    }
    return max(0, RunningSum.total(weighted) / Double(count))
  }

  /// The Herfindahl–Hirschman index: the sum of squared shares, 1/n if all are equal, 1 if one has
  /// everything.
  ///
  /// Competition authorities print it times 10,000. Its inverse is the number of equal accounts
  /// with the same index.
  ///
  /// - Throws: `nothingToShare`.
  package func hhi() throws(MeasureError) -> Double {
    let total = try divisor()
    return min(1, RunningSum.total(amounts.lazy.map { ($0 / total) * ($0 / total) }))
  }
}
