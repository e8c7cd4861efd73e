import RapportSyntax
import Testing

/// Wrong texts and what is said about them: each expectation is a code and the marked text.
@Suite struct ErrorTests {
  func marks(_ source: String) -> [String] {
    let bytes = Array(source.utf8)
    return Parse.parse(source).diagnostics.map { diagnostic in
      guard let span = diagnostic.span else { return diagnostic.code }
      return diagnostic.code + " " + String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      // Characters, text and numbers.
      ("a where x @ 5", ["R0002 @"]),
      ("a where x = @@ and y = ~", ["R0002 @@", "R0002 ~"]),
      ("a where x[1]", ["R0002 ["]),
      ("a where x = $", ["R0002 $"]),
      ("a where x = \"open", ["R0003 \"open"]),
      ("a where x = `open", ["R0003 `open"]),
      ("a where x = \"a\\q\"", ["R0003 \\q"]),
      ("a where x = 'b'", ["R0024 'b'"]),
      ("a where x = 5.", ["R0004 5."]),
      ("a where x = .5", ["R0004 .5"]),
      ("a where x = 12abc and y = 1e5", ["R0004 12abc", "R0004 1e5"]),
      ("a where x = 10K", ["R0004 10K"]),
      ("a where x > 90d", ["R0004 90d"]),
      ("a where x = 99999999999999999999", ["R0004 99999999999999999999"]),
      ("a where x = 9223372036854775807k", ["R0004 9223372036854775807k"]),
      ("a where x = 2026-02-30", ["R0007 2026-02-30"]),
      ("a where x = 2026-13-01", ["R0007 2026-13-01"]),
      ("a where x in 2026-13", ["R0007 2026-13"]),
      ("a where x in 2026-3", ["R0007 2026-3"]),
      ("a where x in 2026-Q5", ["R0007 2026-Q5"]),
      ("a where x in 2025-W53", ["R0007 2025-W53"]),
      ("a where x in FY2026-Q7", ["R0007 FY2026-Q7"]),
      ("a where x > 2026-01-31T25:00", ["R0007 2026-01-31T25:00"]),
      ("a where x = 555-1234", ["R0007 555-1234"]),
      ("a -- note", ["R0032 --"]),
      ("a // note\nb", ["R0032 //"]),
      ("a /* note\n*/ where x", ["R0032 /*"]),
      // Shape.
      ("a where", ["R0010 "]),
      ("a where x =", ["R0010 "]),
      ("a where )", ["R0010 )"]),
      ("a where (x", ["R0011 ("]),
      ("a where x)", ["R0011 )"]),
      ("a where ((x and (y\nlet b = c", ["R0011 ("]),
      ("a where x y", ["R0013 y"]),
      ("a where x = 5 6", ["R0013 6"]),
      ("a |", ["R0031 |"]),
      ("a | | take 5", ["R0031 |"]),
      ("a select x,", ["R0012 ,"]),
      ("a select x,, y", ["R0012 ,"]),
      ("a select x y, z", ["R0012 y"]),
      ("a select name city phone", ["R0012 city", "R0012 phone"]),
      ("a where x in (1 2)", ["R0012 2"]),
      ("a where f(x y)", ["R0012 y"]),
      ("a wher x = 1", ["R0013 wher"]),
      ("a sort x", ["R0013 sort"]),
      ("a filter x take 5 selct y, z", ["R0013 filter", "R0013 selct"]),
      ("a foo()", ["R0018 foo"]),
      ("a where x take 5 in 2026", ["R0018 in"]),
      ("a where count(b where x skip 5)", ["R0018 skip"]),
      ("a where count (b) > 5", ["R0019 ("]),
      ("a where b.c.upper() = 1", ["R0019 upper"]),
      ("a where order = 5 and skip is missing", ["R0015 order", "R0015 skip"]),
      ("a select order, x.group", ["R0015 order"]),
      ("a where order by x", ["R0010 order"]),
      ("let where = a", ["R0015 where"]),
      ("a order x", ["R0010 x"]),
      ("a group x", ["R0010 x"]),
      ("a top 5", ["R0010 "]),
      ("a with b + 1", ["R0010 b + 1"]),
      ("a with b + 1 as c", ["R0010 b + 1 as c"]),
      ("a select x as \"y z\"", ["R0010 \"y z\""]),
      ("a order by -x", ["R0010 -"]),
      ("a order by x descending", ["R0010 descending"]),
      ("where x", ["R0010 where"]),
      ("5 + 3", ["R0010 5"]),
      ("a where x in last 90 foo", ["R0014 foo"]),
      ("a where x in last 90", ["R0014 "]),
      ("a where x > 90 d", ["R0014 d"]),
      ("a where x in last 1.5 days", ["R0014 1.5"]),
      ("a where x in this 3 months", ["R0014 this 3 months"]),
      ("a where x in 90 days", ["R0033 90 days"]),
      // Several at once, and none that follow from another.
      ("a where x = and y = 5 or select z,", ["R0010 and", "R0010 select", "R0012 ,"]),
      ("a where f(x = , y) and z = ) select b c", ["R0010 ,", "R0010 )", "R0012 c"]),
      ("a where x = )\nb where y = )", ["R0010 )", "R0010 )"]),
      ("a where (x = ) and y > and z", ["R0010 )", "R0010 and"]),
      // Habits from elsewhere.
      ("SELECT a FROM b", ["R0020 SELECT"]),
      ("select a from b where c = 1", ["R0020 select"]),
      ("from a where b", ["R0020 from"]),
      ("a\nSELECT b FROM c\nd", ["R0020 SELECT"]),
      ("a WHERE x AND y ORDER BY z", ["R0017 WHERE"]),
      ("a where NOT x", ["R0017 NOT"]),
      ("a where x && y || z", ["R0021 &&", "R0021 ||"]),
      ("a where x == null", ["R0022 null"]),
      ("a where x = NULL and y is not null and z != nil", ["R0022 NULL", "R0022 null", "R0022 nil"]),
      ("a where f(null)", ["R0022 null"]),
      ("a where x like \"%b%\"", ["R0023 \"%b%\""]),
      ("a where x between 1 and 5", ["R0025 between"]),
      ("a where x not between 1 and 5 and y", ["R0025 between"]),
      ("a where x = 1 or 2 or 3", ["R0026 2"]),
      ("a where b and x = \"c\" or \"d\"", ["R0026 \"d\""]),
      ("a where !x and !(y)", ["R0027 !", "R0027 !"]),
      ("a where x => 5", ["R0027 =>"]),
      ("a select count(*)", ["R0028 *"]),
      ("a select *", ["R0010 *"]),
      ("a where x % 2 = 0", ["R0029 %"]),
      ("a where a < b < c", ["R0016 <"]),
      ("a where x is 5", ["R0010 5"]),
      // Declarations.
      ("param $x: text", ["R0308 $x"]),
      ("param x text", ["R0010 text"]),
      ("def f(x: text) = 1", ["R0308 x"]),
      ("list unseen by id = a", ["R0010 unseen"]),
      ("use common", ["R0010 common"]),
      (
        "entity a { b: text foo\nc: code d\ne text\nf: many g }",
        ["R0310 foo", "R0310 d", "R0010 ", "R0010 }"]
      ),
      ("entity a { order: text }", ["R0015 order"]),
      ("entity a { b: c { x \"y\" } }", ["R0010 \"y\""]),
      ("enum e { a, 5, b\ngroup c = d\nf }", ["R0010 5", "R0010 d"]),
      ("rule r for a { when x 1\nwhen y then\nfoo\nelse 3 else 4 }", ["R0010 1", "R0309 else"]),
    ] as [(String, [String])])
  func places(_ source: String, _ expected: [String]) {
    #expect(marks(source) == expected)
  }

