import RapportPlan
import RapportValues

extension NaiveEvaluator {
  /// Operations whose operands are all known.
  func compute(_ operation: Operation, _ values: [Value], _ type: ValueType) throws -> Value {
    switch operation {
    case .add, .subtract, .multiply, .divide, .negate, .convert, .round, .abs:
      return try computeNumber(operation, values, type)
    case .masked(let form): return .text(form.masked(try text(operand(values, 0))))
    case .written: return .text(try NaiveText.written(operand(values, 0)))
    case .parsedNumber: return NaiveText.number(try text(operand(values, 0)))
    case .parsedDay: return NaiveText.day(try text(operand(values, 0)))
    case .lower, .upper, .trim, .length, .substring, .replace, .concatenate:
      return try computeText(operation, values)
    default:
      return try computeDate(operation, values, type)
    }
  }

  private func computeNumber(
    _ operation: Operation, _ values: [Value], _ type: ValueType
  ) throws -> Value {
    if operation == .convert { return try convert(try operand(values, 0), type) }
    let numbers = try values.map { value in
      guard let number = NaiveValue.number(value) else {
        throw NaiveError.unsupported("\(operation) of \(value)")
      }
      return number
    }
    let first = try operand(numbers, 0)
    switch operation {
    case .round: return try round(first, try operand(values, 1))
    case .negate: return try arithmetic(.subtract, .exact(Decimal(unscaled: 0, scale: 0)), first, type)
    case .abs:
      let negative: Bool =
        switch first {
        case .exact(let decimal): decimal.unscaled < 0
        case .float(let value): value < 0
        }
      return try negative ? computeNumber(.negate, [values[0]], type) : values[0]
    case .divide:
      return try divide(first, operand(numbers, 1))
    default: return try arithmetic(operation, first, try operand(numbers, 1), type)
    }
  }

  /// Exact numbers are divided as they stand and the point is set afterwards, so that equal scales cancel.
  private func divide(_ left: NaiveValue.Number, _ right: NaiveValue.Number) throws -> Value {
    if right.double == 0 { return .missing }
    guard case .exact(let a) = left, case .exact(let b) = right else {
      return .float(left.double / right.double)
    }
    var quotient = Double(a.unscaled) / Double(b.unscaled)
    let places = Double(try NaiveNumber.powerOfTen(abs(b.scale - a.scale)))
    if b.scale > a.scale { quotient *= places }
    if b.scale < a.scale { quotient *= 1 / places }
    return .float(quotient)
  }

  /// Sums, differences and products: in binary if the result is, else exactly.
  private func arithmetic(
    _ operation: Operation, _ left: NaiveValue.Number, _ right: NaiveValue.Number, _ type: ValueType
  ) throws -> Value {
    if case .exact(let a) = left, case .exact(let b) = right, !isFloat(type) {
      if operation == .multiply {
        let product = try NaiveNumber.multiply(a.unscaled, b.unscaled)
        return .decimal(Decimal(unscaled: product, scale: a.scale + b.scale))
      }
      let scale = max(a.scale, b.scale)
      let x = try NaiveNumber.rescale(a, to: scale).unscaled
      let y = try NaiveNumber.rescale(b, to: scale).unscaled
      let sum = try NaiveNumber.add(x, operation == .subtract ? -y : y)
      return .decimal(Decimal(unscaled: sum, scale: scale))
    }
    let (x, y) = (left.double, right.double)
    return switch operation {
    case .multiply: .float(x * y)
    case .subtract: .float(x - y)
    default: .float(x + y)
    }
  }

  func isFloat(_ type: ValueType) -> Bool {
    if case .float = type { return true }
    return false
  }

  private func convert(_ value: Value, _ type: ValueType) throws -> Value {
    switch (value, type) {
    case (.text, .text), (.text, .code), (.text, .enumeration): return value
    case (.period(_, let start), .period(let unit)):
      return .period(unit, start: try NaiveCalendar.start(of: unit, start))
    case (.day(let day), .period(let unit)):
      return .period(unit, start: try NaiveCalendar.start(of: unit, day))
    default: return try NaiveValue.conform(value, type)
    }
  }

