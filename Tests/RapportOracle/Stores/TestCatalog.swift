package import RapportCatalog

/// A small trading company whose catalog uses every feature of entities: the ground of random stores and
/// queries.
package enum TestCatalog {
  /// `Tests/Corpus/stores/trade.rap`; empty if the sources are not where they were built.
  package static let text = SourceFile.read("Corpus/stores/trade.rap") ?? ""

  /// The clock of the tests: a month's end, in a leap year's neighbourhood.
  package static let today = "2026-03-31"

  package static let tables: [TestTable] = [
    TestTable(
      "regions", key: ["code"], most: 6, folded: "title",
      [
        TestColumn("code", "TEXT NOT NULL", .codes(["N", "S", "E", "W", "e", "北"]), missing: 0),
        TestColumn("title", "TEXT", .words), TestColumn("position", "INTEGER", .integers(0...3)),
      ]),
    TestTable(
      "staff", key: ["id"], most: 10, folded: "full_name",
      [
        TestColumn("id", "INTEGER", .numbers(1...12), missing: 0),
        TestColumn("full_name", "TEXT", .words),
        TestColumn("region_code", "TEXT", .reference("regions", "code")),
        TestColumn("boss_id", "INTEGER", .reference("staff", "id")),
        TestColumn("hired_on", "TEXT", .dates(timed: false)),
        TestColumn("active", "INTEGER", .integers(0...1)),
        TestColumn("rate", "REAL", .dyadics), TestColumn("badge", "INTEGER", .integers(7...13)),
      ]),
    TestTable(
      "cars", key: ["plate"], most: 6,
      [
        TestColumn("plate", "INTEGER", .numbers(7...13), missing: 0),
        TestColumn("driver_id", "INTEGER", .reference("staff", "id")),
        TestColumn("seats", "INTEGER", .integers(2...5)),
      ]),
    TestTable(
      "firms", key: ["id"], most: 20, folded: "name",
      [
        TestColumn("id", "TEXT NOT NULL", .codes((1...24).map { "F\($0)" } + ["f1", "f2"]), missing: 0),
        TestColumn("name", "TEXT NOT NULL", .words, missing: 0),
        TestColumn("grade", "TEXT", .choices(["poor", "fair", "good", "good", "best", "superb"])),
        TestColumn("headcount", "INTEGER", .integers(-3...25)), TestColumn("credit_limit", "REAL", .cents),
        TestColumn("score", "REAL", .thousandths), TestColumn("founded", "TEXT", .dates(timed: false)),
        TestColumn("joined_at", "TEXT", .moments),
        TestColumn("phone", "TEXT", .choices(["+861380001", "021-5", "", "x-5", "X-5"])),
        TestColumn("note", "TEXT", .words), TestColumn("owner_id", "INTEGER", .reference("staff", "id")),
      ]),
    TestTable(
      "deals", key: ["deal_no"], most: 40,
      [
        TestColumn("deal_no", "INTEGER", .numbers(1...50), missing: 0),
        TestColumn("firm_id", "TEXT", .reference("firms", "id")),
        TestColumn("closed_on", "TEXT", .dates(timed: true)), TestColumn("due", "TEXT", .dates(timed: false)),
        TestColumn("status", "TEXT", .choices(["Open", "Won", "Won", "Lost", "On Hold", "Draft"])),
        TestColumn("channel", "TEXT", .choices(["phone", "meeting", "mail", "fax"])),
        TestColumn("fee", "REAL", .cents),
      ]),
    TestTable(
      "deal_lines", key: ["deal_no", "line"], most: 40,
      [
        TestColumn("deal_no", "INTEGER NOT NULL", .reference("deals", "deal_no"), missing: 0),
        TestColumn("line", "INTEGER NOT NULL", .integers(1...4), missing: 0),
        TestColumn("product_code", "TEXT", .reference("products", "code")),
        TestColumn("quantity", "INTEGER", .integers(-2...12)), TestColumn("price", "REAL", .cents),
        TestColumn("discount", "REAL", .hundredths),
      ]),
    TestTable(
      "returns", key: ["id"], most: 12,
      [
        TestColumn("id", "INTEGER", .numbers(1...14), missing: 0),
        TestColumn("deal_no", "INTEGER", .reference("deal_lines", "deal_no")),
        TestColumn("line_no", "INTEGER", .integers(1...4)),
        TestColumn("returned_on", "TEXT", .dates(timed: true)),
        TestColumn("quantity", "INTEGER", .integers(0...3)),
      ]),
    TestTable(
      "products", key: ["code"], most: 8, folded: "name",
      [
        TestColumn(
          "code", "TEXT NOT NULL", .codes(["P1", "P2", "P3", "p1", "Ｐ1", "产品", "P 4", "P-5"]), missing: 0),
        TestColumn("name", "TEXT", .words),
        TestColumn("family", "TEXT", .choices(["泵", "Valves", "valves", "VALVES"])),
        TestColumn("list_price", "NUMERIC", .cents),
      ]),
    TestTable(
      "visits", key: ["id"], most: 40,
      [
        TestColumn("id", "INTEGER", .numbers(1...50), missing: 0),
        TestColumn("firm_id", "TEXT", .reference("firms", "id")),
        TestColumn("person_id", "INTEGER", .reference("staff", "id")),
        TestColumn("visited", "TEXT", .dates(timed: true)), TestColumn("visited_at", "TEXT", .moments),
        TestColumn("channel", "TEXT", .choices(["phone", "meeting", "mail"])),
        TestColumn("car_plate", "INTEGER", .reference("cars", "plate")),
        TestColumn("outcome_code", "INTEGER", .integers(1...4)),
        TestColumn("minutes", "INTEGER", .integers(0...90)), TestColumn("note", "TEXT", .words),
      ]),
    TestTable(
      "bills", key: ["id"], most: 12,
      [
        TestColumn("id", "INTEGER", .numbers(1...14), missing: 0),
        TestColumn("deal_no", "INTEGER", .reference("deals", "deal_no")),
        TestColumn("billed_on", "TEXT", .dates(timed: false)),
        TestColumn("currency", "TEXT", .choices(["EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "CNY"]), missing: 3),
        TestColumn("amount", "REAL", .cents), TestColumn("tax", "REAL", .cents),
      ]),
    TestTable(
      "exchange_rates", key: ["currency", "date"], most: 40,
      [
        TestColumn("currency", "TEXT NOT NULL", .choices(["CNY", "EUR", "USD"]), missing: 0),
        TestColumn("date", "TEXT NOT NULL", .dates(timed: false), missing: 0),
        TestColumn("rate", "REAL", .rates, missing: 3),
      ]),
    TestTable(
      "batches", key: ["id"], most: 5,
      [TestColumn("id", "INTEGER", .numbers(1...6), missing: 0), TestColumn("user", "TEXT", .words)]),
    TestTable(
      "history", key: ["id"], most: 60,
      changes: [
        TestChange("people", "region", in: "staff", "region_code"),
        TestChange("people", "boss", in: "staff", "boss_id"),
        TestChange("people", "active", in: "staff", "active"), TestChange("people", "rate", in: "staff", "rate"),
        TestChange("deals", "state", in: "deals", "status"), TestChange("deals", "fee", in: "deals", "fee"),
        TestChange("visits", "outcome", in: "visits", "outcome_code"),
        TestChange("visits", "minutes", in: "visits", "minutes"), TestChange("bills", "amount", in: "bills", "amount"),
      ],
      [
        TestColumn("id", "INTEGER", .numbers(1...70), missing: 0),
        TestColumn("batch_id", "INTEGER", .reference("batches", "id")),
        TestColumn("entity", "TEXT NOT NULL", .choices([""]), missing: 0),
        TestColumn("row_key", "INTEGER NOT NULL", .integers(1...1), missing: 0),
        TestColumn("field", "TEXT NOT NULL", .choices([""]), missing: 0),
        TestColumn("day", "TEXT NOT NULL", .dates(timed: false), missing: 0),
        TestColumn("old_value", "ANY", .choices([""])), TestColumn("new_value", "ANY", .choices([""])),
      ]),
  ]

  /// The tables as SQL: as somebody else would have made them, or as our own store has them.
  package static func schema(_ storage: CatalogStorage = .foreign) -> String {
    tables.map { table in
      var columns = table.columns.map { "\($0.name) \(declaration(of: $0, in: table, storage))" }
      if let first = table.columns.first, table.key == [first.name], first.declaration == "INTEGER" {
        columns[0] += " PRIMARY KEY"
      } else {
        columns.append("PRIMARY KEY (\(table.key.joined(separator: ", ")))")
      }
      if storage == .own, let name = table.folded { columns.insert("\(name)_folded TEXT", at: 1) }
      return "CREATE TABLE \(table.name) (\(columns.joined(separator: ", ")));\n"
    }.joined()
  }

  /// Other people's texts may be compared without regard to case, which changes no answer.
  private static func declaration(of column: TestColumn, in table: TestTable, _ storage: CatalogStorage) -> String {
    if storage == .own { return column.isDecimal ? "INTEGER" : column.declaration }
    let isCompared = column.isReference || column.isDate || table.key.contains(column.name)
    return column.declaration + (isCompared || !column.declaration.hasPrefix("TEXT") ? "" : " COLLATE NOCASE")
  }

  /// Indexes as a store of ours has them: every date, and every reference with a date behind it that a statement may
  /// find there instead of in the table.
  package static var indexes: String {
    tables.map { table in
      let dates = table.columns.filter(\.isDate).map(\.name)
      return table.columns.filter { $0.isDate || $0.isReference }.map { column in
        let others = ([column.name] + dates.filter { $0 != column.name }).prefix(2).joined(separator: ", ")
        return "CREATE INDEX \(table.name)_\(column.name) ON \(table.name) (\(others));\n"
      }.joined()
    }.joined()
  }
}
