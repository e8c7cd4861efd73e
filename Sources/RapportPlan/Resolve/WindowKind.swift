import RapportSyntax
import RapportValues

/// What a window function does, apart from its argument.
struct WindowKind {
  var function: Window.Function
  /// Nil is the argument's type.
  var type: ValueType?
  var needsNumber = false
}

extension WindowKind {
  /// Classes by cumulative share from the largest down.
  static let abcClasses = EnumType(name: "abc_class", names: ["C", "B", "A"], isOrdered: true)
  static let pyramidLevels = EnumType(
    name: "pyramid_level", names: ["lead", "iron", "gold", "platinum"], isOrdered: true)
  static let abcCuts = [0.80, 0.95]
  static let pyramidCuts = [0.01, 0.05, 0.20]
}

extension Resolver {
  /// The function that a call names, with the constants before its argument.
  func windowKind(_ call: Call, _ context: Context) -> WindowKind? {
    let name = call.name.text
    let constants = call.arguments.dropLast()
    switch name {
    case "abc": return tiers(call, context, WindowKind.abcClasses, WindowKind.abcCuts, ofRows: false)
    case "pyramid": return tiers(call, context, WindowKind.pyramidLevels, WindowKind.pyramidCuts, ofRows: true)
    case "ntile", "score", "score_of_small":
      guard call.arguments.count == 2 else { return wrongCount(call, "\(name)(4, revenue)", expected: 2) }
      let most: Int64 = name == "ntile" ? 1_000_000 : 9
      guard let count = integerConstant(constants[0].value, context), ((name == "ntile" ? 1 : 2)...most).contains(count) else {
        return fail(
          "R0307", name == "ntile" ? "the number of buckets must be a whole number of at least 1" : "scores go from 1 to 2, or up to 9",
          at: constants[0].value.span)
      }
      if name == "ntile" { return WindowKind(function: .ntile(Int(count)), type: .integer) }
      return WindowKind(
        function: .score(Int(count), smallIsBest: name == "score_of_small"), type: .integer, needsNumber: true)
    default: break
    }
    guard constants.isEmpty, !call.arguments.isEmpty else {
      return wrongCount(call, "\(name)(revenue) per region", expected: 1)
    }
    switch name {
    case "rank": return WindowKind(function: .rank, type: .integer)
    case "share": return WindowKind(function: .share, type: .float(currency: nil), needsNumber: true)
    case "cumulative_share":
      return WindowKind(function: .cumulativeShare, type: .float(currency: nil), needsNumber: true)
    case "running": return WindowKind(function: .running, type: nil, needsNumber: true)
    case "previous": return WindowKind(function: .previous, type: nil)
    default: return WindowKind(function: .ntile(10), type: .integer)
    }
  }

  private func tiers(
    _ call: Call, _ context: Context, _ type: EnumType, _ standard: [Double], ofRows: Bool
  ) -> WindowKind? {
    let given = call.arguments.dropLast()
    let example = "\(call.name.text)(\(standard.map { "\($0)" }.joined(separator: ", ")), revenue)"
    guard !call.arguments.isEmpty, given.isEmpty || given.count == standard.count else {
      return fail(
        "R0307", "`\(call.name.text)` takes an amount, and before it \(standard.count) cuts or none", at: call.span,
        help: [example])
    }
    let cuts = given.compactMap { fraction($0.value, context) }
    guard cuts.count == given.count, zip(cuts, cuts.dropFirst()).allSatisfy({ $0 < $1 }), cuts.first ?? 1 > 0 else {
      return fail("R0307", "the cuts are ascending shares above 0, at most 1", at: call.span, help: [example])
    }
    return WindowKind(
      function: .tier(cuts: cuts.isEmpty ? standard : cuts, ofRows: ofRows), type: .enumeration(type), needsNumber: true)
  }

  private func wrongCount(_ call: Call, _ example: String, expected: Int) -> WindowKind? {
    fail("R0307", "`\(call.name.text)` takes \(expected) argument(s)", at: call.span, help: [example])
  }
}
