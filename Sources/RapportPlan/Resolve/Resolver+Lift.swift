import RapportSyntax

/// `| lift(key_account, on: region)`: how some of the rows differ from all of them in an attribute.
extension Resolver {
  /// One row per value of the attributes, with its share of the rows chosen and of all.
  func lift(_ call: Call, _ scope: Scope, _ outer: Context?) {
    let example = "lift(key_account, on: region)"
    let chosen = call.arguments.filter { $0.label == nil }
    let keys = call.arguments.filter { $0.label?.text == "on" }
    guard chosen.count == 1, keys.count == 1, call.arguments.count == 2 else {
      let _: Expr? = fail(
        "R0307", "`lift` takes a condition and `on:`, the attributes to compare", at: call.span, help: [example])
      return
    }
    let names = keyTexts(keys[0].value)
    // Rows without a value belong to no share.
    var text = "where " + names.map { "\($0) is known" }.joined(separator: " and ")
    text += " with lift_chosen = when \(SourceText.text(of: chosen[0].value)) then 1 else 0"
    text += " group by \(names.joined(separator: ", ")) select \(names.joined(separator: ", ")),"
    text += " sum(lift_chosen) as chosen, count() as rows_in_all, share(sum(lift_chosen)) as share_of_chosen,"
    text += " share(count()) as share_of_all, share(sum(lift_chosen)) / share(count()) as lift order by lift desc"
    if expand(call, into: text, scope, outer) { scope.orderSpan = nil }
  }
}
