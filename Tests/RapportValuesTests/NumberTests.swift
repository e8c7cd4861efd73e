import RapportValues
import Testing

@Suite struct NumberTests {
  @Test(arguments: [
    (0 as Int64, "0"), (7, "7"), (10, "10"), (99, "99"), (100, "100"), (12_345, "12345"), (-1, "-1"),
    (Int64.max, "9223372036854775807"), (Int64.min, "-9223372036854775808"), (10_000, "10000"),
  ])
  func integers(_ value: Int64, text: String) { #expect(NumberText.text(value) == text) }

  @Test(arguments: [
    (1050 as Int64, 2, "10.50", "10.5"), (5, 2, "0.05", "0.05"), (-5, 3, "-0.005", "-0.005"),
    (0, 2, "0.00", "0"), (100, 2, "1.00", "1"), (12, 0, "12", "12"), (12, -3, "12", "12"),
    (Int64.min, 18, "-9.223372036854775808", "-9.223372036854775808"),
    (1, 38, "0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"),
    (1_000, 1, "100.0", "100"),
  ])
  func decimals(_ unscaled: Int64, scale: Int, full: String, trimmed: String) {
    #expect(NumberText.text(decimal: unscaled, scale: scale) == full)
    #expect(NumberText.text(decimal: unscaled, scale: scale, trimmed: true) == trimmed)
  }

  @Test(arguments: [
    (12.0, "12"), (0.1, "0.1"), (-0.0, "0"), (0.1 + 0.2, "0.30000000000000004"), (1e14, "100000000000000"),
    (999_999_999_999_999.9, "999999999999999.9"), (1e15, "1e15"), (1.5e20, "1.5e20"), (1e-6, "0.000001"),
    (1.5e-7, "1.5e-7"), (-2.5, "-2.5"), (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e308"),
    (123_456.789, "123456.789"), (1.0 / 3, "0.3333333333333333"), (.infinity, "Infinity"),
    (-.infinity, "-Infinity"), (.nan, "NaN"), (0.000012345678901234567, "0.000012345678901234568"),
  ])
  func floats(_ value: Double, text: String) { #expect(NumberText.text(value) == text) }

  /// Every text reads back as the same number and is no longer than the standard library's.
  @Test func floatsRoundTrip() {
    var generator = SeededGenerator(state: 7)
    for _ in 0..<200_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let text = NumberText.text(value)
      guard Double(text) == value else {
        Issue.record("\(value) is written \(text)")
        return
      }
      let cents = (Double(Int64(bitPattern: generator.next()) % 10_000_000) / 100)
      let short = NumberText.text(cents)
      guard Double(short) == cents, "\(cents)" == short || "\(cents)" == short + ".0" else {
        Issue.record("\(cents) is written \(short)")
        return
      }
    }
  }

  @Test(arguments: [
    (10.01 / 2, 2, "5.01"), (10.5, 2, "10.50"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (-1.005, 2, "-1.01"),
    (0.5, 0, "1"), (-0.5, 0, "-1"), (2.5, 0, "3"), (0.004, 2, "0.00"), (-0.004, 2, "0.00"),
    (1e-300, 2, "0.00"),
    (1234.5, 3, "1234.500"), (99.995, 2, "100.00"), (1e15, 2, "1e15"),
    (999_999_999_999.995, 2, "1000000000000.00"),
  ])
  func moneyRoundsHalfAwayFromZero(_ value: Double, places: Int, text: String) {
    #expect(NumberText.text(value, places: places) == text)
  }

  @Test(arguments: [
    ("0", 0, 0), ("10.50", 1050, 2), ("-0.05", -5, 2), ("+7", 7, 0), ("00012.0", 120, 1),
  ])
  func readingDecimals(_ text: String, unscaled: Int, scale: Int) throws {
    let value = try #require(Decimal(text))
    #expect(value.unscaled == Int128(unscaled) && value.scale == scale)
  }

  @Test(arguments: [
    "", "-", ".", ".5", "5.", "1..2", "1e5", " 1", "1 ", "0x10", "１",
    "999999999999999999999999999999999999999999",
  ])
  func noDecimals(_ text: String) { #expect(Decimal(text) == nil) }

  @Test(arguments: [
    ("10.005", 2, "10.01"), ("-10.005", 2, "-10.01"), ("10.004", 2, "10.00"), ("0.5", 0, "1"),
    ("-0.5", 0, "-1"), ("1.5", 4, "1.5000"), ("149", -2, "100"), ("150", -2, "200"),
    ("0", 30, "0." + String(repeating: "0", count: 30)),
    ("1", -60, "0" + String(repeating: "0", count: 60)),
  ])
  func rescaling(_ text: String, scale: Int, result: String) {
    #expect(Decimal(text)?.rescaled(to: scale)?.description == result)
  }

  @Test func decimalArithmetic() throws {
    let (a, b) = (Decimal(unscaled: 105, scale: 1), Decimal(unscaled: 25, scale: 2))
    #expect(a.adding(b)?.description == "10.75")
    #expect(a.subtracting(b)?.description == "10.25")
    #expect(a.multiplied(by: b)?.description == "2.625")
    let big = Decimal(unscaled: .max, scale: 0)
    #expect(big.adding(Decimal(1)) == nil)
    #expect(big.multiplied(by: Decimal(2)) == nil)
    #expect(big.rescaled(to: 1) == nil)
    #expect(Decimal(unscaled: .min, scale: 0).subtracting(Decimal(1)) == nil)
    #expect(Decimal(unscaled: .min, scale: 38).description == "-1.70141183460469231731687303715884105728")
    #expect(Decimal(unscaled: 3, scale: .max).multiplied(by: Decimal(unscaled: 1, scale: 1)) == nil)
  }

  @Test func decimalsCompareByValue() {
    #expect(Decimal(unscaled: 105, scale: 1) == Decimal(unscaled: 1050, scale: 2))
    #expect(Decimal(unscaled: 105, scale: 1).hashValue == Decimal(unscaled: 1050, scale: 2).hashValue)
    #expect(Decimal(unscaled: 0, scale: 1).hashValue == Decimal(unscaled: 0, scale: 9).hashValue)
    #expect(Decimal(unscaled: 105, scale: 1) < Decimal(unscaled: 1051, scale: 2))
    #expect(Decimal(unscaled: .max, scale: 0) > Decimal(unscaled: 1, scale: 30))
    #expect(Decimal(unscaled: .min, scale: 0) < Decimal(unscaled: -1, scale: 38))
    #expect(Decimal(unscaled: 1, scale: .min) > Decimal(unscaled: .max, scale: .max))
  }

  @Test func decimalsAreDividedToSoManyDigits() {
    func quotient(_ left: String, _ right: String, _ scale: Int) -> String? {
      guard let a = Decimal(left), let b = Decimal(right) else { return nil }
      return a.divided(by: b, scale: scale)?.description
    }
    #expect(quotient("10", "4", 1) == "2.5")
    #expect(quotient("1", "3", 4) == "0.3333")
    #expect(quotient("-1", "8", 2) == "-0.13")
    #expect(quotient("1", "-8", 2) == "-0.13")
    #expect(quotient("0.0001", "1000", 2) == "0.00")
    #expect(quotient("1", "0", 2) == nil)
    #expect(Decimal(unscaled: .max, scale: 0).divided(by: Decimal(1), scale: 3) == nil)
  }

  @Test func numbersAreReadFromText() {
    func number(_ text: String) -> Double? {
      var text = text
      return text.withUTF8 { NumberText.parse($0) }
    }
    #expect(number(" -12.50\t") == -12.5 && number("+7") == 7 && number("007") == 7)
    for text in ["", " ", "-", "1.", ".5", "1.2.3", "1e3", "0x10", "1,000", "12 apples", "１", "nan", "--1"] {
      #expect(number(text) == nil, "\(text)")
    }
  }

  @Test func decimalsAndFloats() {
    #expect(Decimal(exactly: 0.1)?.description == "0.1")
    #expect(Decimal(exactly: 1e20)?.description == "100000000000000000000")
    #expect(Decimal(exactly: .nan) == nil && Decimal(exactly: 1e300) == nil)
    #expect(Decimal(unscaled: 1, scale: 1).toDouble() == 0.1)
    #expect(Decimal(unscaled: .max, scale: 30).toDouble() == 170_141_183.46046924)
    #expect(Decimal(unscaled: 12, scale: 2).stored(scale: 4) == 1_200)
    #expect(Decimal(unscaled: .max, scale: 2).stored(scale: 4) == nil)
  }
}

/// SplitMix64 with a fixed seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
