import RapportPlan
import RapportValues

extension NaiveEvaluator {
  /// Of the rows with the key, the value of the one with the latest day up to the day asked for.
  func dated(_ lookup: DatedLookup, _ row: NaiveRow) throws -> Value {
    let (key, day) = (try value(lookup.key, row), try value(lookup.day, row))
    guard case .text(let name) = key, case .day(let limit) = day else { return .missing }
    if members[lookup.relation] == nil { members[lookup.relation] = try rows(lookup.relation) }
    var best: (day: Day, value: Value)?
    for entry in members[lookup.relation] ?? [] {
      guard case .text(let text) = try cell(entry, lookup.keyColumn), NaiveText.order(text, name) == 0,
        case .day(let date) = try cell(entry, lookup.dayColumn), date.number <= limit.number
      else { continue }
      let held = try cell(entry, lookup.valueColumn)
      if held == .missing { continue }
      if let known = best {
        if known.day.number > date.number { continue }
        if known.day == date, try NaiveValue.order(known.value, held, lookup.type) >= 0 { continue }
      }
      best = (date, held)
    }
    return best?.value ?? .missing
  }

  func currencies(_ operation: Operation, _ values: [Value], _ type: ValueType) throws -> Value {
    switch operation {
    case .witness:
      let amount = try operand(values, 1)
      if amount == .missing { return .missing }
      guard case .text(let currency) = values[0] else { return .text("\u{1F}") }
      // Only the currency is ever compared; keys would only tell rows apart.
      return .text(currency + "\u{1F}")
    case .oneCurrency:
      let (low, high) = (try operand(values, 1), try operand(values, 2))
      if low != .missing, high != .missing, low != high { throw NaiveError.currencies }
      return values[0]
    case .exchange(let target): return try exchange(values, to: target, type)
    default: throw NaiveError.unsupported("\(operation)")
    }
  }

  private func exchange(_ values: [Value], to target: String, _ type: ValueType) throws -> Value {
    guard values.count == 5 else { throw NaiveError.unsupported("convert of \(values.count) operands") }
    let amount = values[0]
    if amount == .missing || values[1] == .text(target) { return amount }
    if values.contains(.missing) { throw NaiveError.currencies }
    guard let number = NaiveValue.number(amount), let from = NaiveValue.number(values[3]),
      let to = NaiveValue.number(values[4])
    else { throw NaiveError.unsupported("convert of \(values)") }
    if from.double == 0 || to.double == 0 { throw NaiveError.currencies }
    guard case .decimal(let scale, _) = type, case .exact(let a) = number, case .exact(let b) = from,
      case .exact(let c) = to
    else { return .float(number.double * from.double / to.double) }
    // a·b/c with `scale` digits: numerator and denominator as whole numbers, halves away from zero.
    var numerator = try NaiveNumber.multiply(a.unscaled, b.unscaled)
    numerator = try NaiveNumber.multiply(numerator, NaiveNumber.powerOfTen(c.scale + scale))
    let denominator = try NaiveNumber.multiply(c.unscaled, NaiveNumber.powerOfTen(a.scale + b.scale))
    let isNegative = (numerator < 0) != (denominator < 0)
    let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
    let rounded = Int128(rest * 2 >= denominator.magnitude ? whole + 1 : whole)
    return .decimal(Decimal(unscaled: isNegative ? -rounded : rounded, scale: scale))
  }
}
