import RapportFormat
import RapportValues
import Testing

@Suite struct SpreadsheetTests {
  @Test func excel() throws {
    let sample = Sample(
      [("code", .code), ("n", .integer), ("note", .text)],
      [[.text("007"), .integer(-5), .text("=1+1")], [.missing, .missing, .text("a, b")]])
    #expect(
      try sample.written(.excel) == "\u{FEFF}code,n,note\r\n'007,-5,'=1+1\r\n,,\"a, b\"\r\n")
  }

  static let texts: [(String, String)] = [
    ("=1+1", "'=1+1"), ("+86 21 555", "'+86 21 555"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"),
    ("  =1", "'  =1"), ("\u{A0}=1", "'\u{A0}=1"), ("\u{3000}＝1", "'\u{3000}＝1"), ("＋1", "'＋1"), ("－1", "'－1"),
    ("＠x", "'＠x"), ("a\n=1", "a\n'=1"), ("a\r\n=1", "a\r\n'=1"), ("a\r=1", "a\r'=1"), ("\r=1", "'\r'=1"),
    ("\n=1", "'\n'=1"), ("'=1", "''=1"), ("''=1", "'''=1"), ("+8613812345678", "'+8613812345678"),
    ("0123", "'0123"), ("'0123", "''0123"), ("123456789012", "'123456789012"), ("12345678901", "12345678901"),
    ("0", "0"), ("it's", "it's"), ("'a", "'a"), ("客户=1", "客户=1"), ("", ""), ("a-b", "a-b"), ("a\n\nb", "a\n\nb"),
    ("0123\n", "0123\n"),
  ]

  @Test(arguments: texts)
  func guardsAndGivesBack(_ text: String, guarded: String) throws {
    #expect(Self.guarded(text) == guarded)
    #expect(FormulaGuard.removed(from: guarded) == text)
  }

  @Test func everyTextComesBack() {
    let pieces = ["'", "=", " ", "a", "\n", "\r", "0", "1", "＝", "\u{A0}", "\t"]
    var texts = [""]
    for _ in 0..<4 { texts = texts.flatMap { text in pieces.map { text + $0 } } + [""] }
    #expect(texts.filter { FormulaGuard.removed(from: Self.guarded($0)) != $0 } == [])
  }

  @Test func gb18030() throws {
    #expect(
      try Self.encoded("客户€a") == [0xBF, 0xCD, 0xBB, 0xA7, 0xA2, 0xE3, 0x61])
    #expect(try Self.encoded("𠀀") == [0x95, 0x32, 0x82, 0x36])
    // Cut inside a character by whoever writes.
    #expect(try Self.encoded("客户", by: 1) == [0xBF, 0xCD, 0xBB, 0xA7])
  }

  @Test func whatHasNoEncodingIsNamed() {
    let memory = MemorySink()
    #expect(throws: SinkError.unencodable("the byte 0xFF", encoding: "GB18030")) {
      var sink = try makeTranscodingSink(memory)
      try [UInt8]([0x61, 0xFF]).withUnsafeBytes { try sink.write($0) }
    }
    #expect(memory.bytes == [0x61])
    #expect(throws: SinkError.self) {
      var sink = try makeTranscodingSink(memory)
      try [UInt8]([0xE5, 0xAE]).withUnsafeBytes { try sink.write($0) }
      try sink.flush()
    }
  }

  private static func guarded(_ text: String) -> String {
    var buffer = OutputBuffer(capacity: 64)
    var text = text
    text.withUTF8 { FormulaGuard.append($0, to: &buffer) }
    return String(decoding: buffer.contents, as: UTF8.self)
  }

  private static func encoded(_ text: String, by size: Int = 100) throws -> [UInt8] {
    let memory = MemorySink()
    var sink = try makeTranscodingSink(memory)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      try bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { try sink.write($0) }
    }
    try sink.flush()
    return memory.bytes
  }
}
