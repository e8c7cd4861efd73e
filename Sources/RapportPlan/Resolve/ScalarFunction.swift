import RapportValues

/// A function of one row: what it takes and gives. Its help is an entry of `CResources/help.md`.
struct ScalarFunction: Sendable {
  enum Parameter: Sendable {
    case number, text, date, duration, any
    /// A whole number.
    case integer
    /// A word such as `month`.
    case unit
  }
  let name: String
  let parameters: [Parameter]
  /// How many of them must be given.
  let required: Int
  /// The last parameter may repeat.
  let isVariadic: Bool
  let operation: Operation
  /// Type of the result from the types of the arguments.
  let result: @Sendable ([ValueType]) -> ValueType
  /// A call, for messages.
  let example: String

  init(
    _ name: String, _ parameters: [Parameter], required: Int? = nil, isVariadic: Bool = false,
    _ operation: Operation,
    _ result: @escaping @Sendable ([ValueType]) -> ValueType, example: String
  ) {
    self.name = name
    self.parameters = parameters
    self.required = required ?? parameters.count
    self.isVariadic = isVariadic
    self.operation = operation
    self.result = result
    self.example = example
  }

  static let all: [String: ScalarFunction] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.name, $0) })

  static let table: [ScalarFunction] = [
    ScalarFunction("year", [.date], .year, { _ in .integer }, example: "year(2026-03-15)"),
    ScalarFunction("half", [.date], .half, { _ in .integer }, example: "half(2026-03-15)"),
    ScalarFunction("quarter", [.date], .quarter, { _ in .integer }, example: "quarter(2026-03-15)"),
    ScalarFunction("month", [.date], .month, { _ in .integer }, example: "month(2026-03-15)"),
    ScalarFunction("week", [.date], .week, { _ in .integer }, example: "week(2026-03-15)"),
    ScalarFunction("day", [.date], .dayOfMonth, { _ in .integer }, example: "day(2026-03-15)"),
    ScalarFunction("weekday", [.date], .weekday, { _ in .integer }, example: "weekday(2026-03-15)"),
    ScalarFunction("period", [.date, .unit], .periodOf, { $0[1] }, example: "period(2026-03-15, month)"),
    ScalarFunction("days", [.duration], .convert, { _ in .integer }, example: "days(2 weeks)"),
    ScalarFunction("lower", [.text], .lower, { $0[0] }, example: "lower(\"ACME\")"),
    ScalarFunction("upper", [.text], .upper, { $0[0] }, example: "upper(\"acme\")"),
    ScalarFunction("trim", [.text], .trim, { $0[0] }, example: "trim(\" a \")"),
    ScalarFunction("length", [.text], .length, { _ in .integer }, example: "length(\"客户\")"),
    ScalarFunction(
      "substring", [.text, .integer, .integer], required: 2, .substring, { $0[0] },
      example: "substring(\"acme\", 2, 2)"),
    ScalarFunction(
      "replace", [.text, .text, .text], .replace, { $0[0] },
      example: "replace(\"a-b\", \"-\", \"+\")"),
    ScalarFunction(
      "concat", [.text], isVariadic: true, .concatenate, { _ in .text },
      example: "concat(\"a\", \"b\")"),
    ScalarFunction("text", [.any], .written, { _ in .text }, example: "text(2026-03-15)"),
    ScalarFunction(
      "number", [.any], .parsedNumber, { _ in .float(currency: nil) },
      example: "number(\"12.5\")"),
    ScalarFunction("date", [.any], .parsedDay, { _ in .day }, example: "date(\"2026-03-15\")"),
    ScalarFunction("round", [.number, .integer], required: 1, .round, { $0[0] }, example: "round(2.345, 2)"),
    ScalarFunction("abs", [.number], .abs, { $0[0] }, example: "abs(0 - 3)"),
    ScalarFunction("min", [.any, .any], isVariadic: true, .least, { $0[0] }, example: "min(3, 2)"),
    ScalarFunction("max", [.any, .any], isVariadic: true, .greatest, { $0[0] }, example: "max(3, 2)"),
  ]
}
