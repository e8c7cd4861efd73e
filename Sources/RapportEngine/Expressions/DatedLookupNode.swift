import RapportValues

/// Values by key, in the order of their days.
final class DatedTable: Sendable {
  private let entries: [String: (days: [Int64], values: [Value])]

  init(_ batch: Batch, key: Int, day: Int, value: Int) {
    var rows: [String: [(day: Int64, value: Value)]] = [:]
    for row in 0..<batch.count {
      guard case .text(let name) = batch.columns[key].value(at: row),
        case .day(let date) = batch.columns[day].value(at: row)
      else { continue }
      let held = batch.columns[value].value(at: row)
      if held != .missing { rows[name, default: []].append((Int64(date.number), held)) }
    }
    entries = rows.mapValues { list in
      let sorted = list.sorted { a, b in
        a.day != b.day ? a.day < b.day : (a.value.toDouble ?? 0) < (b.value.toDouble ?? 0)
      }
      return (sorted.map(\.day), sorted.map(\.value))
    }
  }

  /// The value of the last entry on or before a day.
  func value(of key: String, on day: Int64) -> Value {
    guard let entry = entries[key] else { return .missing }
    var (low, high) = (0, entry.days.count)
    while low < high {
      let middle = (low + high) / 2
      if entry.days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? entry.values[low - 1] : .missing
  }
}

/// The value that held for a key on a day. The relation is read when the first batch comes.
final class DatedLookupNode: ExprNode {
  private let key: ExprNode
  private let day: ExprNode
  private let load: () throws -> DatedTable
  private var table: DatedTable?

  init(type: ValueType, key: ExprNode, day: ExprNode, load: @escaping () throws -> DatedTable) {
    self.key = key
    self.day = day
    self.load = load
    super.init(type: type, children: [key, day], cost: 40)
  }

  override func evaluate(_ batch: Batch) throws -> Operand {
    let table = try loaded()
    let (keys, days) = (try key.column(batch), try day.column(batch))
    let (names, dates) = (try keys.textValues(), try days.int64Values())
    var builder = ColumnBuilder(type: type, capacity: batch.count)
    for row in 0..<batch.count {
      let isKnown = !keys.isMissing(row) && !days.isMissing(row)
      builder.append(isKnown ? table.value(of: names[row], on: dates[row]) : .missing)
    }
    return Operand(column: builder.finish())
  }

  private func loaded() throws -> DatedTable {
    if let table { return table }
    let made = try load()
    table = made
    return made
  }
}
