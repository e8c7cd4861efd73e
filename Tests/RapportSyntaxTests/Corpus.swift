/// Correct texts of every kind, shared by the tests that must hold for all of them.
enum Corpus {
  static let queries = [
    "accounts",
    "accounts where loyalty=high and credit=high order by revenue",
    "accounts\n| where loyalty = high and credit = high\n| order by revenue desc, name asc",
    "orders in last 90 days where account.owner.region = \"East\" select name as n, amount * 2 take 10",
    "orders since 2026-01-01 | in this month | before today",
    "accounts where count(orders in last 90 days) > 0 and no(visits since 2026-01-01)",
    "accounts select sum(amount of orders in 2026-Q1 where status = won), sum(orders.amount)",
    "accounts where every(paid = amount of invoices) and any(contacts where role = coach)",
    "accounts select first(name of contacts order by rank desc, name), list(name of contacts)",
    "accounts where account in vip or account not in dormant or x in (accounts where a = 1)",
    "accounts order by -s>ize, - (x) desc, -a + b, (-c), size * - 2",
    "accounts where x in (1, 2, 3) or y in $p or z in \"codes.csv\" or w in () or v in (vip)",
    "accounts where due in this week or due in 2026 or due in (this week) or due not in 2026-03",
    "accounts where d in 2026-01-01 .. 2026-03-31 and e in this year - 1 year",
    "accounts where not a and not (b or c) and not x in vip",
    "accounts where name contains \"x\" and name starts with \"y\" and name ends with \"z\" and n like \"a*\"",
    "accounts where name not like \"a*\" and not d since 2026-01-01 and d not before today",
    "accounts where x is missing or y is known or z is not missing or w is not known",
    "accounts where date older than 90 days and date since 2026-01-01 and date before today - 2 weeks",
    "accounts where a ?? 0 > -b * (c + 2) / 4 - 1 and d == \"x\" and e != 5",
    "accounts with total = a + b, other = total * 2 | drop a, b",
    "accounts group by region, month(date) as m fill select sum(amount), count()",
    "accounts group by region select sum(sum(amount of orders)) where count() > 5",
    "accounts pivot region: sum(amount)",
    "accounts top 3 by sum(amount of orders) per region, owner.name",
    "accounts bottom $n by revenue",
    "accounts select rank(revenue) per region as r, share(x), ntile(4, x) per (a, b), running(y)",
    "accounts distinct | distinct region, owner.name",
    "accounts union leads except (vip where x) intersect (1, 2) union \"codes.csv\"",
    "accounts where x = 1 as of 2026-01-01",
    "accounts | rfm(n: 5, ties: same_bin) | schedule(weeks: 4)",
    "accounts where x = 1 | set owner = \"Li Wei\", grade = best",
    "accounts where x = 1 | delete",
    "accounts | chart bar(x: region, y: revenue) | to \"out.csv\"",
    "accounts | chart line | to $file",
    "accounts skip 5 take 3 limit 2 offset 1",
    "all orders where x = 1",
    "accounts where count(all orders) > 5 and max(date of all visits where x) < today",
    "(accounts where x = 1) order by y",
    "\"codes.csv\" where x = 1",
    "kept(\"unseen\", on: 2026-01-01) where x = 1",
    "accounts.orders.lines where quantity > 10k and price < 1.5M and p = 20% and q = 3万 and r = 1_000",
    "accounts select when a > 1 then \"x\" when b then \"y\" else \"z\" as k, when c then 1",
    "accounts where d in last quarter or d in previous 3 months or d in next 4 weeks or d in last $n",
    "accounts where d in this year to date or d in FY2026 or d in FY2026-Q1 or d in 2026-H1 or d in 2026-W07",
    "accounts where t >= 2026-01-31T09:30 and t < 2026-01-31T09:30:15 and l > 20 seconds",
    "accounts where credit was best on 2026-01-01 or grade changed in last quarter",
    "accounts where credit fell since 2026-01-01 or size rose in 2026 or credit < (credit on 2026-01-01)",
    "accounts where owner changed from \"Li Wei\" to \"Chen Hua\" in this year",
    "accounts select count(distinct region), count(distinct name of contacts)",
    "客户 where 忠诚度 = 高 and 信用 = 高 order by 收入",
    "accounts（） where （a ＝ “北京”） ｜ select name，city",
    "accounts where `odd name` = 1 and `order` = 2 and a.`x y` = \"a \\\"b\\\" \\\\ \\n\"",
    "accounts where last > 5 and this = 1 and next.x = 2",
    "accounts where a <> b and c ≤ 5",
    "accounts where max(amount of (orders where x union leads)) > 5",
    "accounts where a and b or c and d and e or f or g",
    "explain accounts where x = 1",
  ]

