import Testing
import RapportCatalog
import RapportPlan
import RapportSyntax
import RapportValues

@Test func sketch() throws {
  let loaded = CatalogLoader.load([(name: "standard.rap", source: Resources.standard)], storage: .own)
  let catalog = try #require(loaded.catalog)
  let queries = [
    "accounts where loyalty=high and credit=high order by revenue",
    "accounts where city = \"上海\" select name, owner.name, revenue top 10 by revenue",
    "客户 where 忠诚度 = 高 and 信用 >= good order by 收入 take 5",
    "accounts where no(visits in last 90 days) and count(orders in this year) > 2 select name, last_visit",
    "orders in 2026-Q1 group by account.region, period(date, month) fill select sum(amount) as total, count(), total / count()",
    "accounts where orders.amount > 5000 and loyality = high",
    "accounts group by region select sum(orders.amount)",
    "accounts group by region select sum(sum(amount of orders)) as s order by s desc",
    "accounts with r = rank(revenue) per region where r <= 3 select name, region, r",
    "accounts where credit = high union (accounts where loyalty = high) select name",
    "orders where account in (accounts where key_account) and status != won select account.owner.name, amount",
    "accounts order by name select name, revenue take 10",
    "accounts where revenue > avg(revenue of all accounts) select count(), sum(revenue)",
  ]
  for text in queries {
    print("── \(text)")
    let (script, problems) = Parse.parse(text)
    for problem in problems { print("  syntax:", problem.code, problem.message) }
    for statement in script.statements {
      guard case .query(let query) = statement.kind else { print("not a query", statement.kind); continue }
      let resolver = Resolver(
        catalog: catalog, settings: ResolverSettings(today: Day(number: 20000)), environment: ScriptEnvironment(), host: nil)
      let resolved = resolver.resolve(query)
      for d in resolver.diagnostics { print("  ", d.code, d.message, d.label ?? "", d.help) }
      guard let resolved else { continue }
      let plan = Planner().plan(resolved.relation)
      print(PlanPrinter.text(of: plan))
      for source in plan.sources { print("   SQL:", source.sql, source.bindings) }
    }
  }
}
