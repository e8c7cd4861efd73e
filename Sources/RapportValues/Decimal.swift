/// An exact decimal number: unscaled × 10^−scale.
///
/// Two decimals are equal if their values are: 10.5 equals 10.50.
public struct Decimal: Sendable {
  public var unscaled: Int128
  public var scale: Int

  public init(unscaled: Int128, scale: Int) {
    self.unscaled = unscaled
    self.scale = scale
  }

  public init(_ value: Int64) { self.init(unscaled: Int128(value), scale: 0) }
}

extension Decimal: Comparable, Hashable {
  public static func == (left: Decimal, right: Decimal) -> Bool { left.order(against: right) == 0 }

  public static func < (left: Decimal, right: Decimal) -> Bool { left.order(against: right) < 0 }

  public func hash(into hasher: inout Hasher) {
    let short = trimmed(to: Int.min)
    hasher.combine(short.unscaled)
    hasher.combine(short.scale)
  }

  /// −1, 0 or 1 by value.
  package func order(against other: Decimal) -> Int {
    if scale == other.scale { return Decimal.sign(unscaled, other.unscaled) }
    if scale < other.scale { return -other.order(against: self) }
    // `other` has fewer digits behind the point: bring it to this scale.
    if other.unscaled == 0 { return Decimal.sign(unscaled, 0) }
    let (difference, tooFar) = scale.subtractingReportingOverflow(other.scale)
    guard !tooFar, let factor = PowersOfTen.int128(difference) else {
      return other.unscaled > 0 ? -1 : 1
    }
    let (widened, overflow) = other.unscaled.multipliedReportingOverflow(by: factor)
    if overflow { return other.unscaled > 0 ? -1 : 1 }
    return Decimal.sign(unscaled, widened)
  }

  private static func sign(_ left: Int128, _ right: Int128) -> Int {
    left < right ? -1 : (left > right ? 1 : 0)
  }

  /// The same value without trailing zeros, down to a scale.
  func trimmed(to smallestScale: Int) -> Decimal {
    if unscaled == 0 { return Decimal(unscaled: 0, scale: max(0, smallestScale)) }
    var short = self
    while short.scale > smallestScale {
      let (quotient, remainder) = short.unscaled.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      short.unscaled = quotient
      short.scale -= 1
    }
    return short
  }
}
