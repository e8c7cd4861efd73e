import RapportSyntax

/// The arguments of a function over a relation, all by name.
struct RelationArguments {
  let call: Call
  private let values: [String: Expression]

  init(_ call: Call, _ values: [String: Expression]) {
    self.call = call
    self.values = values
  }

  var name: String { call.name.text }

  subscript(_ label: String) -> Expression? { values[label] }

  /// The first of some that is given.
  func first(of labels: [String]) -> Expression? { labels.lazy.compactMap { values[$0] }.first }
}

extension Resolver {
  /// Takes a call apart whose arguments all have names.
  func relationArguments(_ call: Call, _ known: [String], example: String) -> RelationArguments? {
    labelled(call, allowed: known, example: example).map { RelationArguments(call, $0) }
  }

  /// A whole number in a range; `standard` where it is not given.
  func whole(
    _ label: String, _ arguments: RelationArguments, _ allowed: ClosedRange<Int64>, standard: Int64, _ context: Context
  ) -> Int64? {
    guard let node = arguments[label] else { return standard }
    if let number = integerConstant(node, context), allowed.contains(number) { return number }
    return fail(
      "R0307", "`\(label):` is a whole number from \(allowed.lowerBound) to \(allowed.upperBound)", at: node.span)
  }

  /// One of some words; `standard` where it is not given.
  func word(
    _ label: String, _ arguments: RelationArguments, _ allowed: [String], standard: String
  ) -> String? {
    guard let node = arguments[label] else { return standard }
    if let word = node.bareWord?.text, allowed.contains(word) { return word }
    return fail(
      "R0307", "`\(label):` is \(allowed.dropLast().map { "`\($0)`" }.joined(separator: ", ")) or `\(allowed.last ?? "")`",
      at: node.span)
  }
}
