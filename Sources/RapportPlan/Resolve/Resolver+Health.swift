import RapportSyntax

/// `| health(payment: 2, rhythm: 3)`: a score from components with weights, which missing ones leave.
extension Resolver {
  /// A component of the standard catalog: from 0, bad, to 1, good; missing where nothing is known.
  struct HealthComponent {
    let name: String
    let text: String
  }

  static let healthComponents = [
    HealthComponent(
      name: "payment",
      text: "when outstanding > 0 then 1 - 1.0 * overdue_amount / outstanding when any(invoices) then 1 else missing"),
    HealthComponent(
      name: "rhythm",
      text: "when order_interval is missing or last_order is missing then missing"
        + " else 1.5 - 0.5 * days(today - last_order) / order_interval"),
    HealthComponent(name: "growth", text: "0.5 + growth"),
    HealthComponent(name: "satisfaction", text: "satisfaction - 0.5"),
    HealthComponent(name: "loyalty", text: "loyalty_score"),
    HealthComponent(name: "visits", text: "1 - (days(today - last_visit) - 30) / 90.0"),
    HealthComponent(name: "complaints", text: "when any(complaints) then 1 - open_complaints / 2.0 else missing"),
  ]

  func health(_ call: Call, _ scope: Scope, _ context: Context, _ outer: Context?) {
    guard let given = labelled(call, allowed: nil, example: "health(payment: 2, rhythm: 3, least: 0.5)"),
      let least = constantText(given["least"], "least", in: 0...1, otherwise: "0.5", context)
    else { return }
    var weights: [(name: String, text: String, weight: String)] = []
    for argument in call.arguments {
      guard let label = argument.label?.text, label != "least" else { continue }
      guard let weight = constantText(argument.value, label, in: 0.001...1e6, otherwise: "1", context) else { return }
      let known = Self.healthComponents.first { $0.name == label }
      weights.append((label, known?.text ?? label, weight))
    }
    if weights.isEmpty { weights = usualComponents(call, scope).map { ($0.name, $0.text, "1") } }
    guard !weights.isEmpty else {
      let _: Expr? = fail(
        "R0531", "nothing here tells the health of a row", at: call.span,
        help: ["name columns from 0 to 1 with their weights: `health(mine: 2, other: 1)`"])
      return
    }
    let text = Self.healthText(weights, least: least)
    let before = (scope.extra.count, scope.shown?.count ?? 0)
    guard expand(call, into: text, scope, outer) else { return }
    // The score stands before what it is made of.
    scope.extra = scope.extra.movingLast(2, to: before.0)
    if let shown = scope.shown { scope.shown = shown.movingLast(2, to: before.1) }
  }

  private static func healthText(_ weights: [(name: String, text: String, weight: String)], least: String) -> String {
    let parts = weights.map { component in
      let value = "(\(component.text))"
      return "health_\(component.name) = when \(value) is missing then missing when \(value) < 0 then 0.0"
        + " when \(value) > 1 then 1.0 else round(1.0 * \(value), 4)"
    }
    let total = weights.map(\.weight).joined(separator: " + ")
    let known = weights.map { "(when health_\($0.name) is known then \($0.weight) else 0)" }.joined(separator: " + ")
    let sum = weights.map { "\($0.weight) * (health_\($0.name) ?? 0)" }.joined(separator: " + ")
    return "with \(parts.joined(separator: ", ")) with coverage = round(1.0 * (\(known)) / (\(total)), 4)"
      + " with health = when coverage >= \(least) and coverage > 0 then round(100.0 * (\(sum)) / (\(known)), 1)"
      + " else missing"
  }

  /// The components that the rows have fields for; says which are left out.
  private func usualComponents(_ call: Call, _ scope: Scope) -> [HealthComponent] {
    let known = Self.healthComponents.filter { means($0.text, scope) }
    let left = Self.healthComponents.map(\.name).filter { name in !known.contains { $0.name == name } }
    if !left.isEmpty, !known.isEmpty { noteLeftOut(left, of: call) }
    return known
  }

  /// Says which parts of a judgement these rows have no fields for.
  func noteLeftOut(_ names: [String], of call: Call) {
    report(
      Diagnostic(
        .note, code: "R0530",
        "`\(call.name.text)` leaves out what these rows have no fields for: \(names.joined(separator: ", "))",
        at: call.span))
  }
}

extension Array {
  /// The last `count` elements moved to stand from `place` on, the last first.
  fileprivate func movingLast(_ count: Int, to place: Int) -> [Element] {
    guard self.count >= count, (0...(self.count - count)).contains(place) else { return self }
    return Array(self[..<place]) + self[(self.count - count)...].reversed() + self[place..<(self.count - count)]
  }
}
