import Rapport
import Testing

/// Messages and results agree on what may not reach a terminal, and on how it is shown instead.
@Suite struct VisibleTextTests {
  @Test func messagesHideWhatResultsHide() {
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value), scalar != "\n" else { continue }
      let text = String(Character(scalar))
      guard terminalText(text) != text else { continue }
      let error = DiagnosticsError(.data, Diagnostic(code: "R0500", "a" + text + "b", at: nil))
      let name = "U+" + String(value, radix: 16)
      #expect(!error.rendered(color: false).unicodeScalars.contains(scalar), "\(name)")
      #expect(!error.json.unicodeScalars.contains(scalar), "\(name)")
    }
  }

  /// Excerpts of a text, names of files and prompts of parameters, too; OSC sequences end up as plain text.
  @Test(arguments: [
    "\u{1B}]0;title\u{7}", "\u{1B}]52;c;aGk=\u{1B}\\", "\u{1B}]8;;http://x\u{7}link", "\u{9D}0;x\u{9C}", "\u{9B}2J",
    "\u{202E}txt.exe", "\u{2066}x\u{2069}", "\u{200B}", "\u{8}\u{7F}", "\u{85}\u{2028}",
  ])
  func excerptsAndNames(_ hostile: String) throws {
    let shown = terminalText(hostile)
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    let source = SourceText("nosuch \(hostile)", name: "a\(hostile).rap")
    let error = DiagnosticsError(
      .query, [Diagnostic(code: "R0100", "no \(hostile)", at: nil, help: ["not \(hostile)"])], source: source)
    let text = error.rendered(color: false)
    #expect(text.contains("no " + shown) && text.contains("not " + shown))
    #expect(terminalText(text, keepingLines: true) == text)
  }

  @Test func resultsHideWhatMessagesHide() {
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a" + String(Character(scalar)) + "b"
      let error = DiagnosticsError(.data, Diagnostic(code: "R0500", text, at: nil))
      #expect(error.rendered(color: false).contains(terminalText(text)), "U+\(String(value, radix: 16))")
    }
  }
}