  static let declarations = [
    "param region: text = \"East\" in (\"East\", \"West\", \"South\")",
    "param skip: list of code = ()",
    "param rate: decimal(2)\nparam limit: money(CNY) = 10k",
    "use \"common.rap\"",
    "let key_east = accounts where key_account and owner.region = $region",
    "let a = b\n  where x = 1\n  select y",
    "def accounts.quiet($d: duration) = no(visits in last $d) and no(orders in last $d)",
    "def double($x: decimal, $y: list of code = ()) = $x * 2",
    "list \"unseen\" by id =\n  key_east where quiet(30 days)\n  select name, owner.name as manager",
    "list \"months\" by account, month = accounts\nlist \"more\" by (a, b) = accounts",
    "assert no(key_east where owner is missing)  \"every key account has one manager\"",
    "assert count(accounts) > 5",
    """
    ## Credit.
    enum credit 信用 ordered { poor 差, average 一般, good 较好/較好, best 最好
                          group low 低 = (poor, average)
                          group high 高 = (good, best) }
    enum plain { a, b }
    """,
    """
    enum size {
      ## Fewer than 10.
      small 小
      ## The others.
      large 大  # about half
    }
    """,
    """
    ## A customer company.
    ## With two lines.
    entity accounts 客户/客戶 from "customers" key customerNumber label name {
      name 名称/名稱: text from customerName
      credit 信用: credit tracked
      credit_limit: money(USD) from creditLimit
      phone: code from phone personal sensitive

      owner: people by salesRepEmployeeNumber
      orders: many orders by customerNumber
      ## What they bought.
      revenue 收入: money = sum(amount of orders in last 12 months)
      loyalty: loyalty = rule loyalty_level
      price: money from "odd amount" currency code tracked
      `group`: text
    }
    """,
    """
    entity lines from `Order Lines` key (OrderID, "Product ID") {
      date: date primary from orderDate,
      status: order_status from status { won = "Shipped", cancelled = "Cancelled", open = -1 }
      other: yes_no { yes = true
        no = false
      }
      parent: orders by (OrderID, ProductID)
    }
    entity empty from "t" key id { }
    """,
    """
    ## RK-03: credit before size before loyalty. Source S1.
    rule sequence_class 顺序 for accounts version 1 {
      param big: sizes = (large, medium)
      when credit = high and size in $big and loyalty = high then 1
      # the others
      when credit = low then when a then 1 else 2
      else unknown
    }
    """,
    "enum long { " + (1...40).map { "value\($0) 值\($0)" }.joined(separator: ", ") + " }",
    "enum long {\n" + (1...40).map { "value\($0)" }.joined(separator: ", ")
      + "\ngroup g = (" + (1...40).map { "value\($0)" }.joined(separator: ", ") + ") }",
    "entity e {\n a: s from b {\n" + (1...40).map { "value\($0) = \"\($0)\"" }.joined(separator: ", ")
      + "\n }\n}",
    "entity e { a: s { " + (1...40).map { "value\($0) = \"\($0)\"" }.joined(separator: ", ") + " } }",
    "entity e {\n a: s = when b then 1 when c then 2\n else 3\n d: t = when b then 1 else 2\n}",
    "def f($x: text) = when $x = 1 then 2 when $x = 2 then 3",
    "let x = a where " + (1...40).map { "(b = \($0) or c in (1, 2, \($0)))" }.joined(separator: " and "),
    "log visit \"x\"\nadd accounts (name: \"x\"), (name: \"y\", code: 3)\nexplain rule sequence_class\nexplain credit for \"Acme\"",
    "# a comment\naccounts # one\n  where x = 1 # two\n  # three\n  select a,\n    # four\n    b\n# five\n",
    "accounts; leads where x = 1;; contacts",
  ]

  static var all: [String] { queries + declarations }
}
