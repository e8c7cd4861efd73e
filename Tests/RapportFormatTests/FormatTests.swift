import RapportFormat
import RapportValues
import Testing

@Suite struct FormatTests {
  @Test func csv() throws {
    let name = "\"客户 \"\"A\"\"\""
    #expect(
      try Sample.everyType.written(.csv) == """
        name,id,n,rate,amount,mean,yen,share,key,day,at,grade,span,month,week,contacts,dates
        \(name),007,9223372036854775807,0.1500,10.50,5.01,2,0.25,true,2026-03-01,2026-03-01T00:00,"so, so",90,\
        2026-03,2026-W09,"Li, Wei; ",2026-03-01; 2026-03-01
        ,,,,,,,,,,,,,,,,

        """)
  }

  @Test(arguments: [
    ("plain", "plain"), ("", "\"\""), ("a,b", "\"a,b\""), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""),
    ("\"", "\"\"\"\""), ("long text with a comma at the end,", "\"long text with a comma at the end,\""),
    (",long text with a comma at the start", "\",long text with a comma at the start\""),
    ("\u{1B}[31m", "\u{1B}[31m"), ("12345678\"", "\"12345678\"\"\""), ("客户，好", "客户，好"),
  ])
  func csvTexts(_ text: String, field: String) throws {
    #expect(try Sample.text(text).written(.csv) == "t\n\(field)\n")
  }

  @Test func aMissingRowOfOneColumnIsNoEmptyLine() throws {
    let sample = Sample([("a,b", .text)], [[.missing], [.text("x")]])
    #expect(try sample.written(.csv) == "\"a,b\"\n\"\"\nx\n")
  }

  @Test func tsv() throws {
    let sample = Sample(
      [("a\tb", .text), ("n", .integer)],
      [[.text("1\t2\n3\\4\r"), .integer(5)], [.text("\"x\""), .missing]])
    #expect(try sample.written(.tsv) == "a\\tb\tn\n1\\t2\\n3\\\\4\\r\t5\n\"x\"\t\n")
  }

  @Test func json() throws {
    #expect(
      try Sample.everyType.written(.json) == """
        [
        {"name":"客户 \\"A\\"","id":"007","n":9223372036854775807,"rate":0.1500,"amount":10.50,"mean":5.01,\
        "yen":2,"share":0.25,"key":true,"day":"2026-03-01","at":"2026-03-01T00:00","grade":"so, so","span":90,\
        "month":"2026-03","week":"2026-W09","contacts":["Li, Wei",null],"dates":["2026-03-01","2026-03-01"]},
        {"name":null,"id":null,"n":null,"rate":null,"amount":null,"mean":null,"yen":null,"share":null,\
        "key":null,"day":null,"at":null,"grade":null,"span":null,"month":null,"week":null,"contacts":null,\
        "dates":null}
        ]

        """)
    #expect(try Sample([("a", .text)], []).written(.json) == "[]\n")
  }

  @Test func jsonLines() throws {
    let sample = Sample(
      [("a\"b", .integer), ("c", .float(currency: nil))],
      [[.integer(1), .float(.nan)], [.integer(-2), .float(1e21)]])
    #expect(try sample.written(.ndjson) == "{\"a\\\"b\":1,\"c\":null}\n{\"a\\\"b\":-2,\"c\":1e21}\n")
    #expect(try Sample([("a", .text)], []).written(.ndjson) == "")
  }

  @Test(arguments: [
    ("\u{0}\u{1F}\u{7F}\u{80}\u{9F}", "\\u0000\\u001F\\u007F\\u0080\\u009F"),
    ("\n\r\t\u{8}\u{C}", "\\n\\r\\t\\b\\f"),
    ("\\\"/", "\\\\\\\"/"), ("a\u{202E}b\u{2028}\u{FEFF}", "a\\u202Eb\\u2028\\uFEFF"), ("é—🙂", "é—🙂"),
    ("\u{A0}", "\u{A0}"),
    ("long enough to be read by words \u{1B}", "long enough to be read by words \\u001B"),
  ])
  func jsonTexts(_ text: String, encoded: String) throws {
    #expect(try Sample.text(text).written(.ndjson) == "{\"t\":\"\(encoded)\"}\n")
  }

  @Test func damagedTextIsStillJSON() throws {
    var builder = ColumnBuilder(type: .text)
    [0x61, 0xFF, 0xE5, 0x8C, 0x62].withUnsafeBufferPointer { builder.append(utf8: $0) }
    let sink = MemorySink()
    let writer = OutputFormat.ndjson.makeWriter(to: sink)
    try writer.begin([ResultColumn(name: "t", type: .text)])
    try writer.write(Batch(columns: [builder.finish()], count: 1))
    try writer.end()
    #expect(sink.text == "{\"t\":\"a\u{FFFD}\u{FFFD}\u{FFFD}b\"}\n")
  }

  @Test func markdown() throws {
    let sample = Sample(
      [("a|b", .text), ("n", .integer)],
      [[.text("x|y\\z\r\nnext\n<b>"), .integer(10)], [.missing, .missing]])
    #expect(
      try sample.written(.markdown) == """
        | a\\|b | n |
        | --- | ---: |
        | x\\|y\\\\z<br>next<br>&lt;b> | 10 |
        |  |  |

        """)
  }

  @Test func moneyOfOtherScales() throws {
    let cny = Currency("CNY")
    let sample = Sample(
      [
        ("a", .decimal(scale: 4, currency: cny)), ("b", .decimal(scale: 0, currency: cny)),
        ("c", .decimal(scale: 1, currency: Currency("KWD"))), ("d", .decimal(scale: 0, currency: nil)),
      ],
      [
        [
          .decimal(Decimal(unscaled: -50, scale: 4)), .integer(12), .decimal(Decimal(unscaled: 5, scale: 1)),
          .integer(100),
        ],
        [.decimal(Decimal(unscaled: 49, scale: 4)), .integer(.max), .missing, .integer(0)],
      ])
    #expect(
      try sample.written(.csv)
        == "a,b,c,d\n-0.01,12.00,0.500,100\n0.00,9223372036854775807.00,,0\n")
  }

  @Test func undeclaredEnumValuesAreShown() throws {
    let grade = EnumType(name: "grade", names: ["low"], isOrdered: false)
    let sample = Sample([("g", .enumeration(grade))], [[.text("odd, one")], [.text("low")]])
    #expect(try sample.written(.csv) == "g\n\"odd, one\"\nlow\n")
  }

  @Test func formatNames() {
    #expect(OutputFormat(name: "CSV") == .csv && OutputFormat(name: "jsonl") == .ndjson)
    #expect(OutputFormat(name: "md") == .markdown && OutputFormat(name: "xml") == nil)
    #expect(OutputFormat(fileName: "a.b/list.tsv") == .tsv && OutputFormat(fileName: "a.csv/list") == nil)
    #expect(OutputFormat(fileName: "notes.TXT") == .table && OutputFormat(fileName: "list") == nil)
  }
}
