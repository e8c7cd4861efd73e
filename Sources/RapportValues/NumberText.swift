/// Numbers as text, written straight into bytes.
///
/// The functions that take a pointer write at most `longest` bytes there and return how many.
package enum NumberText {
  /// Bytes any of the numbers written here needs at most.
  package static let longest = 64
  /// The largest scale `write(decimal:…)` takes; more digits are cut to it by rounding.
  package static let largestScale = 38

  @inline(__always)
  static func writeTwoDigits(_ value: Int, to target: UnsafeMutablePointer<UInt8>) {
    target[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 10)
    target[1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10)
  }

  /// `-12`
  package static func write(_ value: Int64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    guard value < 0 else { return write(value.magnitude, to: target) }
    target[0] = UInt8(ascii: "-")
    return write(value.magnitude, to: target + 1) + 1
  }

  static func write(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let count = digitCount(value)
    writeDigits(value, count: count, to: target)
    return count
  }

  /// The last `count` digits, leading zeros included.
  @inline(__always)
  private static func writeDigits(_ value: UInt64, count: Int, to target: UnsafeMutablePointer<UInt8>) {
    var rest = value
    var position = count
    while position >= 2 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      rest = quotient
      position &-= 2
      writeTwoDigits(Int(truncatingIfNeeded: pair), to: target + position)
    }
    if position == 1 { target[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10) }
  }

  @inline(__always) static func digitCount(_ value: UInt64) -> Int {
    var count = 1
    var rest = value
    while rest >= 10_000 {
      rest /= 10_000
      count &+= 4
    }
    return rest >= 1_000 ? count &+ 3 : (rest >= 100 ? count &+ 2 : (rest >= 10 ? count &+ 1 : count))
  }

  /// Unscaled × 10^−scale with all its digits, `10.50`; or without trailing zeros, `10.5`. Scales below 0 are
  /// written as 0, scales above `largestScale` as that.
  package static func write(
    decimal unscaled: Int64, scale: Int, trimmed: Bool = false, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    if scale <= 0 { return write(unscaled, to: target) }
    var count = 0
    if unscaled < 0 {
      target[0] = UInt8(ascii: "-")
      count = 1
    }
    count += write(unscaled.magnitude, places: min(scale, largestScale), to: target + count)
    return trimmed ? trim(target, count: count) : count
  }

  /// Digits with a point before the last `places`, at least one.
  private static func write(
    _ digits: UInt64, places: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let count = digitCount(digits)
    guard count > places else {
      target[0] = UInt8(ascii: "0")
      target[1] = UInt8(ascii: ".")
      writeDigits(digits, count: places, to: target + 2)
      return places + 2
    }
    writeDigits(digits, count: count, to: target + 1)
    for index in 0..<(count - places) { target[index] = target[index + 1] }
    target[count - places] = UInt8(ascii: ".")
    return count + 1
  }

  /// The length without trailing zeros behind the point, and without a point that nothing follows.
  private static func trim(_ target: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
    var end = count
    while end > 1, target[end - 1] == UInt8(ascii: "0") { end -= 1 }
    return target[end - 1] == UInt8(ascii: ".") ? end - 1 : end
  }

  /// The shortest text that reads back as the same number: `12`, `0.1`; with an exponent only from 1e15 on
  /// and below 1e-6. Infinities and not-a-number are `Infinity`, `-Infinity` and `NaN`.
  package static func write(_ value: Double, to target: UnsafeMutablePointer<UInt8>) -> Int {
    guard let short = ShortestDecimal(value) else {
      return write(value.isNaN ? "NaN" : (value < 0 ? "-Infinity" : "Infinity"), to: target)
    }
    var count = 0
    if short.isNegative {
      target[0] = UInt8(ascii: "-")
      count = 1
    }
    let magnitude = value.magnitude
    if magnitude != 0, magnitude >= 1e15 || magnitude < 1e-6 {
      return count + writeExponential(short, to: target + count)
    }
    if short.exponent < 0 {
      return count + write(short.digits, places: -short.exponent, to: target + count)
    }
    count += write(short.digits, to: target + count)
    for _ in 0..<short.exponent {
      target[count] = UInt8(ascii: "0")
      count += 1
    }
    return count
  }

  /// `1.5e-7`, `1e20`
  private static func writeExponential(
    _ short: ShortestDecimal, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let digits = digitCount(short.digits)
    var count =
      digits == 1
      ? write(short.digits, to: target) : write(short.digits, places: digits - 1, to: target)
    target[count] = UInt8(ascii: "e")
    count += 1
    return count + write(Int64(short.exponent + digits - 1), to: target + count)
  }

  /// A number rounded half away from zero to `places` digits behind the point, all of them written. The
  /// shortest text of the number is what is rounded, so 5.005 becomes 5.01 although the binary number lies
  /// below it. Numbers of 1e15 and more are written as `write(_:to:)` does.
  package static func write(
    _ value: Double, places: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let places = max(0, min(places, 15))
    guard value.magnitude < 1e15, let exact = Decimal(rounding: value, places: places) else {
      return write(value, to: target)
    }
    guard let stored = Int64(exactly: exact.unscaled) else { return write(value, to: target) }
    return write(decimal: stored, scale: places, to: target)
  }

  private static func write(_ text: StaticString, to target: UnsafeMutablePointer<UInt8>) -> Int {
    text.withUTF8Buffer { bytes in
      for index in 0..<bytes.count { target[index] = bytes[index] }
      return bytes.count
    }
  }
}

extension Decimal {
  /// A number's shortest text, rounded half away from zero to `places`.
  package init?(rounding value: Double, places: Int) {
    guard let short = ShortestDecimal(value) else { return nil }
    // Too small to leave a digit, and too small for a scale.
    if short.exponent < -60 {
      self.init(unscaled: 0, scale: places)
      return
    }
    let digits = Int128(short.digits)
    let exact = Decimal(unscaled: short.isNegative ? -digits : digits, scale: -short.exponent)
    guard let rounded = exact.rescaled(to: places) else { return nil }
    self = rounded
  }
}
