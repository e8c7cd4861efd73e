/// A document with examples in fenced blocks.
///
/// A block tagged `rapport` is run as a script on the demo store and must succeed; a `text` block directly
/// behind it is what it prints as a table, or its message when the tag is `rapport error`. `rapport check` is
/// only checked. `csv NAME`, `rapport file NAME` and `sh file NAME` put a file beside the store for the examples
/// behind them, and an `sh` block that begins with `$ ` is run as a transcript; with the tag `sh needs TOOL` only where
/// that tool is installed.
struct Document {
  struct Example {
    enum Mode: Equatable {
      case run, check, error, shell
      case file(String)
    }
    var text: String
    var mode: Mode
    /// A program that must be installed to run it.
    var tool: String?
    /// Line of the opening fence, from 1.
    var line: Int
    /// What the `text` block behind it says; for a transcript the transcript itself.
    var expected: String?
    /// The lines that hold it, from 0.
    var expectedLines = 0..<0
  }

  private(set) var examples: [Example] = []
  private var lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    var isBehindExample = false
    while index < lines.count {
      let line = lines[index]
      index += 1
      guard line.hasPrefix("```") else {
        if !line.isEmpty { isBehindExample = false }
        continue
      }
      let start = index
      while index < lines.count, !lines[index].hasPrefix("```") { index += 1 }
      let body = start..<index
      index += 1
      isBehindExample = add(line.dropFirst(3).split(separator: " ").map(String.init), body, isBehindExample)
    }
  }

  /// Takes over a block; true if what it prints may stand behind it.
  private mutating func add(_ tag: [String], _ body: Range<Int>, _ isBehindExample: Bool) -> Bool {
    let text = lines[body].joined(separator: "\n")
    var example = Example(text: text, mode: .run, line: body.lowerBound)
    switch tag {
    case ["rapport"]: break
    case ["rapport", "check"]: example.mode = .check
    case ["rapport", "error"]: example.mode = .error
    case _ where tag.first == "sh" && text.hasPrefix("$ ") && (tag.count == 1 || tag.count == 3 && tag[1] == "needs"):
      example.mode = .shell
      example.tool = tag.count == 3 ? tag[2] : nil
      (example.expected, example.expectedLines) = (text, body)
    case ["text"] where isBehindExample:
      examples[examples.count - 1].expected = text
      examples[examples.count - 1].expectedLines = body
      return false
    default:
      let kind = tag.dropLast()
      guard kind == ["csv"] || kind == ["rapport", "file"] || kind == ["sh", "file"], let name = tag.last else { return false }
      example.mode = .file(name)
    }
    examples.append(example)
    return example.mode != .shell
  }

  /// The document with other expectations; an example without one keeps what it says.
  func text(expecting seen: [Int: [String]]) -> String {
    var lines = lines
    for (position, example) in examples.enumerated().reversed() where example.expected != nil {
      if let replacement = seen[position] { lines.replaceSubrange(example.expectedLines, with: replacement) }
    }
    return lines.joined(separator: "\n")
  }
}
