import RapportValues

/// What stands between the parts of a witness; sorts before every sign of a currency.
private let witnessMark: UInt8 = 0x1F

/// A text that names a row with its amount and currency, in that order of bytes; missing where the amount is.
final class WitnessNode: ExprNode {
  private let currency: ExprNode
  private let amount: ExprNode
  private let keys: [ExprNode]

  init(currency: ExprNode, amount: ExprNode, keys: [ExprNode]) {
    self.currency = currency
    self.amount = amount
    self.keys = keys
    super.init(type: .text, children: [currency, amount] + keys, cost: 40)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    let (currency, amount) = (try currency.column(batch), try amount.column(batch))
    let keys = try keys.map { try $0.column(batch) }
    var texts = TextStorage()
    var missing = [Bool](repeating: false, count: batch.count)
    for row in 0..<batch.count {
      if amount.isMissing(row) {
        missing[row] = true
      } else {
        currency.appendText(at: row, to: &texts.bytes)
        texts.bytes.append(witnessMark)
        for (position, key) in keys.enumerated() {
          if position > 0 { texts.bytes.append(contentsOf: ", ".utf8) }
          key.appendText(at: row, to: &texts.bytes)
        }
        texts.bytes.append(witnessMark)
        amount.appendText(at: row, to: &texts.bytes)
      }
      texts.offsets.append(texts.bytes.count)
    }
    return Operand(column: Column(type: type, storage: .text(texts), missing: normalized(missing)))
  }
}

/// A value of amounts of many rows, unless their currencies differ.
final class OneCurrencyNode: ExprNode {
  private let value: ExprNode
  private let low: ExprNode
  private let high: ExprNode
  private let entity: String
  private let help: [String]

  init(_ value: ExprNode, low: ExprNode, high: ExprNode, entity: String, help: [String]) {
    self.value = value
    self.low = low
    self.high = high
    self.entity = entity
    self.help = help
    super.init(type: value.type, children: [value, low, high], canFail: true, cost: 4)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    let (low, high) = (try low.column(batch), try high.column(batch))
    let (first, last) = (try low.textValues(), try high.textValues())
    for row in 0..<batch.count where !low.isMissing(row) && !high.isMissing(row) {
      let differ = first.withBytes(row) { a in
        last.withBytes(row) { b in
          !a.prefix { $0 != witnessMark }.elementsEqual(b.prefix { $0 != witnessMark })
        }
      }
      if differ { throw mixed(first[row], last[row]) }
    }
    return try value.evaluate(batch)
  }

  private func mixed(_ low: String, _ high: String) -> EvaluationError {
    EvaluationError(
      code: "R0510", message: "amounts of several currencies are combined: \(shown(low)), \(shown(high))",
      help: help)
  }

  /// `sale 7 has 120.00 EUR`
  private func shown(_ witness: String) -> String {
    let parts = witness.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return witness }
    let row = parts[1].isEmpty ? "a \(entity)" : "\(entity) \(parts[1])"
    return "\(row) has \(parts[2]) \(parts[0].isEmpty ? "of no currency" : parts[0])"
  }
}

/// An amount in another currency. Exact amounts at exact rates stay exact as far as the type's digits go, rounded
/// half away from zero there.
final class ExchangeNode: ExprNode {
  private let operands: [ExprNode]
  private let target: String

  /// `operands`: amount, currency, day, rate of the currency, rate of the target.
  init(type: ValueType, _ operands: [ExprNode], target: String) {
    self.operands = operands
    self.target = target
    super.init(type: type, children: operands, canFail: true, cost: 60)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    let columns = try operands.map { try $0.column(batch) }
    guard columns.count == 5 else { throw EvaluationError.mismatch("`convert` needs five operands") }
    var builder = ColumnBuilder(type: type, capacity: batch.count)
    let (wanted, currencies) = (Array(target.utf8), try columns[1].textValues())
    for row in 0..<batch.count {
      if columns[0].isMissing(row) {
        builder.appendMissing()
        continue
      }
      let amount = columns[0].value(at: row)
      let isTarget = !columns[1].isMissing(row) && currencies.withBytes(row) { $0.elementsEqual(wanted) }
      let rates = isTarget ? nil : try rates(columns, row)
      guard let value = converted(amount, rates) else { throw EvaluationError.overflow(in: "`convert`") }
      builder.append(value)
    }
    return Operand(column: builder.finish())
  }

  private func rates(_ columns: [Column], _ row: Int) throws -> (from: Value, to: Value) {
    let amount = { (column: Column) in
      var bytes: [UInt8] = []
      column.appendText(at: row, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    if columns[1].isMissing(row) {
      throw failure(
        "an amount of \(amount(columns[0])) has no currency", "leave such rows out with `where`")
    }
    if columns[2].isMissing(row) {
      throw failure(
        "an amount of \(amount(columns[0])) \(amount(columns[1])) has no day whose rate could be taken",
        "name the day: `convert(…, \"\(target)\", date ?? today)`")
    }
    let (from, to) = (columns[3].value(at: row), columns[4].value(at: row))
    for (rate, currency) in [(from, amount(columns[1])), (to, target)] {
      if rate == .missing || isZero(rate) {
        throw failure(
          "there is no exchange rate of \(currency) on \(amount(columns[2])) or before",
          "add it to `exchange_rates`; the base currency has the rate 1")
      }
    }
    return (from, to)
  }

  private func isZero(_ rate: Value) -> Bool {
    switch rate {
    case .decimal(let decimal): decimal.unscaled == 0
    case .integer(let number): number == 0
    case .float(let number): number == 0
    default: true
    }
  }

  private func failure(_ message: String, _ help: String) -> EvaluationError {
    EvaluationError(code: "R0511", message: message, help: [help])
  }

  /// Without rates the amount is of the target already. Nil if the result does not fit.
  private func converted(_ amount: Value, _ rates: (from: Value, to: Value)?) -> Value? {
    guard case .decimal(let scale, _) = type else {
      guard let number = amount.toDouble else { return nil }
      guard let rates else { return .float(number) }
      guard let from = rates.from.toDouble, let to = rates.to.toDouble else { return nil }
      let result = number * from / to
      return result.isFinite ? .float(result) : nil
    }
    guard let exact = amount.exactNumber else { return nil }
    guard let rates else { return exact.rescaled(to: scale).flatMap(fitting) }
    guard let from = rates.from.exactNumber, let to = rates.to.exactNumber,
      let product = exact.multiplied(by: from)
    else { return nil }
    return product.divided(by: to, scale: scale).flatMap(fitting)
  }

  private func fitting(_ decimal: Decimal) -> Value? {
    Int64(exactly: decimal.unscaled).map { _ in .decimal(decimal) }
  }
}
