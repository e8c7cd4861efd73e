/// A shell session as text: commands with what they print and how they end.
///
///     Free text before the first command says what the file is about.
///     $ rapport demo.db -c 'accounts take 1 select name'
///     name
///     Acme
///     stderr: a line on standard error
///     exit: 0
///
/// `exit: 0` may be left out. `[..]` in an expected line stands for any text, a line `...` for any lines. An
/// empty line before the next command is layout, and lines that begin with `#: ` are comments to the command
/// behind them.
struct Transcript {
  struct Step {
    var command: String
    var comments: [String] = []
    var output: [String] = []
    var errors: [String] = []
    var status: Int32 = 0
  }

  var preamble: [String] = []
  var steps: [Step] = []
  private var comments: [String] = []

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for line in lines { read(line) }
    for index in steps.indices { Self.dropLayout(&steps[index].output) }
  }

  private mutating func read(_ line: String) {
    if line.hasPrefix("$ ") {
      steps.append(Step(command: String(line.dropFirst(2)), comments: comments))
      comments = []
    } else if line.hasPrefix("#: ") {
      comments.append(line)
    } else if steps.isEmpty {
      preamble.append(line)
    } else if line.hasPrefix("> "), isInCommand {
      steps[steps.count - 1].command += "\n" + line.dropFirst(2)
    } else if line.hasPrefix("stderr:") {
      steps[steps.count - 1].errors.append(String(line.dropFirst(line.hasPrefix("stderr: ") ? 8 : 7)))
    } else if line.hasPrefix("exit: "), let status = Int32(line.dropFirst(6)) {
      steps[steps.count - 1].status = status
    } else {
      steps[steps.count - 1].output.append(line)
    }
  }

  /// Continuation lines of a command begin with `> ` and follow it directly.
  private var isInCommand: Bool {
    guard let step = steps.last else { return false }
    return step.output.isEmpty && step.errors.isEmpty
  }

  private static func dropLayout(_ lines: inout [String]) {
    while lines.last == "" { lines.removeLast() }
  }

  static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    dropLayout(&lines)
    return lines
  }

  /// The file as it should read.
  var text: String {
    var lines = preamble
    for step in steps {
      if !lines.isEmpty, lines.last != "" { lines.append("") }
      lines += step.comments
      let command = step.command.split(separator: "\n", omittingEmptySubsequences: false)
      lines.append("$ " + (command.first ?? ""))
      lines += command.dropFirst().map { "> " + $0 }
      lines += step.output
      lines += step.errors.map { $0.isEmpty ? "stderr:" : "stderr: " + $0 }
      if step.status != 0 { lines.append("exit: \(step.status)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Comparing expected lines, which may hold wildcards, with seen ones.
enum Expectation {
  static func matches(_ expected: [String], _ seen: [String]) -> Bool {
    matches(expected[...], seen[...])
  }

  private static func matches(_ expected: ArraySlice<String>, _ seen: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return seen.isEmpty }
    if first == "..." {
      return (0...seen.count).contains { matches(expected.dropFirst(), seen.dropFirst($0)) }
    }
    guard let line = seen.first, matches(line: first, line) else { return false }
    return matches(expected.dropFirst(), seen.dropFirst())
  }

  static func matches(line expected: String, _ seen: String) -> Bool {
    let parts = pieces(expected)
    guard parts.count > 1, let head = parts.first, let tail = parts.last else { return expected == seen }
    guard seen.hasPrefix(head) else { return false }
    var rest = seen.dropFirst(head.count)
    for part in parts.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(tail)
  }

  private static func pieces(_ line: String) -> [String] {
    var parts: [String] = []
    var rest = line[...]
    while let wildcard = rest.firstRange(of: "[..]") {
      parts.append(String(rest[..<wildcard.lowerBound]))
      rest = rest[wildcard.upperBound...]
    }
    return parts + [String(rest)]
  }
}