  @Test(arguments: [
    ("a where x == null", "write `x is missing`"),
    ("a where b.c is not null", "write `b.c is known`"),
    ("a where x like '%b%'", "write `x contains \"b\"`"),
    ("a where x like \"b%\"", "write `x starts with \"b\"`"),
    ("a where x like \"%b\"", "write `x ends with \"b\"`"),
    ("a where x like \"a%b\"", "write `x like \"a*b\"`"),
    ("a where x between 1 and 5", "write `x >= 1 and x <= 5`"),
    ("a where d between 2026-01-01 and today", "write `d in 2026-01-01 .. today`"),
    ("a where x = 1 or 2 or 3", "write `x in (1, 2, 3)`"),
    ("a where a < b < c", "write `a < b and b < c`"),
    ("a select name city", "write `name, city`"),
    ("a where x in 90 days", "write `in last 90 days` or `in next 90 days`"),
    ("a order by -x", "write `x desc`"),
    ("a with b + 1 as c", "write `with c = b + 1`"),
    ("a where x = 2026Q1", "write `2026-Q1`"),
    ("a where x = 2026-3", "a month has two digits: `2026-03`"),
    ("a where x > 90d", "write `90 days`"),
    ("a where 90天", ""),
    (
      "SELECT name, city FROM accounts WHERE region = 'East' AND x = 1 ORDER BY name DESC LIMIT 5",
      "write `accounts where region = \"East\" and x = 1 select name, city order by name desc limit 5`"
    ),
    ("SELECT * FROM accounts", "write `accounts`"),
    (
      "SELECT region, sum(x) FROM accounts GROUP BY region",
      "write `accounts group by region select region, sum(x)`"
    ),
    ("from a where b", "write `a where b`"),
  ])
  func suggestions(_ source: String, _ help: String) {
    let help = help.isEmpty ? "write `90 days`" : help
    #expect(Parse.parse(source).diagnostics.flatMap(\.help).contains(help))
  }

