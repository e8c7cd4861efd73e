/// A document with examples in fenced blocks.
///
/// A block tagged `rapport` is run as a script on the demo store and must succeed; a `text` block directly behind it is
/// what it prints as a table, or its message when the tag is `rapport error`. `rapport check` is only checked, and
/// `sh` blocks whose lines begin with `$ ` are run as a transcript.
struct Document {
  struct Example {
    enum Mode { case run, check, error }
    var text: String
    var mode: Mode
    /// Line of the opening fence, from 1.
    var line: Int
    /// What the `text` block behind it says.
    var expected: String?
  }

  private(set) var examples: [Example] = []

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var number = 0
    var isBehindExample = false
    while let line = lines.popFirst() {
      number += 1
      guard line.hasPrefix("```") else {
        if !line.isEmpty { isBehindExample = false }
        continue
      }
      let opening = number
      var body: [String] = []
      while let inner = lines.popFirst() {
        number += 1
        if inner.hasPrefix("```") { break }
        body.append(inner)
      }
      let content = body.joined(separator: "\n")
      switch line.dropFirst(3).split(separator: " ").map(String.init) {
      case ["rapport"]: add(Example(text: content, mode: .run, line: opening), &isBehindExample)
      case ["rapport", "check"]: add(Example(text: content, mode: .check, line: opening), &isBehindExample)
      case ["rapport", "error"]: add(Example(text: content, mode: .error, line: opening), &isBehindExample)
      case ["text"] where isBehindExample:
        examples[examples.count - 1].expected = content
        isBehindExample = false
      default: isBehindExample = false
      }
    }
  }

  private mutating func add(_ example: Example, _ isBehindExample: inout Bool) {
    examples.append(example)
    isBehindExample = true
  }
}
