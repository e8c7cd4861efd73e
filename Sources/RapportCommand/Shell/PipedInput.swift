import Rapport

/// Entries from a pipe or file, read as they would be typed: `rapport -i`.
final class PipedInput: ShellInput {
  private var entries: [String] = []
  let isTerminal = false

  func read(_ prompt: String) -> ShellLine {
    var text = ""
    while let line = readLine() {
      let isBlank = line.allSatisfy(EntryText.isBlank)
      if text.isEmpty, isBlank { continue }
      text += text.isEmpty ? line : "\n" + line
      if isBlank || EntryText.isComplete(text) { return .text(text) }
    }
    return text.isEmpty ? .end : .text(text)
  }

  func remember(_ entry: String) { entries.append(entry) }

  func history(last count: Int) -> [String] { Array(entries.suffix(count)) }
}
