/// The shortest decimal that reads back as a given `Double`: ±digits × 10^exponent, without trailing zeros.
struct ShortestDecimal {
  var isNegative: Bool
  var digits: UInt64
  var exponent: Int

  /// Nil for infinities and not-a-number.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isNegative = value < 0
    let magnitude = value.magnitude
    if magnitude == 0 {
      (digits, exponent) = (0, 0)
    } else if let short = ShortestDecimal.fewPlaces(magnitude) {
      (digits, exponent) = short
    } else {
      var reader = DigitReader()
      magnitude.write(to: &reader)
      (digits, exponent) = (reader.digits, reader.exponent)
    }
    trim()
  }

  /// Most numbers people store have few places. A decimal of at most 15 digits that reads back as the same
  /// number is the only one of that length or less (Double keeps 15 digits apart), and integer ÷ power of ten
  /// is rounded as reading the text would be, both being exact.
  private static func fewPlaces(_ magnitude: Double) -> (UInt64, Int)? {
    guard magnitude < 1e15 else { return nil }
    for places in [0, 2, 4] {
      let power = PowersOfTen.double[places]
      let whole = (magnitude * power).rounded()
      guard whole < 1e15 else { return nil }
      if whole / power == magnitude, whole > 0 { return (UInt64(whole), -places) }
    }
    return nil
  }

  private mutating func trim() {
    guard digits != 0 else { return }
    while true {
      let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { return }
      digits = quotient
      exponent += 1
    }
  }
}

/// Takes the text the standard library writes for a positive `Double` apart, without making a `String`.
private struct DigitReader: TextOutputStream {
  var digits: UInt64 = 0
  private var places = 0
  private var writtenExponent = 0
  private var pointSeen = false
  private var exponentSeen = false
  private var exponentIsNegative = false

  var exponent: Int { (exponentIsNegative ? -writtenExponent : writtenExponent) - places }

  mutating func write(_ string: String) {
    for byte in string.utf8 { take(byte) }
  }

  mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) {
    for byte in buffer { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "."): pointSeen = true
    case UInt8(ascii: "e"): exponentSeen = true
    case UInt8(ascii: "-"): exponentIsNegative = exponentSeen
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digit = byte - UInt8(ascii: "0")
      if exponentSeen {
        writtenExponent = writtenExponent &* 10 &+ Int(digit)
      } else {
        digits = digits &* 10 &+ UInt64(digit)
        if pointSeen { places += 1 }
      }
    default: break
    }
  }
}