  /// The statement after a broken one is understood.
  @Test(arguments: [
    "a where (x = \nlet b = c", "a where \"open\nlet b = c", "entity x {\n a: text\n b: \nlet b = c",
    "a where f(x, \nlet b = c", "enum e { a\nlet b = c", ") ) )\nlet b = c", "a where x = @\nlet b = c",
    "SELECT x FROM y\nlet b = c",
  ])
  func nextStatementSurvives(_ source: String) {
    let (script, diagnostics) = Parse.parse(source)
    #expect(!diagnostics.isEmpty)
    #expect(script.statements.last.map { SyntaxOutline.outline($0) } == "(let b (query c))")
  }

  @Test func invalidBytesHaveAPlace() {
    let bytes =
      Array("a where x = \"".utf8) + [0xFF, 0xFE] + Array("\" and ".utf8) + [0xC0] + Array(" = 1".utf8)
    let diagnostics = Parse.parse(utf8: bytes).diagnostics
    #expect(diagnostics.map(\.code) == ["R0001", "R0001"])
    #expect(diagnostics.first?.span == SourceSpan(start: 13, end: 14))
  }

  @Test func theListOfErrorsIsCapped() {
    let diagnostics = Parse.parse(String(repeating: "a where )\n", count: 1000)).diagnostics
    #expect(diagnostics.count == 101)
    #expect(diagnostics.last?.code == "R0006")
  }

  @Test func equalityAlternativesAreFoundForTheResolver() throws {
    let expression = try #require(Parse.expression("a and credit = best or good or poor").expression)
    let found = try #require(EqualityAlternatives(expression))
    #expect(SourceText.text(of: found.subject) == "credit")
    #expect(found.values.map { SourceText.text(of: $0) } == ["best", "good", "poor"])
    #expect(try EqualityAlternatives(#require(Parse.expression("a or b").expression))?.subject == nil)
  }
}

/// What could not be understood is left out of the tree, so that later stages report nothing about it.
@Suite struct RemainsTests {
  @Test(arguments: [
    ("a where x = ) and y", "(query a (where y))"),
    ("a where x = 2026-02-30 or y or z", "(query a (where (or y z)))"),
    ("a where x = 2026-02-30 take 5", "(query a (take 5))"),
    ("a where f(x = , y) and z", "(query a (where z))"),
    ("a where (x = ) take 5", "(query a (take 5))"),
    ("a where x and (y = 5. or z)", "(query a (where (and x (paren (or (= y 5) z)))))"),
    ("a select x, f(1 + ), y", "(query a (select x y))"),
    ("a select ) take 5", "(query a (take 5))"),
    ("a with b = ) select b", "(query a (with (= b missing)) (select b))"),
    ("a distinct ) take 5", "(query a (take 5))"),
    ("a top 5 take 3", "(query a (take 3))"),
    ("a where count(b where x = ) > 5", "(query a (where (> (call count (each (query b))) 5)))"),
    ("assert x = )\na", "(query a)"),
  ])
  func remains(_ source: String, _ tree: String) {
    let (script, diagnostics) = Parse.parse(source)
    #expect(!diagnostics.isEmpty)
    #expect(SyntaxOutline.outline(script) == tree)
  }
}
