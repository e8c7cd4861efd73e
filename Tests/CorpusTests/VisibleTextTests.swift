import Rapport
import Testing

/// Messages and results agree on what may not reach a terminal.
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
}
