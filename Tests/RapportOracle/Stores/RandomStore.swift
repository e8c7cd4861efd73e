package import RapportCatalog
import RapportValues

/// Makes small tables full of what goes wrong: missing, empty, equal, dangling, undeclared, wide, at month
/// ends.
package struct RandomStore {
  private var random: SeededGenerator
  private let storage: CatalogStorage
  private var keys: [String: [[String: Value]]] = [:]
  private var tables: [TestTable] = []

  package init(seed: UInt64, storage: CatalogStorage = .foreign) {
    random = SeededGenerator(seed: seed)
    self.storage = storage
  }

  /// Rows for every table.
  package mutating func make(_ tables: [TestTable]) -> NaiveStore {
    self.tables = tables
    let sizes = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, size(of: $0)) })
    for table in tables { keys[table.name] = independentKeys(of: table, count: sizes[table.name] ?? 0) }
    var store = NaiveStore()
    for table in tables {
      let rows = (0..<(sizes[table.name] ?? 0)).map { row(of: table, at: $0) }
      let kept = unique(rows.compactMap { $0 }, by: table.key)
      store.tables[table.name] = kept
      keys[table.name] = kept
    }
    return store
  }

  private mutating func size(of table: TestTable) -> Int {
    if random.chance(4) { return 0 }
    if random.chance(10) { return 1 }
    return random.within(1...table.most)
  }

  /// Key columns that are no references are drawn first, so that any table can refer to any other.
  private mutating func independentKeys(of table: TestTable, count: Int) -> [[String: Value]] {
    var rows = [[String: Value]](repeating: [:], count: count)
    for column in table.columns {
      let pool: [Value]
      switch column.content {
      case .codes(let codes): pool = codes.map { .text($0) }
      case .numbers(let range): pool = range.map { .integer(Int64($0)) }
      default: continue
      }
      let shuffled = pool.shuffled(using: &random)
      for position in rows.indices where position < shuffled.count {
        rows[position][column.name] = shuffled[position]
      }
    }
    return rows
  }

  /// Nil if the key's values have run out.
  private mutating func row(of table: TestTable, at position: Int) -> [String: Value]? {
    guard let drawn = keys[table.name], drawn.indices.contains(position) else { return nil }
    var row = drawn[position]
    for column in table.columns where row[column.name] == nil {
      switch column.content {
      case .codes, .numbers: return nil
      default: row[column.name] = random.chance(column.missing) ? .missing : value(column.content)
      }
    }
    if !table.changes.isEmpty { change(&row, of: table) }
    if storage == .own, let name = table.folded {
      if case .text(let text)? = row[name] { row[name + "_folded"] = .text(NaiveText.fold(text)) }
      if row[name] == .missing { row[name + "_folded"] = .missing }
    }
    return row
  }

  /// What changed: the same kind of value as the column holds, of a row that is mostly there.
  private mutating func change(_ row: inout [String: Value], of table: TestTable) {
    guard let tracked = random.pick(table.changes), let holder = tables.first(where: { $0.name == tracked.table }),
      let column = holder.columns.first(where: { $0.name == tracked.column }), let key = holder.key.first
    else { return }
    row["entity"] = .text(tracked.entity)
    row["field"] = .text(tracked.field)
    row["row_key"] = reference(tracked.table, key)
    for side in ["old_value", "new_value"] {
      row[side] = random.chance(column.missing) ? .missing : value(column.content)
    }
  }

  private func unique(_ rows: [[String: Value]], by key: [String]) -> [[String: Value]] {
    var seen: Set<[Value]> = []
    return rows.filter { row in seen.insert(key.map { row[$0] ?? .missing }).inserted }
  }

  private mutating func value(_ content: TestColumn.Content) -> Value {
    switch content {
    case .codes(let codes): return .text(random.pick(codes, or: ""))
    case .numbers(let range), .integers(let range): return .integer(Int64(random.within(range)))
    case .reference(let table, let column): return reference(table, column)
    case .words: return .text(random.pick(TestWords.words, or: ""))
    case .choices(let choices): return .text(random.pick(choices, or: ""))
    case .cents: return decimal(random.pick(TestWords.cents, or: 0), 100)
    case .hundredths: return decimal(random.within(-5...60), 100)
    case .thousandths: return decimal(random.within(-20...20) * 125 + random.within(0...5), 1_000)
    case .rates: return decimal(random.pick([1_000_000, 7_812_345, 48_500, 7_100_000, 333_333], or: 1_000_000), 1_000_000)
    case .dyadics: return .float(random.pick([-2.5, -1, 0, 0.25, 0.5, 1, 1.5, 96], or: 0))
    case .dates(let timed):
      let date = random.pick(TestWords.dates, or: "")
      let clock = random.pick(TestWords.clocks, or: "")
      return .text(timed && storage == .foreign && random.chance(25) ? date + clock : date)
    case .moments:
      let clocks = storage == .own ? ["T00:00", "T09:30", "T23:59:59"] : TestWords.clocks
      return .text(random.pick(TestWords.dates, or: "") + random.pick(clocks, or: ""))
    }
  }

  /// Our own store holds decimals as whole numbers of their last digit, others as REAL.
  private func decimal(_ unscaled: Int, _ unit: Int) -> Value {
    storage == .own ? .integer(Int64(unscaled)) : .float(Double(unscaled) / Double(unit))
  }

  private mutating func reference(_ table: String, _ column: String) -> Value {
    let known = (keys[table] ?? []).compactMap { $0[column] }
    if let value = random.pick(known), random.chance(88) { return value }
    return switch known.first {
    case .text?: .text(random.pick(["F99", "f1", "", "Ｅ", "p1"], or: ""))
    default: .integer(Int64(random.within(50...60)))
    }
  }
}

/// What random cells and literals are drawn from.
package enum TestWords {
  package static let words = [
    "Acme", "ACME", "acme ", "ＡＣＭＥ", "Acme Pump", "客户", "客户 a", "杭州泵业", "杭州", "", " ", "a", "A", "b",
    "Ünal", "ünal", "50%", "a_b", "O'Neil", "x*y", "ab", "Ａb", "东　方", "zz", "Straße",
  ]
  package static let cents = [
    0, 0, 1, -1, 5, 10, 99, 100, 100, 105, 250, 1_000, 1_050, -2_500, 99_999, 123_456,
  ]
  package static let dates = [
    "2024-02-28", "2024-02-29", "2024-12-30", "2024-12-31", "2025-01-01", "2025-01-31", "2025-02-28",
    "2025-03-31",
    "2025-04-01", "2025-06-30", "2025-07-01", "2025-09-30", "2025-10-01", "2025-12-28", "2025-12-31",
    "2026-01-01",
    "2026-01-01", "2026-01-04", "2026-01-05", "2026-01-31", "2026-02-28", "2026-03-01", "2026-03-02",
    "2026-03-15",
    "2026-03-29", "2026-03-30", "2026-03-31", "2026-03-31", "2026-04-01", "2026-04-06", "2026-04-30",
    "2026-05-31",
    "2026-12-31", "2027-01-03",
  ]
  package static let clocks = [" 00:00:00", " 09:30:00", "T23:59:59", " 12:00", "T00:00:01"]
}
