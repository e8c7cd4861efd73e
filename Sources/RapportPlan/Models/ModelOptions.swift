import RapportAnalytics
import RapportSyntax

/// How a call asks for a model: which, of what, in which unit.
struct ModelOptions {
  var kind: ModelKind?
  var unit = ModelUnit.week
  /// A relation named in the script; all rows of the entity without one.
  var population: Name?
  var events: Expression?
  var amount: Expression?
  /// What else the call says, by name.
  var others: [String: Expression] = [:]
  /// Arguments without a name.
  var positional: [Expression] = []
}

extension Resolver {
  /// Takes a call apart; `others` are the names that only this function knows, `positional` how many values have none.
  func modelOptions(_ call: Call, positional: Int, others: [String] = [], example: String) -> ModelOptions? {
    var options = ModelOptions()
    let shared = ["model", "unit", "of", "events", "amount"]
    for argument in call.arguments {
      let value = argument.value
      switch argument.label?.text {
      case "model":
        guard let kind = value.bareWord.flatMap({ ModelKind(rawValue: $0.text) }) else {
          return fail(
            "R0307", "`model:` is the name of a model", at: value.span,
            help: ["one of " + ModelKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")])
        }
        options.kind = kind
      case "unit":
        guard let unit = value.bareWord.flatMap({ ModelUnit.named($0.text) }) else {
          return fail(
            "R0307", "`unit:` is the unit of time a model counts in", at: value.span,
            help: ["one of " + ModelUnit.all.map { "`\($0.name)`" }.joined(separator: ", ")])
        }
        options.unit = unit
      case "of":
        guard case .path(let names) = value.unwrapped.kind, names.count == 1 else {
          return fail(
            "R0307", "`of:` is a relation with a name", at: value.span,
            help: ["name it before: `let key = accounts where key_account`, then `of: key`"])
        }
        options.population = names[0]
      case "events": options.events = value
      case "amount": options.amount = value
      case let label?:
        guard others.contains(label) else {
          return fail(
            "R0307", "`\(call.name.text)` has no parameter `\(label)`", at: argument.label?.span ?? value.span,
            help: ["its parameters: " + (others + shared).joined(separator: ", ")])
        }
        options.others[label] = value
      case nil: options.positional.append(value)
      }
    }
    guard options.positional.count == positional else {
      return fail(
        "R0307", "`\(call.name.text)` takes \(positional == 0 ? "its arguments by name" : "one value without a name")",
        at: call.span, help: ["for example `\(example)`"])
    }
    return options
  }
}
