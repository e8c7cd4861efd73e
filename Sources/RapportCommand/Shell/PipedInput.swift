import Glibc
import Rapport

/// Entries from a pipe or file, read as they would be typed: `rapport -i`.
final class PipedInput: ShellInput {
  private var entries: [String] = []
  /// What was read and belongs to later lines.
  private var held: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  let isTerminal = false

  func read(_ prompt: String) throws(DiagnosticsError) -> ShellLine {
    var text = ""
    while let bytes = nextLine() {
      let line = try SourceText(bytes: bytes, name: "input").text
      let isBlank = line.allSatisfy(EntryText.isBlank)
      if text.isEmpty, isBlank { continue }
      text += text.isEmpty ? line : "\n" + line
      if isBlank || EntryText.isComplete(text) { return .text(text) }
    }
    return text.isEmpty ? .end : .text(text)
  }

  func remember(_ entry: String) { entries.append(entry) }

  func history(last count: Int) -> [String] { Array(entries.suffix(count)) }

  // MARK: - Lines

  /// Without its line break; nil at the end.
  private func nextLine() -> [UInt8]? {
    var searched = position
    while true {
      if let end = held[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { position = end + 1 }
        let isWindows = end > position && held[end - 1] == UInt8(ascii: "\r")
        return Array(held[position..<(isWindows ? end - 1 : end)])
      }
      searched = held.count - position
      held.removeFirst(position)
      position = 0
      if isAtEnd {
        defer { held = [] }
        return held.isEmpty ? nil : held
      }
      fill()
    }
  }

  private func fill() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 {
      held.append(contentsOf: chunk[..<count])
    } else if count == 0 || errno != EINTR || Interruption.isEnding {
      isAtEnd = true
    }
  }
}
