import RapportCatalog
import RapportStore
import RapportValues
import Testing

@testable import RapportChanges

/// What cells become, and why others are refused.
@Suite struct CellTests {
  private func read(_ text: String, _ converter: CellConverter) throws(CellFault) -> Value {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { bytes throws(CellFault) in Value(try converter.convert(bytes))
    }
  }

  private func fault(_ text: String, _ converter: CellConverter) -> ImportCode? {
    do throws(CellFault) {
      _ = try read(text, converter)
      return nil
    } catch {
      return error.code
    }
  }

  private let money = ScaledConverter(scale: 2, currency: Currency("CNY"))

  @Test(arguments: [
    ("0", 0), ("12", 1_200), ("-12.5", -1_250), ("1,234.50", 123_450), ("1,234,567", 123_456_700),
    ("￥1,234.50", 123_450), ("¥ 12", 1_200), ("-¥12", -1_200), ("12元", 1_200), ("CNY 7.5", 750),
    ("(1,234.50)", -123_450),
    ("１２．５", 1_250), ("+3", 300), ("12.50", 1_250), ("12.500", 1_250),
    ("90000000000000000", 9_000_000_000_000_000_000),
  ]) func money(_ text: String, _ cents: Int64) throws {
    #expect(try read(text, money) == .integer(cents))
  }

  @Test(arguments: [
    "12.505", "1,23", "1,2345", "12,34.5", "abc", "$5", "5 USD", "1.2.3", "", "-", "￥",
    "99999999999999999999", "12万",
    "4.4E+17", "--5", ".", "5.", "1e5",
  ]) func noMoney(_ text: String) {
    guard !text.isEmpty else { return }
    #expect(fault(text, money) == .value, "\(text)")
  }

  @Test func declaredUnits() throws {
    let million = ScaledConverter(scale: 2, currency: Currency("CNY"), unit: ImportUnit("万"))
    #expect(try read("1.5", million) == .integer(1_500_000))
    #expect(try read("1.5万", million) == .integer(1_500_000))
    #expect(fault("1.5亿", million) == .value)
    #expect(ImportUnit("打") == nil)
  }

  @Test(arguments: [
    ("2024-01-05", "2024-01-05"), ("2024/1/5", "2024-01-05"), ("2024.1.5", "2024-01-05"),
    ("2024年1月5日", "2024-01-05"),
    ("２０２４／１／５", "2024-01-05"), ("20240105", "2024-01-05"), ("45296", "2024-01-05"),
    ("45296.0", "2024-01-05"),
    ("2024-01-05 00:00:00", "2024-01-05"), ("2024/1/5 0:00", "2024-01-05"), ("25/12/2024", "2024-12-25"),
    ("12/25/2024", "2024-12-25"), ("5/5/2024", "2024-05-05"), ("2024-02-29", "2024-02-29"),
  ]) func days(_ text: String, _ day: String) throws {
    #expect(try read(text, DayConverter(order: nil)) == .text(day))
  }

  @Test func ambiguousDays() throws {
    #expect(fault("1/5/2024", DayConverter(order: nil)) == .ambiguousDate)
    #expect(fault("01.05.24", DayConverter(order: nil)) == .ambiguousDate)
    #expect(try read("1/5/2024", DayConverter(order: .dmy)) == .text("2024-05-01"))
    #expect(try read("1/5/2024", DayConverter(order: .mdy)) == .text("2024-01-05"))
    #expect(fault("25/12/2024", DayConverter(order: .mdy)) == .value)
  }

  @Test(arguments: [
    "2023-02-29", "2024-13-01", "2024-01-05 09:30", "tomorrow", "2024", "2024-01", "123456", "1", "45296.5",
    "0000-00-00",
    "2024年1月", "99999999", "2024-01-05x",
  ]) func noDays(_ text: String) {
    #expect(fault(text, DayConverter(order: nil)) == .value, "\(text)")
  }

  @Test func codesAreNeverNumbers() throws {
    let code = CodeConverter()
    #expect(try read("00123", code) == .text("00123"))
    #expect(try read("440981199001011234", code) == .text("440981199001011234"))
    #expect(try read("'+8613800000000", code) == .text("+8613800000000"))
    #expect(try read("Ｃ００１（Ａ）", code) == .text("C001(A)"))
    #expect(fault("4.40981E+17", code) == .damagedNumber)
    #expect(fault("4E+17", code) == .damagedNumber)
    #expect(try read("4E17", code) == .text("4E17"))
    #expect(try read("E+17", code) == .text("E+17"))
  }

  @Test func textsKeepTheirForm() throws {
    let text = TextConverter()
    #expect(try read("（株）Ａ", text) == .text("（株）Ａ"))
    #expect(try read("'=1+1", text) == .text("=1+1"))
    #expect(try read("''=1+1", text) == .text("'=1+1"))
    #expect(try read("'s Hertogenbosch", text) == .text("'s Hertogenbosch"))
  }

  @Test func booleans() throws {
    let bool = BoolConverter()
    for word in ["1", "true", "Yes", "是", "√"] { #expect(try read(word, bool) == .integer(1), "\(word)") }
    for word in ["0", "FALSE", "no", "否", "×"] { #expect(try read(word, bool) == .integer(0), "\(word)") }
    #expect(fault("2", bool) == .value)
  }

  @Test func enums() throws {
    let catalog = try #require(CatalogLoader.standard().catalog)
    let credit = try #require(catalog.enumeration("credit"))
    let column = StoredColumn(name: "credit", encoding: .plain)
    let converter = EnumConverter(credit, column: column, mapped: [("best", "AAA")])
    for (text, value) in [
      ("good", "good"), ("GOOD", "good"), ("较好", "good"), ("較好", "good"), ("aaa", "best"), ("最好", "best"),
    ] {
      #expect(try read(text, converter) == .text(value))
      #expect(try read(text, converter) == .text(value))
    }
    #expect(fault("特优", converter) == .value)
    // A group is no value of a row.
    #expect(fault("high", converter) == .value)
  }

  @Test func blanksAtTheEnds() {
    for text in [" a b ", "\u{A0}a b\u{3000}", "\ta b\r\n", "a b"] {
      let bytes = Array(text.utf8)
      #expect(bytes.withUnsafeBufferPointer { $0.withoutBlanks.string } == "a b")
    }
    #expect(Array("\u{3000}\u{A0} ".utf8).withUnsafeBufferPointer { $0.withoutBlanks.isEmpty })
  }

  @Test func setsOfKeys() {
    var set = RowSet()
    let keys: [[Int64]] = [[5], [5], [6], [-5], [.max], [.max], [5, 1], [5, 1]]
    let news = keys.map { set.insert($0.map { .integer($0) }) }
    #expect(news == [true, false, true, true, true, false, true, false])
  }

  @Test func slices() {
    let table = SliceTable()
    func use<Result>(_ text: String, _ body: (Bytes, UInt64) -> Result) -> Result {
      Array(text.utf8).withUnsafeBufferPointer { body($0, SliceTable.hash($0)) }
    }
    for number in 0..<300_000 { use("key\(number)") { table.set($0, $1, to: Int64(number)) } }
    // The table was emptied on the way, and holds what came last.
    #expect(use("key299999") { table.value(of: $0, $1) } == 299_999)
    #expect(use("nothing") { table.value(of: $0, $1) } == nil)
  }
}
