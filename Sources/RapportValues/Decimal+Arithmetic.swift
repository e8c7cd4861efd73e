extension Decimal {
  /// The quotient with so many digits behind the point, half away from zero; nil by zero or if it does not fit.
  package func divided(by other: Decimal, scale wanted: Int) -> Decimal? {
    guard other.unscaled != 0 else { return nil }
    let shift = wanted + other.scale - scale
    var (dividend, divisor) = (unscaled, other.unscaled)
    var overflow = false
    guard let factor = PowersOfTen.int128(abs(shift)) else { return nil }
    if shift >= 0 {
      (dividend, overflow) = dividend.multipliedReportingOverflow(by: factor)
    } else {
      (divisor, overflow) = divisor.multipliedReportingOverflow(by: factor)
    }
    if overflow || divisor == Int128.min { return nil }
    if divisor < 0 {
      guard dividend != Int128.min else { return nil }
      (dividend, divisor) = (-dividend, -divisor)
    }
    return Decimal(unscaled: Decimal.divideRounding(dividend, by: divisor), scale: wanted)
  }

  /// This value with `newScale` digits behind the point, rounded half away from zero; nil if it does not fit.
  public func rescaled(to newScale: Int) -> Decimal? {
    if newScale == scale { return self }
    let (difference, overflow) = newScale.subtractingReportingOverflow(scale)
    if overflow { return unscaled == 0 ? Decimal(unscaled: 0, scale: newScale) : nil }
    if difference > 0 {
      if unscaled == 0 { return Decimal(unscaled: 0, scale: newScale) }
      guard let factor = PowersOfTen.int128(difference) else { return nil }
      let (product, overflow) = unscaled.multipliedReportingOverflow(by: factor)
      return overflow ? nil : Decimal(unscaled: product, scale: newScale)
    }
    // More digits away than an Int128 has: nothing is left, not even a half.
    guard difference > -39, let divisor = PowersOfTen.int128(-difference) else {
      return Decimal(unscaled: 0, scale: newScale)
    }
    return Decimal(unscaled: Decimal.divideRounding(unscaled, by: divisor), scale: newScale)
  }

  /// Quotient rounded half away from zero, for a positive divisor.
  static func divideRounding(_ value: Int128, by divisor: Int128) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    let rest = remainder.magnitude
    // rest ≥ divisor − rest is rest × 2 ≥ divisor without its overflow.
    guard rest >= divisor.magnitude - rest else { return quotient }
    return value < 0 ? quotient - 1 : quotient + 1
  }

  /// Exact; nil if it does not fit.
  public func adding(_ other: Decimal) -> Decimal? {
    let common = max(scale, other.scale)
    guard let left = rescaled(to: common), let right = other.rescaled(to: common) else { return nil }
    let (sum, overflow) = left.unscaled.addingReportingOverflow(right.unscaled)
    return overflow ? nil : Decimal(unscaled: sum, scale: common)
  }

  /// Exact; nil if it does not fit.
  public func subtracting(_ other: Decimal) -> Decimal? {
    let common = max(scale, other.scale)
    guard let left = rescaled(to: common), let right = other.rescaled(to: common) else { return nil }
    let (difference, overflow) = left.unscaled.subtractingReportingOverflow(right.unscaled)
    return overflow ? nil : Decimal(unscaled: difference, scale: common)
  }

  /// Exact, with the digits of both behind the point; nil if it does not fit.
  public func multiplied(by other: Decimal) -> Decimal? {
    let (product, overflow) = unscaled.multipliedReportingOverflow(by: other.unscaled)
    let (newScale, scaleOverflow) = scale.addingReportingOverflow(other.scale)
    return overflow || scaleOverflow ? nil : Decimal(unscaled: product, scale: newScale)
  }

  /// The stored integer at a scale, as columns hold it; rounded half away from zero, nil if it does not fit.
  package func stored(scale: Int) -> Int64? {
    rescaled(to: scale).flatMap { Int64(exactly: $0.unscaled) }
  }

  /// The nearest `Double`.
  public func toDouble() -> Double {
    if unscaled.magnitude <= 1 << 53, scale >= 0, scale < PowersOfTen.double.count {
      return Double(Int64(unscaled)) / PowersOfTen.double[scale]
    }
    return Double("\(unscaled)e\(0 - max(scale, -1_000))") ?? 0
  }
}
