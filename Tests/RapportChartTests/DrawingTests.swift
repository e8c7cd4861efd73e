import RapportFormat
import RapportValues
import Testing

@testable import RapportChart

/// Charts of any rows: they are drawn inside their paper, and nothing ends the program.
@Suite struct DrawingTests {
  private static func column(_ values: [Double?]) -> Column {
    Column(
      type: .float(currency: nil), storage: .float(values.map { $0 ?? 0 }), missing: values.map { $0 == nil })
  }

  private static func column(_ texts: [String]) -> Column {
    var builder = ColumnBuilder(type: .text)
    for text in texts { builder.append(.text(text)) }
    return builder.finish()
  }

  private static func chart(_ kind: ChartKind, _ columns: [Column], series: Int? = nil) throws -> Chart {
    let builder = ChartBuilder(
      ChartSpec(kind: kind, x: 0, values: [1], series: series),
      columns: columns.enumerated().map { ResultColumn(name: "c\($0)", type: $1.type) })
    try builder.add(Batch(columns: columns, count: columns[0].count))
    return builder.finish()
  }

  static let values: [[Double?]] = [
    [], [5], [nil], [3, 3, 3], [0, 0], [-1, -2, -3], [1, -1, nil, 2], [.infinity, 1, .nan], [1e299, -1e299],
    [1e-250, 2e-250], (0..<150).map { Double($0 * $0 % 97) },
  ]