  /// Half away from zero at `digits` after the point, before it if negative.
  private func round(_ number: NaiveValue.Number, _ digits: Value) throws -> Value {
    guard case .integer(let wide) = digits, abs(wide) <= 18 else {
      throw NaiveError.unsupported("round to \(digits)")
    }
    let digits = Int(wide)
    switch number {
    case .exact(let decimal):
      if digits >= decimal.scale { return .decimal(decimal) }
      if digits >= 0 { return .decimal(try NaiveNumber.rescale(decimal, to: digits)) }
      // Shift the point left, round to whole, shift back.
      let shifted = Decimal(unscaled: decimal.unscaled, scale: decimal.scale - digits)
      let whole = try NaiveNumber.rescale(shifted, to: 0).unscaled
      return .decimal(
        Decimal(unscaled: try NaiveNumber.multiply(whole, NaiveNumber.powerOfTen(-digits)), scale: 0))
    case .float(let value):
      // So large a float is whole already.
      if value.magnitude >= 0x1p52 { return .float(value) }
      return .float(NaiveNumber.double(try NaiveNumber.nearest(value, scale: max(0, digits))))
    }
  }

  private func computeText(_ operation: Operation, _ values: [Value]) throws -> Value {
    if operation == .concatenate { return .text(try values.map(text).joined()) }
    let text = try text(operand(values, 0))
    switch operation {
    case .lower: return .text(text.lowercased())
    case .upper: return .text(text.uppercased())
    case .trim: return .text(NaiveText.trim(text))
    case .length: return .integer(Int64(text.unicodeScalars.count))
    case .substring:
      let length = values.count > 2 ? try integer(values[2]) : nil
      return .text(NaiveText.substring(text, start: try integer(operand(values, 1)), length: length))
    default:
      let (from, to) = (try self.text(operand(values, 1)), try self.text(operand(values, 2)))
      return .text(NaiveText.replace(text, from, to))
    }
  }

  private func text(_ value: Value) throws -> String {
    guard case .text(let text) = value else { throw NaiveError.unsupported("\(value) as text") }
    return text
  }

  private func integer(_ value: Value) throws -> Int64 {
    guard case .exact(let decimal)? = NaiveValue.number(value), decimal.scale == 0,
      let integer = Int64(exactly: decimal.unscaled)
    else { throw NaiveError.unsupported("\(value) as integer") }
    return integer
  }

  private func computeDate(
    _ operation: Operation, _ values: [Value], _ type: ValueType
  ) throws -> Value {
    let first = try operand(values, 0)
    if case .addSpan(let span) = operation { return try NaiveCalendar.add(span, to: first) }
    let day = try day(first)
    switch operation {
    case .year: return .integer(Int64(try NaiveCalendar.date(day).year))
    case .half: return .integer(try NaiveCalendar.date(day).month <= 6 ? 1 : 2)
    case .quarter: return .integer(Int64((try NaiveCalendar.date(day).month + 2) / 3))
    case .month: return .integer(Int64(try NaiveCalendar.date(day).month))
    case .week: return .integer(Int64(try NaiveCalendar.week(day)))
    case .dayOfMonth: return .integer(Int64(try NaiveCalendar.date(day).day))
    case .weekday: return .integer(Int64(NaiveCalendar.weekday(day)))
    case .periodOf:
      guard case .period(let unit) = type else { throw NaiveError.unsupported("period of \(type)") }
      return .period(unit, start: try NaiveCalendar.start(of: unit, day))
    case .dayOf: return .day(day)
    case .daysBetween:
      return .days(Int64(day.number) - Int64(try self.day(operand(values, 1)).number))
    case .addDays, .subtractDays:
      let count = try integer(operand(values, 1))
      guard abs(count) < 10_000_000 else { return .missing }
      let span = CalendarSpan(count: operation == .addDays ? count : -count, unit: .day)
      return try NaiveCalendar.add(span, to: first)
    default: throw NaiveError.unsupported("\(operation)")
    }
  }

  private func day(_ value: Value) throws -> Day {
    switch value {
    case .day(let day): day
    case .dateTime(let moment): NaiveCalendar.day(of: moment)
    case .period(_, let start): start
    default: throw NaiveError.unsupported("\(value) as a day")
    }
  }
}
