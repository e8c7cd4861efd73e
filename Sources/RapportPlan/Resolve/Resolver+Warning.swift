import RapportSyntax

/// `| early_warning()`: the accounts in danger, each with its reasons in words.
extension Resolver {
  /// Why an account may be in danger. `$` in its texts stands for the threshold.
  private struct WarningReason {
    /// As the option that sets its threshold.
    let name: String
    let threshold: String
    /// What must be known for it.
    let known: String
    let condition: String
    let words: String
    /// How much of the revenue is in danger by this reason alone; ours, for the order of work.
    let weight: String
    /// Only with a threshold: it costs what nobody asked for.
    var isOptional = false

    func text(_ template: String, _ threshold: String) -> String { template.replacing("$", with: threshold) }
  }

  /// In the order in which they are told.
  private static let warningReasons = [
    WarningReason(
      name: "overdue", threshold: "2", known: "days(today - last_order) + order_interval",
      condition: "days(today - last_order) > $ * order_interval",
      words: "concat(\"silent \", text(days(today - last_order)), \" days, usually orders every \","
        + " text(round(order_interval, 0)))",
      weight: "0.5"),
    WarningReason(
      name: "silence", threshold: "180 days", known: "last_order",
      condition: "last_order <= today - $ and not (warning_overdue ?? false)",
      words: "concat(\"silent \", text(days(today - last_order)), \" days\")", weight: "0.4"),
    WarningReason(
      name: "alive", threshold: "0.5", known: "p_alive()", condition: "p_alive() < $",
      words: "concat(text(round(100 - 100 * p_alive(), 0)), \" % sure to buy no more\")", weight: "0.4",
      isOptional: true),
    WarningReason(
      name: "fall", threshold: "0.3", known: "previous_revenue + revenue",
      condition: "previous_revenue > 0 and revenue < (1 - $) * previous_revenue",
      words: "concat(\"revenue fell by \", text(round(100 - 100.0 * revenue / previous_revenue, 0)), \" %\")",
      weight: "0.3"),
    WarningReason(
      name: "complaints", threshold: "1", known: "open_complaints", condition: "open_complaints >= $",
      words: "concat(text(open_complaints), when open_complaints = 1 then \" complaint open\" else \" complaints open\")",
      weight: "0.2"),
    WarningReason(
      name: "late", threshold: "0", known: "overdue_amount", condition: "overdue_amount > $",
      words: "concat(\"payments of \", text(overdue_amount), \" late\")", weight: "0.2"),
    WarningReason(
      name: "unseen", threshold: "90 days", known: "last_visit", condition: "last_visit <= today - $",
      words: "concat(\"not visited for \", text(days(today - last_visit)), \" days\")", weight: "0.1"),
  ]

  func earlyWarning(_ call: Call, _ scope: Scope, _ context: Context, _ outer: Context?) {
    let names = Self.warningReasons.map(\.name)
    guard let given = labelled(call, allowed: names + ["stake"], example: "early_warning(overdue: 2, fall: 0.3)") else {
      return
    }
    let used = Self.warningReasons.filter { given[$0.name] != nil || (!$0.isOptional && means($0.known, scope)) }
    let left = Self.warningReasons.filter { reason in
      !reason.isOptional && !used.contains { $0.name == reason.name }
    }.map(\.name)
    guard !used.isEmpty else {
      let _: Expr? = fail(
        "R0531", "nothing here tells of danger", at: call.span,
        help: [
          "the reasons read last_order, order_interval, revenue, previous_revenue, open_complaints, overdue_amount, "
            + "last_visit"
        ])
      return
    }
    if !left.isEmpty { noteLeftOut(left, of: call) }
    var stake = given["stake"].map { "(\(SourceText.text(of: $0)))" }
    if stake == nil, means("max(revenue, previous_revenue)", scope) { stake = "max(revenue, previous_revenue)" }
    expand(call, into: Self.warningText(used, given, stake: stake), scope, outer)
    // Nobody wrote this order: nothing is lost if another clause discards it.
    scope.orderSpan = nil
  }

  private static func warningText(
    _ used: [WarningReason], _ given: [String: Expression], stake: String?
  ) -> String {
    var text = ""
    if !used.contains(where: { $0.name == "overdue" }) { text += "with warning_overdue = false " }
    for reason in used {
      let threshold = given[reason.name].map { "(\(SourceText.text(of: $0)))" } ?? reason.threshold
      text += "with warning_\(reason.name) = \(reason.text(reason.condition, threshold)) "
    }
    let flags = used.map { "warning_\($0.name)" }
    text += "where \(flags.joined(separator: " or ")) "
    let words = used.map { "(when warning_\($0.name) then concat(\($0.words), \"; \") else \"\")" }
    text += "with warning_words = concat(\(words.joined(separator: ", "))) "
    text += "with reasons = substring(warning_words, 1, length(warning_words) - 2) "
    let safe = used.map { "(when warning_\($0.name) then 1 - \($0.weight) else 1)" }.joined(separator: " * ")
    text += "with risk = round(1 - \(safe), 2) "
    if let stake { text += "with at_stake = round(\(stake) * risk, 2) " }
    text += "drop warning_words, " + (flags + (used.contains { $0.name == "overdue" } ? [] : ["warning_overdue"]))
      .joined(separator: ", ")
    return text + " order by " + (stake == nil ? "risk desc" : "at_stake desc, risk desc")
  }
}
