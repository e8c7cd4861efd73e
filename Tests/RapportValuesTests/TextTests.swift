import RapportValues
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("ACME Ltd", "acme ltd"), ("ＡＢＣ１２３", "abc123"), ("北京　ＬＴＤ", "北京 ltd"), ("ÄÖÜ", "äöü"),
    ("ΣΑΣ", "σασ"), ("σας", "σασ"), ("ﬀ", "ﬀ"), ("Ж", "ж"), ("ſ", "s"), ("上海客户", "上海客户"),
    ("（株）", "(株)"), ("", ""), ("Ⅷ", "ⅷ"), ("K", "k"), ("ẞ", "ß"), ("한국", "한국"),
  ])
  func folding(_ text: String, folded: String) {
    #expect(TextFold.fold(text) == folded)
    #expect(TextFold.fold(folded) == folded)
    #expect(TextPattern(.equal, text).matches(folded))
    let equal = Array(text.utf8).withUnsafeBufferPointer { a in
      Array(folded.utf8).withUnsafeBufferPointer { b in TextFold.equal(a, b) }
    }
    #expect(equal)
  }

  @Test func foldingKeepsDamagedBytes() {
    var buffer: [UInt8] = []
    let damaged: [UInt8] = [0x41, 0xFF, 0xE5, 0x8C, 0x42, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0xC0]
    damaged.withUnsafeBufferPointer { TextFold.fold($0, into: &buffer) }
    #expect(buffer == damaged.map { $0 == 0x41 ? 0x61 : ($0 == 0x42 ? 0x62 : $0) })
  }

  @Test func searching() {
    #expect(TextPattern(.contains, "mé").matches("ACMÉ"))
    #expect(TextPattern(.contains, "").matches("x"))
    #expect(!TextPattern(.contains, "abc").matches("ab"))
    #expect(TextPattern(.startsWith, "ac").matches("ＡＣＭＥ"))
    #expect(!TextPattern(.startsWith, "acmex").matches("ACME"))
    #expect(TextPattern(.endsWith, "有限公司").matches("上海有限公司"))
    #expect(!TextPattern(.equal, "a").matches("ab"))
  }

  @Test(arguments: [
    ("*", "", true), ("*", "x", true), ("", "", true), ("", "x", false), ("a*c", "ABC", true),
    ("a*c", "abcd", false), ("?", "户", true), ("?", "客户", false), ("客?户", "客大户", true),
    ("a?c", "ac", false), ("*a*b*", "xxaxxbxx", true), ("*ab", "aab", true), ("*ab", "aba", false),
    ("a**b", "ab", true), ("\\*", "*", true), ("\\*", "x", false), ("a\\?", "a?", true),
    ("\\", "\\", true), ("e?", "ee\u{301}", true), ("*?", "e\u{301}", true), ("?*?", "a", false),
    ("*b?", "abbc", true), ("ab*ab", "ab", false),
  ])
  func globs(_ pattern: String, text: String, matches: Bool) {
    #expect(TextPattern(.like, pattern).matches(text) == matches)
  }

  @Test func globsDoNotBlowUp() {
    let pattern = TextPattern(.like, String(repeating: "*a", count: 40) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 20_000)))
  }

  @Test func columnsAreSearched() {
    var builder = ColumnBuilder(type: .text)
    for text in ["Acme", "other", "ＡＣＭＥ"] { builder.append(text) }
    builder.appendMissing()
    let column = builder.finish()
    guard case .text(let storage) = column.storage else { return }
    #expect(
      TextPattern(.contains, "cm").matches(storage, missing: column.missing) == [true, false, true, false])
  }

  @Test(arguments: [
    ("abc", 3), ("客户", 4), ("ＡＢ", 4), ("e\u{301}", 1), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
    ("🙂", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇨🇳", 2), ("❤\u{FE0F}", 2), ("", 0), ("é", 1), ("ｱ", 1),
    ("\u{200B}", 0), ("—", 1), ("￥", 2), ("¥", 1), ("𠀀", 2),
  ])
  func widths(_ text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }

  @Test func damagedUTF8() {
    let cases: [[UInt8]] = [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE5, 0x8C], [0xF5, 0x80, 0x80, 0x80],
    ]
    for bytes in cases {
      bytes.withUnsafeBufferPointer { buffer in
        #expect(UTF8Scan.step(buffer, 0).scalar == nil)
        #expect(DisplayWidth.of(buffer) == bytes.count)
      }
    }
  }
}
