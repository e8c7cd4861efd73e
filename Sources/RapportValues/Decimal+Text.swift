extension Decimal: CustomStringConvertible, LosslessStringConvertible {
  /// All digits of the scale: `10.50`.
  public var description: String {
    var buffer: [UInt8] = []
    append(to: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  /// Appends all digits of the scale: `10.50`.
  package func append(to buffer: inout [UInt8]) {
    if scale >= 0, scale <= NumberText.largestScale, let small = Int64(exactly: unscaled) {
      NumberText.append(decimal: small, scale: scale, to: &buffer)
      return
    }
    var digits = Array(String(unscaled.magnitude).utf8)
    if unscaled < 0 { buffer.append(UInt8(ascii: "-")) }
    if scale < 0 {
      digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: min(-scale, 1_000)))
    } else if scale > 0 {
      let places = min(scale, 1_000)
      if digits.count <= places {
        digits.insert(
          contentsOf: repeatElement(UInt8(ascii: "0"), count: places - digits.count + 1), at: 0)
      }
      digits.insert(UInt8(ascii: "."), at: digits.count - places)
    }
    buffer.append(contentsOf: digits)
  }

  /// `[+-]digits[.digits]`; nil for anything else or more than 38 digits.
  public init?(_ text: String) {
    var text = text
    guard let parsed = text.withUTF8({ Decimal.parse($0) }) else { return nil }
    self = parsed
  }

  /// As `init(_:)`, from UTF-8.
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Decimal? {
    guard let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    var position = isNegative || first == UInt8(ascii: "+") ? 1 : 0
    var unscaled: Int128 = 0
    var (digits, scale) = (0, 0)
    var pointSeen = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "."), !pointSeen {
        pointSeen = true
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      let (tens, tooBig) = unscaled.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = tens.addingReportingOverflow(Int128(digit))
      guard !tooBig, !overflow else { return nil }
      unscaled = sum
      digits += 1
      if pointSeen { scale += 1 }
    }
    guard digits > 0, !pointSeen || scale > 0, digits > scale else { return nil }
    return Decimal(unscaled: isNegative ? -unscaled : unscaled, scale: scale)
  }

  /// The decimal a `Double` is written as: its shortest text that reads back as the same number, so 0.1 is
  /// 0.1. Nil for infinities, not-a-number, and numbers whose digits need more than 38 places.
  public init?(exactly value: Double) {
    guard let short = ShortestDecimal(value) else { return nil }
    let digits = Int128(short.digits)
    let signed = short.isNegative ? -digits : digits
    if short.exponent <= 0 {
      guard short.exponent >= -38 else { return nil }
      self.init(unscaled: signed, scale: -short.exponent)
      return
    }
    guard let factor = PowersOfTen.int128(short.exponent) else { return nil }
    let (product, overflow) = signed.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    self.init(unscaled: product, scale: 0)
  }
}
