import RapportEngine
import RapportPlan
import RapportValues
import Testing

@testable import RapportStore

@Suite struct CSVTests {
  private func read(_ text: String, _ types: [ValueType]? = nil) throws -> [[Value]] {
    try read(Array(text.utf8), types)
  }

  private func read(_ bytes: [UInt8], _ types: [ValueType]? = nil) throws -> [[Value]] {
    let folder = try TemporaryFolder()
    let path = folder.write("a.csv", bytes)
    let types = try types ?? CSVFile.columns(path).map { _ in .code }
    let columns = types.enumerated().map {
      FileScan.FileColumn(id: ColumnID($0), type: $1, position: $0)
    }
    return try rows(CSVScan(path, FileScan(.csv(path: path), columns: columns), in: ExecutionContext()))
  }

  private func failure(_ text: String, _ types: [ValueType]? = nil) -> StoreError? {
    do {
      _ = try read(text, types)
      return nil
    } catch {
      return error as? StoreError
    }
  }

  private func texts(_ rows: [String?]...) -> [[Value]] {
    rows.map { $0.map { $0.map { .text($0) } ?? .missing } }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    #expect(try read("a,b\(end)1,2\(end)3,4") == texts(["1", "2"], ["3", "4"]))
    #expect(try read("a,b\(end)1,2\(end)\(end)3,4\(end)") == texts(["1", "2"], ["3", "4"]))
  }

  @Test func quoting() throws {
    let text = "name,note\n\"Li, Wei\",\"said \"\"no\"\"\"\n\"two\nlines\",\"\"\nplain,\nin\"side,x\n"
    #expect(
      try read(text)
        == texts(["Li, Wei", "said \"no\""], ["two\nlines", ""], ["plain", nil], ["in\"side", "x"]))
  }

  @Test func marksAndSeparators() throws {
    #expect(try read([0xEF, 0xBB, 0xBF] + Array("a;b\n1,5;2".utf8)) == texts(["1,5", "2"]))
    #expect(try read("a\tb\n1\t2") == texts(["1", "2"]))
    #expect(try read("客户,金额\n甲,1") == texts(["甲", "1"]))
    let folder = try TemporaryFolder()
    #expect(
      try CSVFile.columns(folder.write("h.csv", [0xEF, 0xBB, 0xBF] + Array("a,b c\n".utf8))).map(\.name) == ["a", "b c"])
  }

  @Test func typedColumns() throws {
    let types: [ValueType] = [
      .integer, .decimal(scale: 2, currency: nil), .float(currency: nil), .bool, .day, .dateTime, .text,
    ]
    let values = try read(
      "i,d,f,b,day,t,x\n7,1.5,2.25,true,2024-02-29,2024-02-29T01:00,hi\n,,,,,,\n", types)
    let day = try #require(Day(iso: "2024-02-29"))
    #expect(
      values[0] == [
        .integer(7), .decimal(Decimal(unscaled: 150, scale: 2)), .float(2.25), .bool(true), .day(day),
        .dateTime(DateTime(seconds: day.midnight.seconds + 3_600)), .text("hi"),
      ])
    #expect(values[1].allSatisfy { $0 == .missing })
  }

  @Test func damageIsNamedByLine() throws {
    #expect(failure("a,b\n1,2\n3\n")?.message.contains("line 3: it has 1 fields") == true)
    #expect(
      failure("a,b\n\"x\ny\",2\n1,\"open\n")?.message.contains("line 4: a quoted field is never closed")
        == true)
    #expect(failure("a,b\n\"x\"y,2\n")?.message.contains("line 2: there is text after") == true)
    #expect(failure("n\n1\ntwo\n", [.integer])?.message.contains("line 3: `n` holds `two`") == true)
    #expect(failure("")?.message.contains("is empty") == true)
  }

  @Test func otherEncodingsAreNamed() throws {
    #expect(throws: StoreError.self) { try read(Array("a\n".utf8) + [0xBF, 0xCD, 0xBB, 0xA7]) }
    #expect(throws: StoreError.self) { try read([0xFF, 0xFE, 0x61, 0, 0x0A, 0]) }
  }

  @Test func longFilesComeInBatches() throws {
    let lines = (1...20_000).map { "\($0),\"name \($0)\"" }.joined(separator: "\n")
    let values = try read("id,name\n" + lines, [.integer, .text])
    #expect(values.count == 20_000)
    #expect(values[19_999] == [.integer(20_000), .text("name 20000")])
  }

  @Test func onlyRegularFiles() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.self) { try CSVFile.columns(folder.path) }
    #expect(throws: StoreError.self) { try CSVFile.columns(folder.file("none.csv")) }
    #expect(throws: StoreError.self) { try CSVFile.columns("/dev/zero") }
  }

  @Test func columnsHaveTheTypesOfAllTheirCells() throws {
    let folder = try TemporaryFolder()
    func types(_ cells: [String]) throws -> ValueType? {
      try CSVFile.columns(folder.write("t.csv", Array(("x,y\n" + cells.map { "\($0),\n" }.joined()).utf8))).first?.type
    }
    #expect(try types(["1", "-20", "0", ""]) == .integer)
    #expect(try types(["1", "2.50", "-0.125"]) == .decimal(scale: 3, currency: nil))
    #expect(try types(["2026-01-31", ""]) == .day)
    #expect(try types(["2026-01-31 09:30", "2026-01-31T09:30:15"]) == .dateTime)
    #expect(try types(["123456789012345"]) == .integer)
    let names = [
      ["007"], ["1", "x"], ["1234567890123456"], ["+1"], ["1."], [".5"], ["true"], ["2026-02-30"],
      ["2026-01-31", "2026-01-31 09:30"], ["1", "2026-01-31"], [""], ["-"], ["1e3"], ["99999999999.1", "0.00000001"],
    ]
    for cells in names { #expect(try types(cells) == .code, "\(cells)") }
  }
}
