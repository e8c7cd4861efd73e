import RapportSyntax
import RapportValues

extension Resolver {
  func scalar(
    _ function: ScalarFunction, _ call: Call, _ node: Expression, _ context: Context, expecting: ValueType?
  ) -> Expr? {
    if let labelled = call.arguments.first(where: { $0.label != nil })?.label {
      return fail(
        "R0307", "`\(function.name)` has no named arguments", at: labelled.span, help: [function.example])
    }
    let count = call.arguments.count
    guard count >= function.required, function.isVariadic || count <= function.parameters.count else {
      return fail(
        "R0307", "`\(function.name)` takes \(arity(function)), not \(count)", at: call.span,
        help: ["for example `\(function.example)`"])
    }
    var values: [Expr] = []
    var types: [ValueType] = []
    for (position, argument) in call.arguments.enumerated() {
      let parameter = function.parameters[min(position, function.parameters.count - 1)]
      if case .unit = parameter {
        guard let unit = periodUnit(argument.value) else { return nil }
        types.append(.period(unit))
        continue
      }
      guard let value = expression(argument.value, context, expecting: values.first?.type),
        let accepted = accept(value, as: parameter, of: function, at: argument.value.span)
      else { return nil }
      values.append(accepted)
      types.append(accepted.type)
    }
    if function.operation == .least || function.operation == .greatest {
      guard let type = commonType(values, at: call.span, what: "the arguments of `\(function.name)`") else {
        return nil
      }
      return .apply(function.operation, values.map { convert($0, to: type) }, type)
    }
    if function.operation == .round { return rounded(values, call, context) }
    switch function.operation {
    case .written, .parsedNumber, .parsedDay: return conversion(values[0], function, call.arguments[0].value)
    default: break
    }
    return .apply(function.operation, values, function.result(types))
  }

  private func arity(_ function: ScalarFunction) -> String {
    let most = function.parameters.count
    if function.isVariadic { return "at least \(function.required) arguments" }
    if function.required < most { return "\(function.required) to \(most) arguments" }
    return most == 1 ? "one argument" : "\(most) arguments"
  }

  private func periodUnit(_ node: Expression) -> PeriodUnit? {
    if let word = node.bareWord, let unit = PeriodUnit(rawValue: word.text) { return unit }
    return fail(
      "R0307", "a unit is expected", at: node.span,
      help: ["one of `day`, `week`, `month`, `quarter`, `half`, `year`"])
  }

  private func accept(
    _ value: Expr, as parameter: ScalarFunction.Parameter, of function: ScalarFunction, at span: SourceSpan
  )
    -> Expr?
  {
    if case .literal(.missing, _) = value { return value }
    let fits =
      switch parameter {
      case .number: value.type.isNumeric
      case .integer: value.type == .integer
      case .text: value.type.isTextual
      case .date: value.type.isTemporal
      case .duration: value.type == .days
      case .any, .unit: true
      }
    if fits { return value }
    let wanted =
      switch parameter {
      case .number: "a number"
      case .integer: "a whole number"
      case .text: "text"
      case .duration: "a duration in days or weeks"
      default: "a date"
      }
    if case .text = parameter, case .enumeration = value.type { return .apply(.convert, [value], .text) }
    return fail(
      "R0202", "`\(function.name)` needs \(wanted), this is \(value.type.article)", at: span,
      help: ["for example `\(function.example)`"])
  }

  /// `text(x)`, `number(text)`, `date(text)`; what is one already stays as it is.
  private func conversion(_ value: Expr, _ function: ScalarFunction, _ node: Expression) -> Expr? {
    let result = function.result([])
    if case .literal(.missing, _) = value { return .literal(.missing, result) }
    switch function.operation {
    case .written:
      if let text = fileText(value) { return text }
      if value.type.isTextual { return value }
      if case .list = value.type { break }
      if case .enumeration = value.type { return .apply(.convert, [value], .text) }
      return .apply(.written, [value], .text)
    case .parsedDay:
      if value.type.isTemporal { return asDay(value) }
      if value.type.isTextual { return .apply(.parsedDay, [value], .day) }
    default:
      if value.type.isNumeric { return value }
      if value.type.isTextual { return .apply(.parsedNumber, [value], result) }
    }
    return fail(
      "R0202", "`\(function.name)` does not work on \(value.type.article)", at: node.span,
      help: ["for example `\(function.example)`"])
  }

  /// The text of a file's column whose cells were read as something else.
  func fileText(_ value: Expr) -> Expr? {
    value.columnID.flatMap { fileTexts[$0] }.map { .column($0, .code) }
  }

  /// A text where the other side is one, if it can be had from a file.
  func asFileText(_ value: Expr, beside other: ValueType) -> Expr {
    other.isTextual && !value.type.isTextual ? fileText(value) ?? value : value
  }

  /// Rounding fixes the digits of an exact number in its type.
  private func rounded(_ values: [Expr], _ call: Call, _ context: Context) -> Expr? {
    var digits: Int64 = 0
    if values.count > 1 {
      guard case .literal(.integer(let given), _) = values[1], (0...9).contains(given) else {
        return fail(
          "R0307", "the number of decimals must be a whole number from 0 to 9",
          at: call.arguments[1].value.span)
      }
      digits = given
    }
    let operand = values[0]
    switch operand.type {
    case .integer: return operand
    case .decimal(let scale, let currency):
      if Int64(scale) <= digits { return operand }
      return .apply(.convert, [operand], .decimal(scale: Int(digits), currency: currency))
    default: return .apply(.round, [operand, .literal(.integer(digits), .integer)], operand.type)
    }
  }
}
