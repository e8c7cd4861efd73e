import RapportSyntax
import Testing

/// Operators, literals and periods.
@Suite struct ExpressionTests {
  func check(_ source: String, _ tree: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let (expression, diagnostics) = Parse.expression(source)
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))", sourceLocation: sourceLocation)
    let outline = try SyntaxOutline.outline(#require(expression))
    #expect(outline == tree, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("a or b and not c", "(or a (and b (not c)))"),
    ("a and b and c", "(and a (and b c))"),
    ("a or b or c or d", "(or (or a b) (or c d))"),
    ("not a = b", "(not (= a b))"),
    ("a ?? 0 > b", "(> (?? a 0) b)"),
    ("a ?? b + c", "(?? a (+ b c))"),
    ("a + b - c", "(- (+ a b) c)"),
    ("a + b * c / d", "(+ a (/ (* b c) d))"),
    ("-a * b", "(* (neg a) b)"),
    ("a - -b", "(- a (neg b))"),
    ("(a or b) and c", "(and (paren (or a b)) c)"),
    ("a.b.c = $p", "(= a.b.c $p)"),
    ("a == \"x\" and b != 1 and c <> 2", "(and (== a \"x\") (and (!= b 1) (!= c 2)))"),
    ("a <= 1 and b >= 2 and c ≠ 3", "(and (<= a 1) (and (>= b 2) (!= c 3)))"),
    ("x is missing", "(is-missing x)"),
    ("x is not missing", "(known x)"),
    ("x is known", "(known x)"),
    ("x is not known", "(is-missing x)"),
    ("x contains \"a\"", "(contains x \"a\")"),
    ("x starts with \"a\" or x ends with \"b\"", "(or (starts with x \"a\") (ends with x \"b\"))"),
    ("x not like \"a*\"", "(not (like x \"a*\"))"),
    ("x in (a, b)", "(in x (values a b))"),
    ("x not in ()", "(not-in x (values))"),
    ("x in (vip)", "(in x (values vip))"),
    ("x in vip", "(in x (relation (query vip)))"),
    ("x in all orders", "(in x (relation (query (all orders))))"),
    ("x in $p", "(in x (values $p))"),
    ("x in \"f.csv\"", "(in x (relation (query \"f.csv\")))"),
    ("x in (a where b)", "(in x (query a (where b)))"),
    ("x in (a in last 3 days)", "(in x (query a (in (last 3*day))))"),
    ("x in kept(\"a\")", "(in x (relation (query (call kept \"a\"))))"),
    ("x in 2026", "(t-in x 2026)"),
    ("x in this week", "(t-in x (this week))"),
    ("x in (this week)", "(t-in x (paren (this week)))"),
    ("x in today - 1 week .. today", "(t-in x (.. (- today 1*week) today))"),
    ("x in $p - 1 year", "(t-in x (- $p 1*year))"),
    ("x not in 2026-03", "(not-t-in x (calendar 2026 month 3))"),
    ("x since 2026 and y before today", "(and (t-since x 2026) (t-before y today))"),
    ("x older than 90 days", "(t-older than x 90*day)"),
    ("x not older than $d", "(not-t-older than x $d)"),
    ("when a then 1 when b then 2 else 3", "(when (case a 1) (case b 2) (else 3))"),
    ("when a then when b then 1 else 2 else 3", "(when (case a (when (case b 1) (else 2))) (else 3))"),
    ("()", "(list)"), ("(a)", "(paren a)"), ("(a, b)", "(list a b)"),
    ("credit was best on 2026-01-01", "(was credit best (h-on 2026/1/1))"),
    ("size rose by 2 in 2026 and x", "(and (rose size (amount 2) (h-in 2026)) x)"),
    ("size fell by \"li\" since today", "(fell size (user \"li\") (h-since today))"),
    ("size rose by 2 by $who", "(rose size (amount 2) (user $who))"),
    ("credit < (credit on 2026-01-01)", "(< credit (paren (past credit 2026/1/1)))"),
    ("a.credit on today - 1 year < credit", "(< (past a.credit (- today 1*year)) credit)"),
    ("a on (today) - b on today", "(- (past a (paren today)) (past b today))"),
    ("owner was a on 2026-01-01 or b", "(or (was owner a (h-on 2026/1/1)) b)"),
    ("owner was (a on today) before today", "(was owner (paren (past a today)) (h-before today))"),
    (
      "owner changed from \"a\" to \"b\" by \"li\" in this year",
      "(changed owner (from \"a\") (to \"b\") (user \"li\") (h-in (this year)))"
    ),
    ("on + was", "(+ on was)"),
  ])
  func operators(_ source: String, _ tree: String) throws { try check(source, tree) }

  @Test(arguments: [
    ("1_000", "1000"), ("10k", "10000"), ("1.5M", "1500000e-0"), ("3万", "30000"), ("2亿", "200000000"),
    ("3萬", "30000"), ("1.25k", "1250e-0"), ("0.05", "5e-2"), ("20%", "20e-2"), ("2.5%", "25e-3"),
    ("１２", "12"), ("9223372036854775807", "9223372036854775807"),
    ("true", "true"), ("missing", "missing"), ("\"a\\\"b\\\\c\\n\"", "\"a\\\"b\\\\c\\n\""), ("“文”", "\"文\""),
    ("2026-01-31", "2026/1/31"), ("2024-02-29", "2024/2/29"), ("2026-01-31T09:30", "2026/1/31T9:30:0"),
    ("2026-01-31T09:30:15", "2026/1/31T9:30:15"), ("90 days", "90*day"), ("1 week", "1*week"),
    ("2 halves", "2*half"), ("20 seconds", "20*second"),
    ("2026-Q1", "(calendar 2026 quarter 1)"), ("2026-h2", "(calendar 2026 half 2)"),
    ("2026-03", "(calendar 2026 month 3)"), ("2026-W07", "(calendar 2026 week 7)"),
    ("2026-W53", "(calendar 2026 week 53)"), ("FY2026", "(fiscal 2026)"), ("FY2026-Q3", "(fiscal 2026 3)"),
    ("today", "today"), ("yesterday", "yesterday"), ("tomorrow", "tomorrow"), ("this month", "(this month)"),
    ("this year to date", "(this year to-date)"), ("previous quarter", "(previous quarter)"),
    ("last 90 days", "(last 90*day)"), ("last 1 week", "(last 1*week)"), ("last $d", "(last $d)"),
    ("next 4 weeks", "(next 4*week)"), ("2026-01-01 .. 2026-03-31", "(.. 2026/1/1 2026/3/31)"),
    ("2026-01-01..2026-03-31", "(.. 2026/1/1 2026/3/31)"), ("last", "last"), ("this", "this"),
    ("last.x", "last.x"), ("previous(x)", "(call previous x)"), ("2026 - 3", "(- 2026 3)"),
    ("2026-03 - 1 year", "(- (calendar 2026 month 3) 1*year)"),
  ])
  func literals(_ source: String, _ tree: String) throws { try check(source, tree) }
}
