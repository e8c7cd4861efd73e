import RapportValues

/// Exact decimals and rounding, on Int128 and without the arithmetic under test.
enum NaiveNumber {
  static func powerOfTen(_ exponent: Int) throws -> Int128 {
    var power: Int128 = 1
    for _ in 0..<max(0, exponent) { power = try multiply(power, 10) }
    return power
  }

  static func multiply(_ left: Int128, _ right: Int128) throws -> Int128 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    if overflow { throw NaiveError.overflow }
    return product
  }

  static func add(_ left: Int128, _ right: Int128) throws -> Int128 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { throw NaiveError.overflow }
    return sum
  }

  /// The decimal with `scale` digits after the point, half away from zero.
  static func rescale(_ decimal: Decimal, to scale: Int) throws -> Decimal {
    if scale >= decimal.scale {
      let factor = try powerOfTen(scale - decimal.scale)
      return Decimal(unscaled: try multiply(decimal.unscaled, factor), scale: scale)
    }
    let divisor = try powerOfTen(decimal.scale - scale)
    let magnitude = Int128(decimal.unscaled.magnitude)
    let rounded = (magnitude + divisor / 2) / divisor
    return Decimal(unscaled: decimal.unscaled < 0 ? -rounded : rounded, scale: scale)
  }

  static func double(_ decimal: Decimal) -> Double {
    var power = 1.0
    for _ in 0..<decimal.scale { power *= 10 }
    return Double(decimal.unscaled) / power
  }

  /// The decimal of a scale nearest to what a float's shortest text says, half away from zero.
  static func nearest(_ value: Double, scale: Int) throws -> Decimal {
    guard value.isFinite else { throw NaiveError.overflow }
    let parts = "\(value)".split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    guard let digits = Int128(String(mantissa[0]) + fraction) else { throw NaiveError.overflow }
    let places = fraction.count - exponent
    // Fewer than half a unit of the last digit kept.
    if places - scale > 38 { return Decimal(unscaled: 0, scale: scale) }
    let exact =
      places >= 0
      ? Decimal(unscaled: digits, scale: places)
      : Decimal(unscaled: try multiply(digits, powerOfTen(-places)), scale: 0)
    return try rescale(exact, to: scale)
  }

  /// A number in the representation of a type; exact values must fit the 64 bits a column has.
  static func conform(_ number: NaiveValue.Number, _ type: ValueType) throws -> Value {
    switch type {
    case .float:
      guard number.double.isFinite else { throw NaiveError.overflow }
      return .float(number.double)
    case .decimal(let scale, _): return .decimal(try decimal(number, scale: scale))
    case .integer: return .integer(Int64(try decimal(number, scale: 0).unscaled))
    case .days: return .days(Int64(try decimal(number, scale: 0).unscaled))
    case .bool: return .bool(try decimal(number, scale: 0).unscaled != 0)
    default: throw NaiveError.unsupported("a number as \(type)")
    }
  }

  private static func decimal(_ number: NaiveValue.Number, scale: Int) throws -> Decimal {
    let result =
      switch number {
      case .exact(let decimal): try rescale(decimal, to: scale)
      case .float(let value): try nearest(value, scale: scale)
      }
    guard Int64(exactly: result.unscaled) != nil else { throw NaiveError.overflow }
    return result
  }
}
