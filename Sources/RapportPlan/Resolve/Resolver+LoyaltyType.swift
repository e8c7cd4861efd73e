import RapportSyntax
import RapportValues

/// `loyalty_type(satisfaction, loyalty)`: which of four types a customer is.
extension Resolver {
  func loyaltyType(_ call: Call, _ context: Context, expecting: ValueType?) -> Expr? {
    let values = call.arguments.filter { $0.label == nil }.map(\.value)
    let bounds = call.arguments.filter { $0.label != nil }
    guard values.count == 2, bounds.allSatisfy({ ["satisfied", "loyal"].contains($0.label?.text ?? "") }) else {
      return fail(
        "R0307", "`loyalty_type` takes satisfaction and loyalty", at: call.span,
        help: ["loyalty_type(satisfaction, loyalty_score, satisfied: 1, loyal: 0.6)"])
    }
    func bound(_ name: String, _ usual: String) -> String {
      bounds.first { $0.label?.text == name }.map { "(\(SourceText.text(of: $0.value)))" } ?? usual
    }
    let (satisfaction, loyalty) = ("(\(SourceText.text(of: values[0])))", "(\(SourceText.text(of: values[1])))")
    // A number is a score from 0 to 1; a level counts from its highest on.
    let isNumber = quietly { expression(values[1], context) }?.type.isNumeric ?? false
    let isSatisfied = "\(satisfaction) >= \(bound("satisfied", "1"))"
    let isLoyal = "\(loyalty) >= \(bound("loyal", isNumber ? "0.6" : "high"))"
    let text =
      "when \(satisfaction) is missing or \(loyalty) is missing then missing"
      + " when \(isSatisfied) and \(isLoyal) then \"apostle\" when \(isSatisfied) then \"mercenary\""
      + " when \(isLoyal) then \"hostage\" else \"defector\""
    return expand(call, expression: text, context, expecting: .text)
  }
}
