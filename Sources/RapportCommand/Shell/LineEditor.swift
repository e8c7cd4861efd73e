import CReadline
import CReplSupport
import Glibc
import Rapport

/// Entries edited by a person, with history.
final class LineEditor: ShellInput {
  let isTerminal = true

  init() {
    rapport_line_setup("rapport", HistoryFile.path()) { text in
      guard let text else { return 1 }
      return EntryText.isComplete(String(cString: text)) ? 1 : 0
    }
  }

  func read(_ prompt: String) throws(DiagnosticsError) -> ShellLine {
    rapport_interrupt_reset()
    let earlier = rapport_interrupt_set_mode(RAPPORT_INTERRUPT_EDITS)
    defer { _ = rapport_interrupt_set_mode(earlier) }
    var text: UnsafeMutablePointer<CChar>?
    switch rapport_line_read(prompt, rapport_interrupt_descriptor(), &text) {
    case RAPPORT_LINE_READ:
      guard let text else { return .end }
      defer { free(text) }
      let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
      return .text(try SourceText(bytes: Array(bytes), name: "input").text)
    case RAPPORT_LINE_INTERRUPTED: return .interrupted
    default: return .end
    }
  }

  func remember(_ entry: String) { rapport_line_remember(entry) }

  func history(last count: Int) -> [String] {
    let all = Int(rapport_line_history_count())
    return (max(0, all - count)..<all).compactMap { position in
      rapport_line_history_entry(Int32(clamping: position)).map(Self.text)
    }
  }

  private static func text(_ bytes: UnsafePointer<CChar>) -> String {
    String(decoding: UnsafeRawBufferPointer(start: bytes, count: strlen(bytes)), as: UTF8.self)
  }
}
