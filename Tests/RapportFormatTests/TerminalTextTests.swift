import RapportFormat
import RapportValues
import Testing

@Suite struct TerminalTextTests {
  /// Sequences that clear screens, set titles, write clipboards, hide links or turn text around.
  static let payloads = [
    "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]8;;http://x\u{1B}\\link",
    "\u{9B}31m",
    "\u{90}q\u{9C}", "a\u{8}b", "a\rb", "\u{7F}", "\u{202E}txt.exe", "\u{2066}x\u{2069}", "\u{200E}\u{200F}",
    "\u{2028}\u{2029}", "\u{FEFF}", "\u{0}", "\u{61C}", "\u{85}",
  ]

  @Test(arguments: [
    ("plain text", "plain text"), ("客户 🙂", "客户 🙂"), ("\u{1B}[31m", "␛[31m"), ("\u{9B}", "\\u{9B}"),
    ("\u{7F}", "␡"), ("a\u{202E}b", "a\\u{202E}b"), ("\u{0}", "␀"), ("a\nb", "a␊b"),
    ("\u{FEFF}x", "\\u{FEFF}x"),
  ])
  func escapes(_ text: String, shown: String) { #expect(TerminalText.escape(text) == shown) }

  @Test func lineBreaksMayBeKept() {
    #expect(TerminalText.escape("a\n\tb\r", lineBreaks: .kept) == "a\n\tb␍")
  }

  @Test(arguments: payloads, OutputFormat.allCases)
  func nothingHarmfulReachesATerminal(_ payload: String, format: OutputFormat) throws {
    let enumeration = EnumType(name: "e", names: [payload], isOrdered: false)
    let sample = Sample(
      [(payload, .text), ("l", .list(.text)), ("e", .enumeration(enumeration))],
      [
        [.text(payload), .list([.text(payload)]), .text(payload)],
        [.missing, .missing, .text("x" + payload)],
      ])
    let text = try sample.written(format, OutputOptions(isTerminal: true, window: Window(width: 80)))
    let harmful = text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0x09: format != .tsv
      case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
      default: false
      }
    }
    #expect(harmful.isEmpty)
  }

  @Test func damagedBytesAreShown() {
    var buffer = OutputBuffer()
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x28]
    bytes.withUnsafeBufferPointer { TerminalText.escape($0, .shown, to: &buffer) }
    #expect(String(decoding: buffer.contents, as: UTF8.self) == "a\\xFF\\xC3(")
  }
}