  @Test(arguments: ChartKind.allCases, values)
  func drawsAnything(kind: ChartKind, values: [Double?]) throws {
    let x =
      kind == .line || kind == .scatter
      ? Self.column(values.indices.map { Double($0) }) : Self.column(values.indices.map { "客户 \($0)" })
    let chart = try Self.chart(kind, [x, Self.column(values)])
    for width in [30, 80, 200] {
      for isUnicode in [true, false] {
        let text = chart.text(TextStyle(width: width, isUnicode: isUnicode))
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.of(String(line)) <= max(width, 60), "\(kind) \(width)\n\(text)")
        }
        #expect(
          isUnicode || !text.unicodeScalars.contains { (0x2500...0x28FF).contains($0.value) }, "\(text)")
      }
    }
    let svg = chart.svg
    #expect(svg == chart.svg)
    #expect(svg.hasSuffix("</svg>\n"))
    #expect(!svg.contains("nan") && !svg.contains("inf\""))
  }

  @Test func hostileLabelsAreShown() throws {
    let hostile = "a\u{1B}]0;x\u{7}<script>&\u{202E}\"'\u{9B}2J"
    let chart = try Self.chart(.bar, [Self.column([hostile]), Self.column([1])])
    let text = chart.text(TextStyle())
    #expect(
      !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
    #expect(!text.contains("\u{202E}"))
    #expect(!chart.svg.contains("<script>") && !chart.svg.contains("\u{1B}"))
    #expect(chart.svg.contains("&lt;script&gt;&amp;"))
    #expect(chart.page.contains("<title>c1 by c0</title>"))
  }

  @Test func tooManySeriesAreRefused() throws {
    let many = (0..<9).map { "s\($0)" }
    #expect(throws: ChartProblem.tooManySeries(kind: .line, limit: 8, column: "c2")) {
      try Self.chart(
        .line,
        [Self.column(many.indices.map { Double($0) }), Self.column(many.map { _ in 1 }), Self.column(many)],
        series: 2)
    }
  }

  @Test func onePlaceHasOneValue() throws {
    #expect(throws: ChartProblem.repeatedPlace(kind: .spark, place: "`a`")) {
      try Self.chart(.spark, [Self.column(["a", "a"]), Self.column([1, 2])])
    }
  }

  @Test func everyMeasureHasItsOwnDigits() throws {
    let columns = [
      Self.column(["a", "b"]), Column(type: .integer, storage: .int64([12, 15]), missing: nil),
      Self.column([0.25, 0.5]),
    ]
    let builder = ChartBuilder(
      ChartSpec(kind: .spark, x: 0, values: [1, 2], series: nil),
      columns: zip(["x", "n", "r"], columns).map { ResultColumn(name: $0, type: $1.type) })
    try builder.add(Batch(columns: columns, count: 2))
    let chart = builder.finish()
    let text = chart.text(TextStyle())
    #expect(text.contains("12") && text.contains("0.25"), "\(text)")
    #expect(chart.svg.contains(">0.25<") && !chart.valueText.isWhole)
  }

  /// Points of one series come in any order where text has none of its own.
  @Test func smallLinesRunAlongTheirAxis() throws {
    let x = Self.column(["a", "b", "c", "c", "b", "a"])
    let chart = try Self.chart(
      .spark, [x, Self.column([1, 2, 3, 6, 5, 4]), Self.column(["s", "s", "s", "t", "t", "t"])], series: 2)
    #expect(chart.series.map { $0.points.map(\.y) } == [[1, 2, 3], [4, 5, 6]])
  }

  @Test func daysOutsideTheCalendarAreDrawnAtItsEnd() throws {
    let x = Column(type: .day, storage: .int64([.max, 0, .min]), missing: nil)
    for kind in [ChartKind.line, .scatter] {
      let chart = try Self.chart(kind, [x, Self.column([1, 2, 3])])
      #expect(!chart.text(TextStyle()).isEmpty && chart.svg.hasSuffix("</svg>\n"))
    }
  }

  @Test func asciiHasNoOtherCharacters() throws {
    let long = (0..<30).map { "label \($0) " + String(repeating: "x", count: 60) }
    for kind in ChartKind.allCases {
      let x = kind == .line || kind == .scatter ? Self.column(long.indices.map { Double($0) }) : Self.column(long)
      let chart = try Self.chart(kind, [x, Self.column(long.indices.map { Double($0) })])
      let text = chart.text(TextStyle(width: 40, isUnicode: false))
      #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(text)")
    }
  }

  @Test func barsAreCountedByTheirLabels() throws {
    let labels = (0..<1_000).map { "b\($0 / 2)" }
    let chart = try Self.chart(
      .bar, [Self.column(labels), Self.column(labels.map { _ in 1 }), Self.column(labels.indices.map { "\($0 % 2)" })],
      series: 2)
    #expect(chart.notes.first?.hasPrefix("the first 200 of 500 bars") == true)
  }

  @Test func manyBarsAreCutAndSaid() throws {
    let count = 1_000
    let chart = try Self.chart(
      .bar, [Self.column((0..<count).map { "b\($0)" }), Self.column((0..<count).map { Double($0) })])
    let lines = chart.text(TextStyle()).split(separator: "\n")
    #expect(lines.count == 202)
    #expect(lines.last == "(the first 200 of 1000 bars; `top 20 by …` chooses)")
  }

  /// More points than are kept draw what all of them would.
  @Test(arguments: [ChartKind.line, .scatter])
  func manyPoints(kind: ChartKind) throws {
    let count = Series.mostPoints + 1_000
    let x = (0..<count).map { Double($0 % 5_003) }
    let y = (0..<count).map { Double(($0 &* 7_919) % 100_003) }
    let chart = try Self.chart(kind, [Self.column(x.map { $0 }), Self.column(y.map { $0 })])
    #expect(chart.series[0].points.count <= count / 2 + 2_000)
    #expect(chart.pointCount == count)
    #expect(chart.placeRange == 0...5_002)
    #expect(chart.valueRange == (y.min() ?? 0)...(y.max() ?? 0))
    #expect(chart.text(TextStyle(width: 80)).contains("\(count) points"))
  }

  @Test func reductionOfStrangePoints() {
    for values in [[Double.nan, .infinity, -.infinity], [1e308, -1e308, 0], [5, 5, 5], []] {
      let points = values.flatMap { x in values.map { Point(x: x, y: $0) } }
      var series = Series(name: "", valueText: ValueText(.integer), points: points)
      series.reduceDots()
      series.reduceLine()
      #expect(series.count == values.count * values.count)
    }
  }
}
