import RapportFormat
import RapportValues
import Testing

/// A result given as boxed values, for tests.
struct Sample {
  var columns: [ResultColumn]
  var rows: [[Value]]

  init(_ columns: [(String, ValueType)], _ rows: [[Value]]) {
    self.columns = columns.map { ResultColumn(name: $0.0, type: $0.1) }
    self.rows = rows
  }

  /// All rows in one batch, or one row per batch.
  func batches(rowByRow: Bool) -> [Batch] {
    (rowByRow ? rows.map { [$0] } : [rows]).map { rows in
      let cells = columns.enumerated().map { index, column in
        var builder = ColumnBuilder(type: column.type)
        for row in rows { builder.append(row[index]) }
        return builder.finish()
      }
      return Batch(columns: cells, count: rows.count)
    }
  }

  /// The output in a format, checked to be the same however the rows are cut into batches.
  func written(_ format: OutputFormat, _ options: OutputOptions = OutputOptions()) throws -> String {
    let texts = try [false, true].map { rowByRow in
      let sink = MemorySink()
      let writer = format.makeWriter(to: sink, options: options)
      try writer.begin(columns)
      for batch in batches(rowByRow: rowByRow) { try writer.write(batch) }
      try writer.end()
      return sink.text
    }
    #expect(texts[0] == texts[1])
    return texts[0]
  }

  /// One text column with one row.
  static func text(_ text: String, name: String = "t") -> Sample {
    Sample([(name, .text)], [[.text(text)]])
  }

  /// Every type once, and a row where all is missing.
  static var everyType: Sample {
    let day = Day(iso: "2026-03-01") ?? .earliest
    let grade = EnumType(name: "grade", names: ["low", "so, so"], isOrdered: true)
    let columns: [(String, ValueType)] = [
      ("name", .text), ("id", .code), ("n", .integer), ("rate", .decimal(scale: 4, currency: nil)),
      ("amount", .decimal(scale: 2, currency: Currency("CNY"))), ("mean", .float(currency: Currency("CNY"))),
      ("yen", .decimal(scale: 2, currency: Currency("JPY"))), ("share", .float(currency: nil)),
      ("key", .bool),
      ("day", .day), ("at", .dateTime), ("grade", .enumeration(grade)), ("span", .days),
      ("month", .period(.month)), ("week", .period(.week)), ("contacts", .list(.text)),
      ("dates", .list(.day)),
    ]
    let row: [Value] = [
      .text("客户 \"A\""), .text("007"), .integer(.max), .decimal(Decimal(unscaled: 1500, scale: 4)),
      .decimal(Decimal(unscaled: 1050, scale: 2)), .float(10.01 / 2),
      .decimal(Decimal(unscaled: 150, scale: 2)),
      .float(0.25), .bool(true), .day(day), .dateTime(day.midnight), .text("so, so"), .days(90),
      .period(.month, start: day), .period(.week, start: Day(iso: "2026-02-23") ?? .earliest),
      .list([.text("Li, Wei"), .missing]), .list([.day(day), .day(day)]),
    ]
    return Sample(columns, [row, row.map { _ in .missing }])
  }
}
