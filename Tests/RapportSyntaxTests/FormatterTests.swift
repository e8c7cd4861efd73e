import RapportSyntax
import Testing

/// The canonical style, and that it never changes what a text means.
@Suite struct FormatterTests {
  func format(_ source: String) -> String {
    Formatter.format(Parse.parse(source).script, source: source)
  }

  @Test(arguments: Corpus.all)
  func keepsTheTreeAndItsOwnOutput(_ source: String) {
    let (script, diagnostics) = Parse.parse(source)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    let formatted = Formatter.format(script, source: source)
    let again = Parse.parse(formatted)
    #expect(again.diagnostics.isEmpty, "\(formatted)\n\(again.diagnostics)")
    #expect(again.script.equalIgnoringSpans(script), "\(formatted)")
    #expect(Formatter.format(again.script, source: formatted) == formatted)
  }

  @Test(arguments: [
    (
      "import accounts{name from \"客户\";code from No,\n\n\n# grade\ncredit from c{best=\"AAA\",good=\"AA\"} region=\"East\" # all\n}",
      "import accounts {\n  name from \"客户\"\n  code from No\n\n  # grade\n  credit from c { best = \"AAA\", good = \"AA\" }\n"
        + "  region = \"East\"  # all\n}\n"
    ),
    (
      "import `from`\n{ limit from \"L\" in 万 founded from x as day / month/year\n owner from o by email; in from \"In\"\n ignore \"a\" ,b }",
      "import `from` {\n  limit from \"L\" in 万\n  founded from x as day/month/year\n  owner from o by email;\n"
        + "  in from \"In\"\n  ignore \"a\", b\n}\n"
    ),
    ("import a { n = -5.20 }", "import a {\n  n = -5.20\n}\n"),
    ("import a { }", "import a {}\n"),
    (
      "import a { c from x { \(Self.many) } }",
      "import a {\n  c from x {\n    \(Self.many.replacing(", ", with: ",\n    "))\n  }\n}\n"
    ),
  ])
  func mapsOfImports(_ source: String, _ expected: String) throws {
    let map = try #require(Parse.importMap(source).map, "\(Parse.importMap(source).diagnostics)")
    let formatted = Formatter.format(map, source: source)
    #expect(formatted == expected)
    let again = try #require(Parse.importMap(formatted).map, "\(formatted)")
    #expect(Formatter.format(again, source: formatted) == formatted)
    #expect(again.entries.map(\.field.text) == map.entries.map(\.field.text))
    #expect(again.entries.map { $0.values.map(\.text.text) } == map.entries.map { $0.values.map(\.text.text) })
    #expect(again.ignored.map(\.text) == map.ignored.map(\.text))
  }

  private static let many = (1...12).map { "value\($0) = \"text number \($0)\"" }.joined(separator: ", ")

