import RapportValues
import Testing

@testable import RapportChart

@Suite struct ScaleTests {
  @Test(arguments: [
    (0.0, 7.0, [0.0, 2, 4, 6, 8]), (0, 95, [0, 20, 40, 60, 80, 100]), (-30, 30, [-40, -20, 0, 20, 40]),
    (1_000_000, 1_000_003, [1_000_000, 1_000_001, 1_000_002, 1_000_003]),
    (0.1, 0.3, [0.1, 0.15, 0.2, 0.25, 0.3]),
  ])
  func stepsAreRound(low: Double, high: Double, marks: [Double]) {
    let scale = NiceScale(low...high, steps: 5)
    #expect(zip(scale.marks, marks).allSatisfy { ($0 - $1).magnitude < 1e-9 }, "\(scale.marks)")
    #expect(scale.marks.count == marks.count, "\(scale.marks)")
  }

  /// No input may end the program, and every value has its place.
  @Test(arguments: [0, 1, -1, 1e-200, 1e299, -1e299, 5e15, 0.1, 123_456_789.123])
  func oddRanges(value: Double) {
    for other in [value, 0, -value, value.nextUp, value * 1.000_001] {
      let scale = NiceScale(min(value, other)...max(value, other), steps: 5)
      #expect(scale.marks.count >= 2 && scale.marks.count <= 101)
      #expect((0...1).contains(scale.share(value)))
      #expect(NumberLabel.marks(scale.marks, step: scale.step).count == scale.marks.count)
    }
  }

  @Test func labelsAreAlike() {
    #expect(NumberLabel.marks([0, 200_000, 400_000], step: 200_000) == ["0", "200k", "400k"])
    #expect(NumberLabel.marks([0, 500_000, 1_000_000], step: 500_000) == ["0", "0.5M", "1.0M"])
    #expect(NumberLabel.marks([-0.1, 0, 0.1], step: 0.1) == ["-0.1", "0", "0.1"])
    #expect(NumberLabel.marks([0, 5_000], step: 5_000) == ["0", "5000"])
  }

  @Test func tinyNumbersHaveDigits() {
    #expect(NumberLabel.marks([0, 5e-21, 1e-20], step: 5e-21) == ["0", "5e-21", "1e-20"])
    #expect(ValueText(.float(currency: nil)).text(-2.5e-200) == "-2.5e-200")
    #expect(ValueText(.float(currency: nil)).text(9.9999e-21) == "1e-20")
    #expect(ValueText(.float(currency: nil)).text(0) == "0")
  }

  @Test func timeMarksAreBeginnings() throws {
    let day = { (text: String) throws in Double(try #require(Day(text)).number) }
    let months = TimeMarks.marks(try day("2026-01-10")...day("2026-06-30"), most: 6)
    #expect(months.map(\.label) == ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"])
    let years = TimeMarks.marks(try day("1990-01-10")...day("2026-06-30"), most: 5)
    #expect(years.map(\.label) == ["2000", "2010", "2020"])
    let hours = TimeMarks.marks(try day("2026-01-10")...(day("2026-01-10") + 0.6), most: 6, hasClock: true)
    #expect(hours.map(\.label) == ["2026-01-10", "03:00", "06:00", "09:00", "12:00"])
    #expect(TimeMarks.marks(try day("0001-01-01")...day("9999-12-31"), most: 5).count <= 12)
  }

  @Test func reducedLinesKeepTheirExtremes() {
    var points = (0..<10_000).map { Point(x: Double($0), y: Double($0 % 7)) }
    points[5_000].y = 99
    points[6_000].y = -99
    let reduced = LineReduction.reduce(points, columns: 100) { $0 / 9_999 }
    #expect(reduced.count <= 400)
    #expect(reduced.contains { $0.y == 99 } && reduced.contains { $0.y == -99 })
    #expect(reduced.first?.x == 0 && reduced.last?.x == 9_999)
    #expect(zip(reduced, reduced.dropFirst()).allSatisfy { $0.x < $1.x })
  }

  @Test func labelsAreCutByWidth() {
    #expect(DisplayWidth.pad("苏州创盛", to: 6) == "苏州… ")
    #expect(DisplayWidth.pad("ab", to: 4, right: true) == "  ab")
    #expect(DisplayWidth.cut("abcdef", to: 4) == "abc…")
  }
}
