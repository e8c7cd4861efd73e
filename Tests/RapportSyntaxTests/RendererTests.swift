import RapportSyntax
import Testing

/// How diagnostics look.
@Suite struct RendererTests {
  func render(_ source: String, colour: Bool = false) -> String {
    DiagnosticRenderer(source: SourceMap(file: "vip.rap", source: source), colour: colour)
      .render(Parse.parse(source).diagnostics)
  }

  func show(_ source: String, _ start: Int, _ end: Int) -> String {
    DiagnosticRenderer(source: SourceMap(file: "f", source: source))
      .render(Diagnostic(code: "R0000", "m", at: SourceSpan(start: start, end: end)))
  }

  @Test func layout() {
    let source = "accounts\nwhere orders.amount > 5000 and loyality = high\n"
    let diagnostics = [
      Diagnostic(
        code: "R0207", "`orders` is many per account; choose how to combine them",
        at: SourceSpan(start: 15, end: 28),
        help: ["`any(orders where amount > 5000)` or `sum(amount of orders) > 5000`"]),
      Diagnostic(
        code: "R0101", "accounts has no field `loyality`", at: SourceSpan(start: 40, end: 48),
        label: "did you mean `loyalty`?"),
    ]
    #expect(
      DiagnosticRenderer(source: SourceMap(file: "vip.rap", source: source)).render(diagnostics) == """
        error[R0207]: `orders` is many per account; choose how to combine them
          --> vip.rap:2:7
           |
         2 | where orders.amount > 5000 and loyality = high
           |       ^^^^^^^^^^^^^
           = help: `any(orders where amount > 5000)` or `sum(amount of orders) > 5000`
        error[R0101]: accounts has no field `loyality`
          --> vip.rap:2:32
           |
         2 | where orders.amount > 5000 and loyality = high
           |                                ^^^^^^^^ did you mean `loyalty`?
        2 errors; nothing was run

        """)
  }

  @Test func caretsCountDisplayColumns() {
    #expect(
      render("客户 where 忠诚度 == null") == """
        error[R0022]: the absent value is `missing`, and nothing equals it
          --> vip.rap:1:17
           |
         1 | 客户 where 忠诚度 == null
           |                      ^^^^
           = help: write `忠诚度 is missing`
        1 error; nothing was run

        """)
    #expect(show("e\u{301}客y", 3, 6) == "error[R0000]: m\n  --> f:1:2\n   |\n 1 | e\u{301}客y\n   |  ^^\n")
  }

  @Test func tabsAndControlCharactersKeepTheirWidth() {
    #expect(show("a\tb", 2, 3) == "error[R0000]: m\n  --> f:1:3\n   |\n 1 | a   b\n   |     ^\n")
    #expect(
      show("a\u{1B}[31mb", 6, 7)
        == "error[R0000]: m\n  --> f:1:7\n   |\n 1 | a␛[31mb\n   |       ^\n")
    #expect(!show("x\u{202E}y", 0, 1).unicodeScalars.contains("\u{202E}"))
  }

  @Test func endsOfTextsAndLines() {
    #expect(show("ab", 2, 2) == "error[R0000]: m\n  --> f:1:3\n   |\n 1 | ab\n   |   ^\n")
    #expect(show("ab\r\ncd", 4, 6) == "error[R0000]: m\n  --> f:2:1\n   |\n 2 | cd\n   | ^^\n")
    #expect(show("", 0, 0) == "error[R0000]: m\n  --> f:1:1\n   |\n 1 |\n   | ^\n")
    #expect(show("ab\ncd", 1, 5) == "error[R0000]: m\n  --> f:1:2\n   |\n 1 | ab\n   |  ^\n")
    _ = show("ab", 50, 90)
  }

  @Test(arguments: ["x", "客", "e\u{301}"]) func placesFarInsideALine(_ character: String) {
    let width = character.utf8.count
    let source = String(repeating: character, count: 30_000)
    for column in [0, 1, 4_095, 4_096, 9_999, 29_999] {
      let shown = show(source, column * width, (column + 1) * width)
      let lines = shown.split(separator: "\n")
      #expect(lines[1] == "  --> f:1:\(column + 1)")
      let text = lines[3].dropFirst(5)
      #expect(text.count <= 110)
      #expect(text.hasPrefix("…") == (column > 33) && text.hasSuffix("…") == (column < 29_900))
      #expect(lines[4].filter { $0 == "^" }.count == (character == "客" ? 2 : 1))
    }
  }

  @Test func longLinesAreCutAroundTheCaret() {
    let source = String(repeating: "x", count: 500) + " y " + String(repeating: "z", count: 500)
    let lines = show(source, 501, 502).split(separator: "\n", omittingEmptySubsequences: false)
    let text = Array(lines[3].dropFirst(5))
    let carets = Array(lines[4].dropFirst(5))
    #expect(text.count < 120 && text.first == "…" && text.last == "…")
    #expect(carets.last == "^" && text[carets.count - 1] == "y")
  }

  @Test func colourIsOptional() {
    #expect(!render("a where )").contains("\u{1B}"))
    #expect(render("a where )", colour: true).contains("\u{1B}[1;31merror[R0010]\u{1B}[0m"))
  }

  @Test func json() {
    let source = "客户 where 名 == null"
    let renderer = DiagnosticRenderer(source: SourceMap(file: "a\"b.rap", source: source))
    #expect(
      Parse.parse(source).diagnostics.map(renderer.json) == [
        #"{"severity":"error","code":"R0022","message":"the absent value is `missing`, and nothing equals it","#
          + #""file":"a\"b.rap","line":1,"column":15,"endLine":1,"endColumn":19,"#
          + #""help":["write `名 is missing`"]}"#
      ])
    #expect(
      renderer.json(Diagnostic(.note, code: "R0500", "a\nb\u{1}", at: nil, label: "l"))
        == #"{"severity":"note","code":"R0500","message":"a\nb\u0001","file":"a\"b.rap","label":"l","help":[]}"#
    )
  }

  @Test(
    arguments: [
      ("loyality", ["loyalty", "region"], "loyalty"), ("regoin", ["loyalty", "region"], "region"),
      ("Region", ["region"], "region"), ("ｒegion", ["region"], "region"), ("xyz", ["region", "name"], nil),
      ("na", ["no", "id"], nil), ("nmae", ["name", "names"], "name"), ("客户", ["客人"], nil),
      ("忠诚读", ["忠诚度"], "忠诚度"), ("", ["a"], nil), ("amout", ["city", "id", "amount"], "amount"),
      ("weather", ["city", "id", "订单", "amount"], nil), ("x", ["city", "id"], nil),
    ] as [(String, [String], String?)])
  func closest(_ word: String, _ candidates: [String], _ expected: String?) {
    #expect(Suggestions.closest(to: word, in: candidates) == expected)
  }
}
