import RapportValues

/// A function of one row: what it takes and gives. The table is the reference for checking and for help.
struct ScalarFunction: Sendable {
  enum Parameter: Sendable {
    case number, text, date, any
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
  let documentation: String
  let example: String

  init(
    _ name: String, _ parameters: [Parameter], required: Int? = nil, isVariadic: Bool = false,
    _ operation: Operation,
    _ result: @escaping @Sendable ([ValueType]) -> ValueType, _ documentation: String, example: String
  ) {
    self.name = name
    self.parameters = parameters
    self.required = required ?? parameters.count
    self.isVariadic = isVariadic
    self.operation = operation
    self.result = result
    self.documentation = documentation
    self.example = example
  }

  static let all: [String: ScalarFunction] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.name, $0) })

  static let table: [ScalarFunction] = [
    ScalarFunction(
      "year", [.date], .year, { _ in .integer }, "Calendar year of a date.", example: "year(2026-03-15)"),
    ScalarFunction(
      "half", [.date], .half, { _ in .integer }, "Half of the year, 1 or 2.", example: "half(2026-03-15)"),
    ScalarFunction(
      "quarter", [.date], .quarter, { _ in .integer }, "Quarter of the year, 1 to 4.",
      example: "quarter(2026-03-15)"),
    ScalarFunction(
      "month", [.date], .month, { _ in .integer }, "Month of the year, 1 to 12.", example: "month(2026-03-15)"
    ),
    ScalarFunction(
      "week", [.date], .week, { _ in .integer }, "ISO week of the year, 1 to 53.", example: "week(2026-03-15)"
    ),
    ScalarFunction(
      "day", [.date], .dayOfMonth, { _ in .integer }, "Day of the month, 1 to 31.", example: "day(2026-03-15)"
    ),
    ScalarFunction(
      "weekday", [.date], .weekday, { _ in .integer }, "Day of the week, 1 = Monday to 7 = Sunday.",
      example: "weekday(2026-03-15)"),
    ScalarFunction(
      "period", [.date, .unit], .periodOf, { $0[1] },
      "The calendar period that holds a date: day, week, month, quarter, half or year.",
      example: "period(2026-03-15, month)"),
    ScalarFunction("lower", [.text], .lower, { $0[0] }, "Text in lower case.", example: "lower(\"ACME\")"),
    ScalarFunction("upper", [.text], .upper, { $0[0] }, "Text in upper case.", example: "upper(\"acme\")"),
    ScalarFunction(
      "trim", [.text], .trim, { $0[0] }, "Text without white space at both ends.", example: "trim(\" a \")"),
    ScalarFunction(
      "length", [.text], .length, { _ in .integer }, "Number of characters.", example: "length(\"客户\")"),
    ScalarFunction(
      "substring", [.text, .integer, .integer], required: 2, .substring, { $0[0] },
      "Part of a text from a position (1 is the first, −1 the last), with a length if given.",
      example: "substring(\"acme\", 2, 2)"),
    ScalarFunction(
      "replace", [.text, .text, .text], .replace, { $0[0] },
      "Every occurrence of one text replaced by another.", example: "replace(\"a-b\", \"-\", \"+\")"),
    ScalarFunction(
      "concat", [.text], isVariadic: true, .concatenate, { _ in .text },
      "Texts joined end to end; missing if one is.", example: "concat(\"a\", \"b\")"),
    ScalarFunction(
      "text", [.any], .written, { _ in .text }, "A value in its written form.", example: "text(2026-03-15)"),
    ScalarFunction(
      "number", [.any], .parsedNumber, { _ in .float(currency: nil) },
      "The number a text says; missing if it says none.", example: "number(\"12.5\")"),
    ScalarFunction(
      "date", [.any], .parsedDay, { _ in .day },
      "The ISO date a text begins with, or the day of a date with time; missing if there is none.",
      example: "date(\"2026-03-15\")"),
    ScalarFunction(
      "round", [.number, .integer], required: 1, .round, { $0[0] },
      "Rounded half away from zero to so many decimals (0 if not given).", example: "round(2.345, 2)"),
    ScalarFunction("abs", [.number], .abs, { $0[0] }, "Without its sign.", example: "abs(0 - 3)"),
    ScalarFunction(
      "min", [.any, .any], isVariadic: true, .least, { $0[0] },
      "Smallest of the values; missing ones are skipped.", example: "min(3, 2)"),
    ScalarFunction(
      "max", [.any, .any], isVariadic: true, .greatest, { $0[0] },
      "Largest of the values; missing ones are skipped.", example: "max(3, 2)"),
  ]
}
