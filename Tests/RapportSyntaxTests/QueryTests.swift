import RapportSyntax
import Testing

/// Queries and the trees they become.
@Suite struct QueryTests {
  @Test(arguments: [
    ("accounts", "(query accounts)"),
    ("all orders", "(query (all orders))"),
    ("account.orders take 1", "(query account.orders (take 1))"),
    ("\"codes.csv\" where x", "(query \"codes.csv\" (where x))"),
    ("(accounts where a) take 5", "(query (query accounts (where a)) (take 5))"),
    ("kept(\"unseen\", on: 2026-01-01)", "(query (call kept \"unseen\" on: 2026/1/1))"),
    (
      "accounts where loyalty=high and credit=high order by revenue",
      "(query accounts (where (and (= loyalty high) (= credit high))) (order revenue))"
    ),
    ("accounts\n| where a\n| take 5", "(query accounts | (where a) | (take 5))"),
    ("accounts order by a desc, b asc, c", "(query accounts (order (desc a) b c))"),
    ("accounts with a = b + 1, c = d drop e, f", "(query accounts (with (= a (+ b 1)) (= c d)) (drop e f))"),
    (
      "accounts group by region, month(d) as m fill select sum(x)",
      "(query accounts (group region (as (call month d) m) fill) (select (call sum x)))"
    ),
    ("accounts group by fill", "(query accounts (group fill))"),
    ("accounts pivot region: sum(x)", "(query accounts (pivot region (call sum x)))"),
    ("accounts limit 5 offset 2 skip 1", "(query accounts (take 5) (skip 2) (skip 1))"),
    (
      "accounts top 3 by sum(amount of orders) per region, owner.name",
      "(query accounts (top 3 (call sum (of amount (query orders))) (per region owner.name)))"
    ),
    ("accounts bottom 3 by rank(x) per (a, b)", "(query accounts (bottom 3 (call rank x) (per a b)))"),
    ("accounts distinct", "(query accounts (distinct))"),
    ("accounts distinct a, b | distinct", "(query accounts (distinct a b) | (distinct))"),
    (
      "accounts union leads except (vip where x) intersect (1, 2)",
      "(query accounts (union (relation leads)) (except (query vip (where x))) (intersect (values 1 2)))"
    ),
    ("accounts where x as of 2026-01-01", "(query accounts (where x) (as of 2026/1/1))"),
    ("accounts as of 2026-01-01 where x", "(query accounts (as of 2026/1/1) (where x))"),
    ("accounts select x as y as of 2026-01-01", "(query accounts (select (as x y)) (as of 2026/1/1))"),
    ("orders in last 90 days where x", "(query orders (in (last 90*day)) (where x))"),
    ("orders since 2026-01-01", "(query orders (since 2026/1/1))"),
    ("orders where x | before today", "(query orders (where x) | (before today))"),
    ("accounts | rfm(n: 5, ties: same)", "(query accounts | (call rfm n: 5 ties: same))"),
    ("accounts | set f = 1, g = x", "(query accounts | (set (= f 1) (= g x)))"),
    ("accounts | delete", "(query accounts | (delete))"),
    ("accounts | chart bar(x: a) | to $f", "(query accounts | (chart (call bar x: a)) | (to $f))"),
    ("客户 where 信用 = 高", "(query 客户 (where (= 信用 高)))"),
    ("accounts（） ｜ select a，b、c", "(query (call accounts) | (select a b c))"),
    ("`odd name` where `where` = 1", "(query `odd name` (where (= `where` 1)))"),
  ])
  func parses(_ source: String, _ tree: String) {
    #expect(outline(source) == tree)
  }

  @Test(arguments: [
    ("count()", "(call count)"),
    ("count(orders)", "(call count orders)"),
    ("count(orders in last 90 days)", "(call count (t-in orders (last 90*day)))"),
    ("count(orders since 2026-01-01)", "(call count (each (query orders (since 2026/1/1))))"),
    ("count(all orders)", "(call count (each (query (all orders))))"),
    (
      "sum(amount of orders in 2026-Q1 where status = won)",
      "(call sum (of amount (query orders (in (calendar 2026 quarter 1)) (where (= status won)))))"
    ),
    ("any(contacts where role = coach)", "(call any (each (query contacts (where (= role coach)))))"),
    (
      "no(orders in 2026-Q1 where a order by b take 5)",
      "(call no (each (query orders (in (calendar 2026 quarter 1)) (where a) (order b) (take 5))))"
    ),
    ("every(paid = amount of invoices)", "(call every (of (= paid amount) (query invoices)))"),
    ("max(date since 2026-01-01 of visits)", "(call max (of (t-since date 2026/1/1) (query visits)))"),
    (
      "first(name of contacts order by rank desc, name)",
      "(call first (of name (query contacts (order (desc rank) name))))"
    ),
    ("f(name of c order by rank, n: 5)", "(call f (of name (query c (order rank))) n: 5)"),
    ("percentile(90, amount of orders)", "(call percentile 90 (of amount (query orders)))"),
    ("sum(orders.amount)", "(call sum orders.amount)"),
    ("sum(sum(amount of orders))", "(call sum (call sum (of amount (query orders))))"),
    ("count(distinct region)", "(call count distinct region)"),
    ("count(distinct name of contacts)", "(call count distinct (of name (query contacts)))"),
    ("rank(revenue) per region <= 3", "(<= (call rank revenue (per region)) 3)"),
    ("max(x of (a where b union c))", "(call max (of x (query (query a (where b) (union (relation c))))))"),
    ("list(name of contacts)", "(call list (of name (query contacts)))"),
  ])
  func parsesCalls(_ source: String, _ tree: String) throws {
    let (expression, diagnostics) = Parse.expression(source)
    #expect(diagnostics.isEmpty)
    #expect(try SyntaxOutline.outline(#require(expression)) == tree)
  }
}
