import RapportFormat
import RapportValues
import Testing

@Suite struct MoreFormatTests {
  private static let sample = Sample(
    [("a", .text), ("名称", .text), ("n", .decimal(scale: 2, currency: Currency("CNY"))), ("day", .day)],
    [
      [
        .text("x|y\n<b>"), .text("O'Neil & \"Co\""), .decimal(Decimal(unscaled: 1050, scale: 2)),
        .day(Day(iso: "2026-03-01") ?? .earliest),
      ],
      [.missing, .text(""), .missing, .missing],
    ])

  @Test func vertical() throws {
    #expect(
      try Self.sample.written(.vertical) == """
        ── 1 ──
        a     x|y␊<b>
        名称  O'Neil & "Co"
        n     10.50
        day   2026-03-01

        ── 2 ──
        a
        名称
        n
        day

        """)
  }

  @Test func list() throws {
    #expect(
      try Self.sample.written(.list)
        == "a|名称|n|day\nx\\|y\\n<b>|O'Neil & \"Co\"|10.50|2026-03-01\n|||\n")
  }

  @Test func html() throws {
    #expect(
      try Self.sample.written(.html) == """
        <table>
        <thead>
        <tr><th>a</th><th>名称</th><th>n</th><th>day</th></tr>
        </thead>
        <tbody>
        <tr><td>x|y<br>&lt;b&gt;</td><td>O&#39;Neil &amp; &quot;Co&quot;</td><td class="number">10.50</td><td>2026-03-01</td></tr>
        <tr><td></td><td></td><td class="number"></td><td></td></tr>
        </tbody>
        </table>

        """)
  }

  @Test func insert() throws {
    let head = #"INSERT INTO "my ""t""" ("a", "名称", "n", "day") VALUES "#
    #expect(
      try Self.sample.written(.insert, OutputOptions(table: "my \"t\""))
        == head + "('x|y\n<b>', 'O''Neil & \"Co\"', 10.50, '2026-03-01');\n"
        + head + "(NULL, '', NULL, NULL);\n")
    #expect(
      try Sample.text("a\0b").written(.insert)
        == "INSERT INTO \"result\" (\"t\") VALUES (CAST(x'610062' AS TEXT));\n")
  }
}