  @Test(arguments: Corpus.queries)
  func printedTreesParseToThemselves(_ source: String) {
    for statement in Parse.parse(source).script.statements {
      guard case .query(let query) = statement.kind else { continue }
      let text = SourceText.text(of: query)
      if SyntaxOutline.outline(query).contains("(unavailable") { continue }
      if SyntaxOutline.outline(query).contains("e-0") { continue }
      let again = Parse.parse(text)
      #expect(again.diagnostics.isEmpty, "\(text)")
      #expect(
        again.script.statements.map { SyntaxOutline.outline($0) } == [SyntaxOutline.outline(query)], "\(text)"
      )
    }
  }

  @Test(arguments: [
    ("accounts   where a=1  and b>-2", "accounts where a = 1 and b > -2\n"),
    ("accounts\nwhere a\n  | take 5", "accounts\n  where a\n  | take 5\n"),
    ("orders in last 90 days\nwhere a", "orders in last 90 days\n  where a\n"),
    ("let x = a where b", "let x = a where b\n"),
    ("let x = a\nwhere b", "let x =\n  a\n  where b\n"),
    ("a;b", "a\nb\n"),
    ("\n\n# x\n\n\n\na\n\n\nb  # y\n", "# x\n\na\n\nb  # y\n"),
    ("a  # one\nbc # two", "a   # one\nbc  # two\n"),
    ("a where （x ＝ “文”）and y<>1", "a where (x = \"文\") and y != 1\n"),
    ("a where x in(1,2) and f( y )", "a where x in (1, 2) and f(y)\n"),
    ("enum e{a,b}", "enum e { a, b }\n"),
    (
      "entity a from \"t\" key k{b 名 / 称:text,c:text}",
      "entity a from \"t\" key k {\n  b 名/称: text\n  c: text\n}\n"
    ),
    (
      "rule r for a version 1 { when b then 1 else 2 }",
      "rule r for a version 1 {\n  when b then 1\n  else 2\n}\n"
    ),
    (
      "entity a {\n b: c = when d then 1 when e then 2 else 3\n f: g = when d then 1 else 2 }",
      "entity a {\n  b: c =\n    when d then 1\n    when e then 2\n    else 3\n"
        + "  f: g = when d then 1 else 2\n}\n"
    ),
    (
      "list \"a\" \"甲\" / \"乙\" by k=b with c 丙 / 丁=1 group by d as e `戊 己`",
      "list \"a\" \"甲\"/\"乙\" by k = b with c 丙/丁 = 1 group by d as e `戊 己`\n"
    ),
    ("a select f as g 庚 / 辛, h/2", "a select f as g 庚/辛, h / 2\n"),
    ("report  \"a\"  甲 / 乙", "report \"a\" 甲/乙\n"),
    ("", ""),
  ])
  func style(_ source: String, _ expected: String) {
    #expect(format(source) == expected)
  }

  @Test func longQueriesPutEachClauseOnALine() {
    let source =
      "accounts where region = \"East\" and credit = high select name, owner.name as manager, last_visit"
      + " order by last_visit, sum(amount of orders in last 12 months where status = won and channel = direct and not returned), name"
    #expect(
      format(source) == """
        accounts
          where region = "East" and credit = high
          select name, owner.name as manager, last_visit
          order by last_visit,
            sum(amount of orders in last 12 months where status = won and channel = direct and not returned), name

        """)
  }

  @Test(arguments: [
    ("sum( amount of orders )", "sum(amount of orders)"),
    ("count(orders  where status=won)", "count(orders where status = won)"),
    ("a+b*(c-1)", "a + b * (c - 1)"),
    ("20%", "0.20"), ("3万", "30000"), ("1 day", "1 day"), ("2 day", "2 days"),
    ("rank(x) per (a,b)", "rank(x) per (a, b)"),
    ("x not in (1,2)", "x not in (1, 2)"),
    ("`order` + a.order", "`order` + a.order"),
    ("- -x", "- -x"),
    ("this year to date", "this year to date"),
    ("when a then 1 else 2", "when a then 1 else 2"),
  ])
  func expressionText(_ source: String, _ expected: String) throws {
    let expression = try #require(Parse.expression(source).expression)
    #expect(SourceText.text(of: expression) == expected)
  }

  @Test func treesBuiltByProgramsGetTheirBrackets() {
    let none = SourceSpan(start: 0, end: 0)
    func path(_ name: String) -> Expression { Expression(.path([Name(name, span: none)]), span: none) }
    let sum = Expression(.binary(.add, path("a"), path("b")), span: none)
    let product = Expression(.binary(.multiply, sum, path("group")), span: none)
    #expect(SourceText.text(of: product) == "(a + b) * `group`")
    let difference = Expression(.binary(.subtract, path("a"), sum), span: none)
    #expect(SourceText.text(of: difference) == "a - (a + b)")
    let either = Expression(.binary(.or, path("a"), path("b")), span: none)
    #expect(SourceText.text(of: Expression(.not(either), span: none)) == "not (a or b)")
  }
}
