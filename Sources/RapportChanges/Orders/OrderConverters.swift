import RapportStore
import RapportValues

/// Customers by the text that names them, in the order of their first row; their number is their account's key.
final class CustomerConverter: CellConverter {
  private let code = CodeConverter()
  private var keys: [String: Int64] = [:]
  private(set) var names: [String] = []

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    guard case .text(let text) = try code.convert(bytes) else { return .missing }
    let name = text.string
    if let key = keys[name] { return .integer(key) }
    names.append(name)
    let key = Int64(names.count)
    keys[name] = key
    return .integer(key)
  }
}

/// Days of a log, whose times of day are left out.
final class LogDayConverter: CellConverter {
  private let days: DayConverter

  init(order: ImportOptions.DateOrder?) { days = DayConverter(order: order) }

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    guard bytes.count > 10, let end = Self.dayEnd(bytes) else { return try days.convert(bytes) }
    return try days.convert(Bytes(rebasing: bytes[..<end]))
  }

  /// Where a time of day begins: behind a blank or `T`, with a colon in it.
  private static func dayEnd(_ bytes: Bytes) -> Int? {
    guard let place = bytes.firstIndex(where: { $0 == 0x20 || $0 == UInt8(ascii: "T") }), place >= 6,
      bytes[place...].contains(UInt8(ascii: ":"))
    else { return nil }
    return place
  }
}

/// Numbers for orders that have none: one for each record, wide enough to stand in the order of the file.
final class OrderNumberConverter: CellConverter {
  private static let digits = 8
  private let scratch = Scratch()
  private var count = 0

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    count += 1
    let number = String(count)
    let zeros = String(repeating: "0", count: max(0, Self.digits - number.count))
    return .text(scratch.take((zeros + number).utf8))
  }
}

/// The status of an order by the amount that `amounts` has just read: below 0 it is a return.
final class OrderStatusConverter: CellConverter {
  private let amounts: OrderAmountConverter
  private let won = StoredText(.text("won"))
  private let returned = StoredText(.text("returned"))

  init(of amounts: OrderAmountConverter) { self.amounts = amounts }

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    amounts.last < 0 ? returned.cell : won.cell
  }
}

/// Amounts in the base currency; remembers the last.
final class OrderAmountConverter: CellConverter {
  private let amounts: ScaledConverter
  private(set) var last: Int64 = 0

  init(scale: Int, currency: Currency?) { amounts = ScaledConverter(scale: scale, currency: currency) }

  override func convert(_ bytes: Bytes) throws(CellFault) -> BoundCell {
    last = 0
    let cell = try amounts.convert(bytes)
    if case .integer(let amount) = cell { last = amount }
    return cell
  }
}
