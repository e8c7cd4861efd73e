import RapportFormat
import RapportValues
import Testing

@Suite struct TableTests {
  private let sample = Sample(
    [("name", .text), ("收入", .decimal(scale: 2, currency: Currency("CNY"))), ("since", .day)],
    [
      [.text("上海机械有限公司"), .decimal(Decimal(unscaled: 123_450, scale: 2)), .day(Day(number: 20_000))],
      [.text("Acme"), .missing, .missing],
      [.text("é\u{301}🙂"), .decimal(Decimal(unscaled: -5, scale: 2)), .missing],
    ])

  @Test func alignsByDisplayWidth() throws {
    #expect(
      try sample.written(.table) == """
        ┌──────────────────┬─────────┬────────────┐
        │ name             │    收入 │ since      │
        ├──────────────────┼─────────┼────────────┤
        │ 上海机械有限公司 │ 1234.50 │ 2024-10-04 │
        │ Acme             │         │            │
        │ é\u{301}🙂              │   -0.05 │            │
        └──────────────────┴─────────┴────────────┘

        """)
  }

  @Test func isCutToTheTerminal() throws {
    let options = OutputOptions(isTerminal: true, window: Window(width: 36))
    #expect(
      try sample.written(.table, options) == """
        ┌───────────┬─────────┬────────────┐
        │ name      │    收入 │ since      │
        ├───────────┼─────────┼────────────┤
        │ 上海机械… │ 1234.50 │ 2024-10-04 │
        │ Acme      │         │            │
        │ é\u{301}🙂       │   -0.05 │            │
        └───────────┴─────────┴────────────┘

        """)
  }

  @Test func wideTablesTurnVerticalIfTheyAreShort() throws {
    let names = (1...12).map { "column\($0)" }
    let sample = Sample(names.map { ($0, .text) }, [names.map { .text($0) }])
    func text(_ wide: WideTables, width: Int = 60, height: Int? = 24) throws -> String {
      let window = Window(width: width, height: height, wideTables: wide)
      return try sample.written(.table, OutputOptions(isTerminal: true, window: window))
    }
    let vertical = try sample.written(.vertical)
    #expect(try text(.auto) == vertical)
    #expect(try text(.auto, height: 13).hasSuffix("columns fit; `select` chooses which\n"))
    #expect(try text(.auto, height: nil).hasSuffix("columns fit; `select` chooses which\n"))
    #expect(try text(.auto, width: 200) == sample.written(.table))
    #expect(try text(.vertical, height: 5) == vertical)
    #expect(try text(.vertical, width: 200) == sample.written(.table))
    #expect(try text(.cut).hasSuffix("columns fit; `select` chooses which\n"))
  }

  @Test func colourSetsHeadersAndFramesOff() throws {
    let sample = Sample([("a", .text)], [[.text("x")]])
    #expect(
      try sample.written(.table, OutputOptions(usesColor: true)) == """
        \u{1B}[2m┌───┐\u{1B}[0m
        \u{1B}[2m│ \u{1B}[0m\u{1B}[1ma\u{1B}[0m \u{1B}[2m│\u{1B}[0m
        \u{1B}[2m├───┤\u{1B}[0m
        \u{1B}[2m│ \u{1B}[0mx \u{1B}[2m│\u{1B}[0m
        \u{1B}[2m└───┘\u{1B}[0m

        """)
    #expect(
      try sample.written(.vertical, OutputOptions(usesColor: true))
        == "\u{1B}[2m── 1 ──\u{1B}[0m\n\u{1B}[1ma\u{1B}[0m  x\n")
  }

  @Test func middleColumnsGiveWayOnATerminal() throws {
    let names = (1...12).map { "column\($0)" }
    let sample = Sample(names.map { ($0, .text) }, [names.map { .text($0) }])
    let narrow = try sample.written(.table, OutputOptions(isTerminal: true, window: Window(width: 60)))
    let lines = narrow.split(separator: "\n")
    #expect(lines.last == "5 of 12 columns fit; `select` chooses which")
    #expect(lines.dropLast().allSatisfy { DisplayWidth.of(String($0)) <= 60 })
    #expect(narrow.contains("column1 ") && narrow.contains("column12") && !narrow.contains("column6"))
    let wide = try sample.written(.table)
    #expect(names.allSatisfy { wide.contains($0) } && !wide.contains("columns fit"))
  }

  @Test func wideCharactersAreNotHalved() throws {
    let sample = Sample([("t", .text)], [[.text("客户客户客户")]])
    let text = try sample.written(.table, OutputOptions(isTerminal: true, window: Window(width: 10)))
    #expect(text.contains("│ 客户…  │"))
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) == 10 })
  }

  @Test(arguments: [0, 1, 5, 12, 20, 28, 36, 44, 1_000])
  func linesAreEquallyWide(_ width: Int) throws {
    for sample in [sample, Sample.everyType] {
      let text = try sample.written(.table, OutputOptions(isTerminal: true, window: Window(width: width)))
      // Below the box a line may tell how many columns fit.
      let box = text.split(separator: "\n").filter { !$0.hasSuffix("chooses which") }
      let widths = Set(box.map { DisplayWidth.of(String($0)) })
      #expect(widths.count == 1)
      let least = sample.columns.count * 6 + 1
      #expect((widths.first ?? 0) <= max(width, least))
    }
  }

  @Test func withoutATerminalNothingIsCut() throws {
    let long = String(repeating: "x", count: 500)
    #expect(try Sample.text(long).written(.table, OutputOptions(window: Window(width: 40))).contains(long))
  }

  @Test func emptyResults() throws {
    #expect(
      try Sample([("n", .integer)], []).written(.table) == """
        ┌───┐
        │ n │
        ├───┤
        └───┘

        """)
    #expect(try Sample([], []).written(.table) == "")
  }

  @Test func textStaysInItsCell() throws {
    let text = try Sample.text("a\nb\tc\u{1B}[2J").written(.table)
    #expect(text.contains("│ a␊b␉c␛[2J │"))
  }
}
