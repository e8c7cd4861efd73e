import RapportCatalog
import RapportStore
import RapportValues

/// Numbers of a fixed scale, stored as integers of their last digit: whole numbers, decimals, money.
final class ScaledConverter: CellConverter {
  private let scale: Int
  private let currency: Currency?
  /// What the column counts in: 10,000 for `in 万`.
  private let unit: Int64
  private let shownUnit: String?

  init(scale: Int, currency: Currency? = nil, unit: ImportUnit? = nil) {
    self.scale = scale
    self.currency = currency
    self.unit = unit?.factor ?? 1
    shownUnit = unit?.name
  }

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    if unit == 1, let plain = plain(bytes) { return .integer(plain) }
    return .integer(try slow(bytes))
  }

  /// `-1234.5`; nil for everything that needs a closer look.
  private func plain(_ bytes: Bytes) -> Int64? {
    guard bytes.count <= 17 else { return nil }
    let isNegative = bytes[0] == UInt8(ascii: "-")
    var position = isNegative ? 1 : 0
    guard position < bytes.count, bytes[position] != UInt8(ascii: ".") else { return nil }
    var value: Int64 = 0
    var fraction = -1
    while position < bytes.count {
      let byte = bytes[position]
      position &+= 1
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        value = value &* 10 &+ Int64(digit)
        if fraction >= 0 { fraction &+= 1 }
      } else if byte == UInt8(ascii: "."), fraction < 0 {
        fraction = 0
      } else {
        return nil
      }
    }
    guard fraction != 0 else { return nil }
    fraction = max(fraction, 0)
    guard fraction <= scale else { return nil }
    while fraction < scale {
      let (wider, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = wider
      fraction &+= 1
    }
    return isNegative ? 0 - value : value
  }

  private func slow(_ bytes: Bytes) throws(CellFault) -> Int64 {
    let text = try WrittenNumber(bytes, currency: currency, unit: shownUnit)
    guard let product = text.value.multiplied(by: Decimal(unit)), let whole = product.rescaled(to: scale),
      let stored = Int64(exactly: whole.unscaled)
    else { throw CellFault(.value, "\(Quoted.text(bytes)) is too large") }
    guard whole == product else {
      throw CellFault(
        .value, "\(Quoted.text(bytes)) has more digits behind the point than \(expectation)",
        help: ["round it where it comes from; an import loses nothing"])
    }
    return stored
  }

  private var expectation: String {
    if let currency { return "\(currency.code) has" }
    return scale == 0 ? "a whole number" : "the \(scale) of this field"
  }
}

/// Numbers kept as floating point, such as coordinates.
final class FloatConverter: CellConverter {
  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    if let value = Double(bytes.string), value.isFinite { return .float(value) }
    return .float(try WrittenNumber(bytes, currency: nil, unit: nil).value.toDouble())
  }
}

/// A number as people and spreadsheets write it: `1,234.50`, `￥1,234.50`, `(1,234.50)`, `１２`.
struct WrittenNumber {
  private(set) var value = Decimal(0)

  private static let signs: [(sign: String, codes: [String])] = [
    ("￥", ["CNY"]), ("¥", ["CNY", "JPY"]), ("元", ["CNY"]), ("RMB", ["CNY"]),
    ("$", ["USD", "HKD", "TWD", "SGD", "AUD", "CAD"]),
    ("€", ["EUR"]), ("£", ["GBP"]),
  ]

  init(_ bytes: Bytes, currency: Currency?, unit: String?) throws(CellFault) {
    let narrow = Narrow.form(of: bytes).map { String(decoding: $0, as: UTF8.self) } ?? bytes.string
    var text = narrow.replacing("￥", with: "¥")[...]
    try Self.dropCurrency(&text, currency, bytes)
    var isNegative = false
    if text.hasPrefix("("), text.hasSuffix(")") {
      isNegative = true
      text = text.dropFirst().dropLast()
      try Self.dropCurrency(&text, currency, bytes)
    } else if text.hasPrefix("-") || text.hasPrefix("−") || text.hasPrefix("+") {
      isNegative = !text.hasPrefix("+")
      text = text.dropFirst()
      try Self.dropCurrency(&text, currency, bytes)
    }
    try Self.dropUnit(&text, unit, bytes)
    guard text.first?.isASCII == true, text.first?.isNumber == true, let digits = Self.withoutGroups(text),
      let value = Decimal(digits)
    else {
      throw CellFault(.value, "\(Quoted.text(bytes)) is no number", help: ["for example 1234.50 or 1,234.50"])
    }
    self.value = isNegative ? Decimal(unscaled: 0 - value.unscaled, scale: value.scale) : value
  }

  /// Takes away a sign or code of the currency at either end; of another currency it is refused.
  private static func dropCurrency(_ text: inout Substring, _ currency: Currency?, _ bytes: Bytes)
    throws(CellFault)
  {
    let known = signs + (currency.map { [($0.code, [$0.code])] } ?? [])
    for (sign, codes) in known where text.hasPrefix(sign) || text.hasSuffix(sign) {
      guard let currency, codes.contains(currency.code) else {
        throw CellFault(
          .value, "\(Quoted.text(bytes)) is not in \(currency.map(\.code) ?? "plain numbers")",
          help: ["amounts are never converted by an import"])
      }
      text = text.hasPrefix(sign) ? text.dropFirst(sign.count) : text.dropLast(sign.count)
      while text.first == " " { text = text.dropFirst() }
      while text.last == " " { text = text.dropLast() }
    }
  }

  private static func dropUnit(_ text: inout Substring, _ unit: String?, _ bytes: Bytes) throws(CellFault) {
    for name in ImportUnit.names where text.hasSuffix(name) {
      guard name == unit else {
        throw CellFault(
          .value, "\(Quoted.text(bytes)) counts in \(name), which the column was not declared to do",
          help: ["say so in a map: `FIELD from \"COLUMN\" in \(name)`"])
      }
      text = text.dropLast(name.count)
      while text.last == " " { text = text.dropLast() }
      return
    }
  }

  /// `1,234,567.5` without its commas; nil if they do not stand between groups of three.
  private static func withoutGroups(_ text: Substring) -> String? {
    guard text.contains(",") else { return String(text) }
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = (parts.first ?? "").split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      !(parts.count > 1 && parts[1].contains(","))
    else { return nil }
    return groups.joined() + (parts.count > 1 ? "." + parts[1] : "")
  }
}

/// A unit that a column of numbers counts in.
struct ImportUnit: Hashable, Sendable {
  let name: String
  let factor: Int64

  private static let known: [(name: String, factor: Int64)] = [
    ("千", 1_000), ("万", 10_000), ("萬", 10_000), ("百万", 1_000_000), ("亿", 100_000_000), ("億", 100_000_000),
    ("k", 1_000), ("M", 1_000_000),
  ]

  static var names: [String] { known.map(\.name).sorted { $0.count > $1.count } }

  init?(_ name: String) {
    guard let unit = Self.known.first(where: { $0.name == name }) else { return nil }
    self.name = unit.name
    factor = unit.factor
  }
}
