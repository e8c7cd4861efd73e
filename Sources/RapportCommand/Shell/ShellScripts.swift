import CReplSupport
import Glibc
import Rapport

/// The dot commands about the texts of this session.
enum ShellScripts {
  static func run(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    let source = try SourceText.file(try FileArgument(text).path)
    _ = try shell.destination.run(source, with: &shell.runner)
  }

  static func save(_ shell: Shell, _ text: String) throws(DiagnosticsError) {
    let file = try FileArgument(text, switches: ["--all", "--force"])
    guard let script = shell.log.script(all: file.has("--all")) else {
      throw ShellSettings.usage("there is no statement yet")
    }
    try OutputFile.write(script, to: file.path, force: file.force || shell.runner.replacesFiles)
  }

  static func history(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    guard let count = word.isEmpty ? 20 : Int(word), count > 0 else {
      throw ShellSettings.usage("`.history` takes a number of entries, not `\(word)`")
    }
    shell.say(shell.input.history(last: count).joined(separator: "\n"))
  }

  static func edit(_ shell: Shell, _ word: String) throws(DiagnosticsError) {
    if !word.isEmpty { throw ShellSettings.usage("`.edit` changes the last statement and takes no name") }
    let before = shell.log.last ?? ""
    let after = EntryText.trimmed(try Editor.edit(before))
    if after == before || after.isEmpty { return shell.say("unchanged; nothing was run") }
    shell.say(after)
    shell.submit(after)
  }
}

/// A person's own editor.
private enum Editor {
  static var command: String {
    let chosen = Terminal.chosen("VISUAL") ?? Terminal.chosen("EDITOR")
    return chosen ?? "vi"
  }

  /// Lets a person change a text.
  static func edit(_ text: String) throws(DiagnosticsError) -> String {
    let path = try temporaryFile(holding: text.isEmpty ? "" : text + "\n")
    defer { unlink(path) }
    let earlier = rapport_interrupt_set_mode(RAPPORT_INTERRUPT_IGNORED)
    defer { _ = rapport_interrupt_set_mode(earlier) }
    let status = ExternalProgram.start(command + " \"$1\"", [path]).map { ExternalProgram.wait(for: $0) }
    guard status == 0 else {
      throw ShellSettings.usage(
        "`\(command)` " + (status.map { "ended with \($0)" } ?? "cannot be started") + "; nothing was run")
    }
    return try SourceText.file(path).text
  }

  /// Readable by its owner only.
  private static func temporaryFile(holding text: String) throws(DiagnosticsError) -> String {
    let ending = ".rap"
    let folder = Terminal.chosen("TMPDIR") ?? "/tmp"
    var template = Array("\(folder)/rapport-XXXXXX\(ending)".utf8CString)
    let descriptor = mkstemps(&template, Int32(ending.utf8.count))
    let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? ""
    guard descriptor >= 0 else { throw ShellSettings.usage("no file can be made in `\(folder)`") }
    defer { close(descriptor) }
    do throws(DiagnosticsError) {
      try Console.send(text, to: descriptor)
    } catch {
      unlink(path)
      throw error
    }
    return path
  }
}
