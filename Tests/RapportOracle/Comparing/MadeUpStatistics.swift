package import RapportPlan
package import RapportValues

/// Statistics that say what a test wants to hear, so that small stores are asked as huge ones would be.
///
/// Sizes and days only choose between plans and may be lies. Row numbers, indexes and plain days are promises
/// that statements rely on: they have to be true of the store that runs them.
package struct MadeUpStatistics: StoreStatistics, Sendable {
  package struct Table: Sendable {
    package var rows: Int?
    package var hasRowNumbers: Bool
    package var rowNumberColumn: String?
    package var days: [String: Days]
    package var indexes: [TableIndex]?

    package init(
      rows: Int?, hasRowNumbers: Bool, rowNumberColumn: String? = nil, days: [String: Days] = [:],
      indexes: [TableIndex]? = nil
    ) {
      self.rows = rows
      self.hasRowNumbers = hasRowNumbers
      self.rowNumberColumn = rowNumberColumn
      self.days = days
      self.indexes = indexes
    }
  }

  package struct Days: Sendable {
    package var first: Day
    package var last: Day

    package init(first: Day, last: Day) {
      self.first = first
      self.last = last
    }
  }

  package var storesPlainDays: Bool
  package var tables: [String: Table]

  package init(storesPlainDays: Bool, tables: [String: Table]) {
    self.storesPlainDays = storesPlainDays
    self.tables = tables
  }

  package func rows(of table: String) -> Int? { tables[table]?.rows }
  package func hasRowNumbers(_ table: String) -> Bool { tables[table]?.hasRowNumbers ?? false }
  package func rowNumberColumn(_ table: String) -> String? { tables[table]?.rowNumberColumn }
  package func indexes(of table: String) -> [TableIndex]? { tables[table]?.indexes }
  package func days(of column: String, in table: String) -> (first: Day, last: Day)? {
    tables[table]?.days[column].map { ($0.first, $0.last) }
  }
}

extension MadeUpStatistics {
  /// The statistics with another number of rows for every table.
  package func claiming(rows: (String) -> Int?) -> MadeUpStatistics {
    var changed = self
    for table in tables.keys.sorted() { changed.tables[table]?.rows = rows(table) }
    return changed
  }

  /// Random sizes from nothing to trillions, random spans of days, and row numbers that are not used.
  package func lying(seed: UInt64) -> MadeUpStatistics {
    var random = SeededGenerator(seed: seed)
    let sizes: [Int?] = [
      nil, 0, 1, 40, 3_000, 25_000, 60_000, 450_000, 3_000_000, 200_000_000, 9_000_000_000_000,
    ]
    var changed = self
    for table in TestCatalog.tables {
      guard var made = tables[table.name] else { continue }
      made.rows = random.pick(sizes, or: nil)
      if random.chance(20) { made.hasRowNumbers = false }
      for column in table.columns where column.isDate && random.chance(60) {
        made.days[column.name] = Self.days(&random)
      }
      changed.tables[table.name] = made
    }
    return changed
  }

  private static func days(_ random: inout SeededGenerator) -> Days? {
    let dates = TestWords.dates.compactMap { Day(iso: $0) }
    guard let first = random.pick(dates), let last = random.pick(dates) else { return nil }
    return Days(first: first, last: last)
  }
}

// MARK: - As text

extension MadeUpStatistics {
  /// What is wrong with a text of statistics.
  package struct Malformed: Error, CustomStringConvertible {
    package var description: String
  }

  /// Reads one table, date column or index a line: `accounts 1000000 by id`, `order_lines 25000000 no row
  /// numbers`,
  /// `orders.date 2024-01-01 2026-06-30`, `index orders_date on orders date account_id`, `partial index …`,
  /// `key on order_lines order_id line`. Lines that begin with `#` are comments.
  package init(text: String, storesPlainDays: Bool) throws {
    self.init(storesPlainDays: storesPlainDays, tables: [:])
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      let names = words.first?.split(separator: ".").map(String.init) ?? []
      if let index = Self.index(words) {
        tables[index.table]?.indexes?.append(index.index)
      } else if names.count == 1, let rows = words.dropFirst().first.flatMap({ Int($0) }) {
        let column = words.count == 4 && words[2] == "by" ? words[3] : nil
        tables[names[0]] = Table(
          rows: rows, hasRowNumbers: !line.hasSuffix(" no row numbers"), rowNumberColumn: column, indexes: [])
      } else if names.count == 2, words.count == 3, let first = Day(iso: words[1]),
        let last = Day(iso: words[2])
      {
        tables[names[0]]?.days[names[1]] = Days(first: first, last: last)
      } else {
        throw Malformed(description: "cannot read `\(line)`")
      }
    }
  }

  /// `[partial] index NAME on TABLE COLUMN …` or `key on TABLE COLUMN …`.
  private static func index(_ words: [String]) -> (table: String, index: TableIndex)? {
    guard let on = words.firstIndex(of: "on"), on + 2 < words.count else { return nil }
    let name = words[..<on].contains("index") ? words[on - 1] : nil
    guard name != nil || words.first == "key" else { return nil }
    return (
      words[on + 1],
      TableIndex(name: name, columns: Array(words[(on + 2)...]), isPartial: words.first == "partial")
    )
  }
}
