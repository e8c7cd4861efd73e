import CReadline
import Glibc
import Rapport

/// Completion with Tab in the shell.
final class ShellCompletion {
  private unowned let shell: Shell
  /// What was offered last, for the list.
  private var offered: [Completion.Candidate] = []

  private init(_ shell: Shell) { self.shell = shell }

  /// Completes lines of this shell from now on.
  static func start(for shell: Shell) {
    let completion = Unmanaged.passRetained(ShellCompletion(shell)).toOpaque()
    rapport_line_complete(
      completion,
      { context, text, cursor, closes in
        guard let context, let text else { return nil }
        let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
        let completion = Unmanaged<ShellCompletion>.fromOpaque(context).takeUnretainedValue()
        let replacement = completion.replacement(in: String(decoding: bytes, as: UTF8.self), at: Int(cursor))
        closes?.pointee = replacement.closes ? 1 : 0
        return ShellCompletion.array(replacement.texts)
      },
      { context in
        guard let context else { return }
        Unmanaged<ShellCompletion>.fromOpaque(context).takeUnretainedValue().list()
      })
  }

  /// What the text before the cursor may become; the first is what all others have in common.
  private func replacement(in line: String, at cursor: Int) -> (texts: [String], closes: Bool) {
    let isCommand = line.drop { $0 == " " || $0 == "\t" }.hasPrefix(".")
    // A line may go on with the query before it.
    let before = isCommand ? "" : shell.previous.map { $0 + "\n" } ?? ""
    let offset = before.utf8.count
    let completion = shell.session.complete(
      before + line, at: offset + cursor, commands: DotCommand.all.map(\.description))
    let bytes = Array(line.utf8)
    let start = completion.range.lowerBound - offset
    guard start >= 0, start <= cursor, cursor <= bytes.count else { return ([], false) }
    let kept = String(decoding: bytes[..<start], as: UTF8.self)
    let written = String(decoding: bytes[start..<cursor], as: UTF8.self)
    let next = cursor < bytes.count ? bytes[cursor] : 0
    offered = CompletionChoice.candidates(completion.candidates, written: written).map {
      CompletionChoice.fitting($0, before: next)
    }
    let common = CompletionChoice.common(offered.map(\.text), written: written)
    let texts = offered.isEmpty ? [] : [common] + (offered.count > 1 ? offered.map(\.text) : [])
    let closes = offered.count == 1 && !offered[0].isOpen && next != UInt8(ascii: " ")
    return (texts.map { kept + $0 }, closes)
  }

  /// The texts as readline wants them; it frees them.
  private static func array(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    if texts.isEmpty { return nil }
    let size = (texts.count + 1) * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
    guard let memory = malloc(size) else { return nil }
    let array = memory.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { array[index] = strdup(text) }
    array[texts.count] = nil
    return array
  }

  private func list() {
    let text = CompletionChoice.list(offered, width: Terminal.width(STDOUT_FILENO) ?? 80)
    // A terminal that is gone ends the next read.
    try? write(text + "\n", options: OutputOptions(escapesControls: true)) { bytes throws(DiagnosticsError) in
      try write(bytes, to: STDOUT_FILENO)
    }
  }
}

extension DotCommand {
  /// The command as completion sees it.
  var description: CommandDescription {
    CommandDescription(name: name, aliases: aliases, arguments: arguments, help: help, choices: choices)
  }

  private var choices: [String] {
    switch arguments {
    case "[DAY]": OptionValues.weekdays
    case "[MONTH]": OptionValues.months
    case "[STEP …]": ShellPlans.names
    case "[LANGUAGE]": Language.allCases.map(\.rawValue) + ["off"]
    default: []
    }
  }
}
