import RapportSyntax
import Testing

/// Where statements begin and end, declarations, and the shell's questions about unfinished input.
@Suite struct StatementTests {
  @Test(arguments: [
    ("a\nb", ["(query a)", "(query b)"]),
    ("a where x\nand y\nb", ["(query a (where (and x y)))", "(query b)"]),
    ("a where\nx\ntake 5", ["(query a (where x) (take 5))"]),
    ("a select x,\ny\nb", ["(query a (select x y))", "(query b)"]),
    ("a\nin last month\nb", ["(query a (in (last month)))", "(query b)"]),
    ("a distinct\nb", ["(query a (distinct))", "(query b)"]),
    ("a where (x\nor y)\nb", ["(query a (where (paren (or x y))))", "(query b)"]),
    ("a; b ;; c", ["(query a)", "(query b)", "(query c)"]),
    ("a where x # note\n# more\nb", ["(query a (where x))", "(query b)"]),
    ("a\n(b where x)\n\"c.csv\"", ["(query a)", "(query (query b (where x)))", "(query \"c.csv\")"]),
    ("a select list(x),\nlist(y)", ["(query a (select (call list x) (call list y)))"]),
    ("let x =\n  a\n  where y\nb", ["(let x (query a (where y)))", "(query b)"]),
    ("assert a\n\"why\"\n\"c.csv\"", ["(assert a \"why\")", "(query \"c.csv\")"]),
    ("a where x.order\nb", ["(query a (where x.order))", "(query b)"]),
    (
      "a where x = when b then 1\nelse 2\nc",
      ["(query a (where (= x (when (case b 1) (else 2)))))", "(query c)"]
    ),
    ("enum e {\n list\n}", []),
  ])
  func boundaries(_ source: String, _ trees: [String]) {
    let (script, diagnostics) = Parse.parse(source)
    guard !trees.isEmpty else { return #expect(!diagnostics.isEmpty) }
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(script.statements.map { SyntaxOutline.outline($0) } == trees)
  }

  @Test(arguments: [
    (
      "param region: text = \"East\" in (\"East\", \"West\")",
      "(param region text (default \"East\") (in \"East\" \"West\"))"
    ),
    ("param skip: list of code = ()", "(param skip list-of-code (default (list)))"),
    ("param m: money(USD)", "(param m money<USD>)"),
    ("param d: decimal(2) = 1.25", "(param d decimal<2> (default 125e-2))"),
    ("use \"common.rap\"", "(use \"common.rap\")"),
    (
      "def accounts.quiet($d: duration) = no(visits in last $d)",
      "(def (entity accounts) quiet [(param d duration)] (call no (t-in visits (last $d))))"
    ),
    ("def twice($x: decimal = 1) = $x * 2", "(def twice [(param x decimal (default 1))] (* $x 2))"),
    ("list \"a\" by x, y = b", "(list \"a\" [x y] (query b))"),
    ("list \"a\" by (x, y) = b", "(list \"a\" [x y] (query b))"),
    ("assert count(a) > 5 \"why\"", "(assert (> (call count a) 5) \"why\")"),
    ("explain a where x", "(explain (query a (where x)))"),
    ("explain rule r", "(explain-rule r)"),
    ("explain credit for \"Acme\"", "(explain-value credit \"Acme\")"),
    ("explain man for cards 5", "(explain-value man (entity cards) 5)"),
    ("log visit \"x\"", "(log visit \"x\" (row))"),
    ("log visit \"x\" (note: 1)", "(log visit \"x\" (row note: 1))"),
    ("add accounts (name: 1), (name: 2, code: x)", "(add accounts (row name: 1) (row name: 2 code: x))"),
    (
      "enum c 信用 ordered { poor 差, good 较好/較好\n best\n group high 高 = (good, best) }",
      "(enum c/信用 ordered poor/差 good/较好/較好 best (group high/高 [good best]))"
    ),
    ("enum c { a, b group d = (a) }", "(enum c a b (group d [a]))"),
    ("report \"a\" \"甲\"/乙", "(report \"a\"/`甲`/乙)"),
    ("report where a", "(query report (where a))"),
    ("list \"a\" 甲 by k = b", "(list \"a\"/甲 [k] (query b))"),
    (
      "a with b 乙 = 1 select c as d 丁/丁丁, e as `f` `己 己`",
      "(query a (with (= b/乙 1)) (select (as c d/丁/丁丁) (as e `f`/`己 己`)))"
    ),
    (
      "## Doc.\n## More.\nenum c {\n ## One.\n a\n b }",
      "(doc \"Doc.\\nMore.\" (enum c (doc \"One.\" a) b))"
    ),
    ("entity a 客户/客戶 from \"t\" key k label n { }", "(entity a/客户/客戶 (from \"t\") (key k) (label n))"),
    ("entity a key (x, \"y z\") {}", "(entity a (key x `y z`))"),
    (
      "entity a { b 名称: text from c tracked personal\nd: people by e\nf: many orders by g, h }",
      "(entity a (field b/名称 (column text (from c)) personal tracked) (field d (one people [e])) "
        + "(field f (many orders [g h])))"
    ),
    (
      "entity a { b: money primary from \"x y\" currency z\nc: money(USD) = sum(d) * 2\ne: f = rule g }",
      "(entity a (field b (column money (from `x y`) (currency z)) primary) "
        + "(field c (derived money<USD> (* (call sum d) 2))) (field e (by-rule f g)))"
    ),
    (
      "entity a { b: s from c { won = \"W\", lost = -1\n open = true } tracked }",
      "(entity a (field b (column s (from c) (= won \"W\") (= lost -1) (= open true)) tracked))"
    ),
    (
      "rule r 规则 for a version 2 {\n param p: s = (x, y)\n when b then 1\n when c then 2\n else 3\n}",
      "(rule r/规则 a v2 (param p s (default (list x y))) (case b 1) (case c 2) (else 3))"
    ),
  ])
  func declarations(_ source: String, _ tree: String) {
    #expect(outline(source) == tree)
  }

  @Test(arguments: [
    ("a |", true), ("a where", true), ("a where x =", true), ("a select x,", true), ("a where (x", true),
    ("a where \"x", true), ("a where x and", true), ("a order by", true), ("entity a {", true),
    ("a where `x", true), ("a | # note", true), ("let x =", true), ("a where x +", true),
    ("a", false), ("a where x", false), ("", false), ("a distinct", false), ("a where (x)", false),
    ("a )", false), ("entity a { }", false), ("a where x.order", false),
  ])
  func needsMoreInput(_ text: String, _ expected: Bool) {
    #expect(Parse.needsMoreInput(text) == expected)
  }

  @Test(arguments: [
    ("| take 5", true), ("where x", true), ("  order by x", true), ("as of 2026-01-01", true),
    ("WHERE x", true),
    ("select a", true), ("select a from b", false), ("SELECT a FROM b", false), ("accounts", false),
    ("let x = a", false), ("", false), ("and x", false),
  ])
  func continuesPrevious(_ text: String, _ expected: Bool) {
    #expect(Parse.continuesPrevious(text) == expected)
  }
}

@Suite struct KeywordTests {
  @Test func keywordsAreSpeltLikeTheirCases() {
    for keyword in Keyword.allCases {
      #expect(keyword.text == "\(keyword)")
      #expect(Keyword.named(keyword.text) == keyword)
    }
  }
}
