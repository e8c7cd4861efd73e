import RapportCatalog

/// Reads the help that is compiled into the program: `# Kind`, then `` ## `name` signature ``, a line, an
/// example and what it prints. The examples are run by the tests, as those of all documents.
struct HelpText {
  private(set) var topics: [HelpTopic] = []
  private var kind: HelpTopic.Kind?
  private var lines: ArraySlice<Substring>

  static let topics = HelpText(Resources.help).topics

  private static let kinds: [Substring: HelpTopic.Kind] = [
    "Clauses": .clause, "Statements": .statement, "Operators": .operator, "Periods": .period,
    "Relations": .relation,
    "Aggregates": .aggregate, "Windows": .window, "Models": .model, "Functions": .function,
  ]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      if line.hasPrefix("# ") {
        kind = Self.kinds[line.dropFirst(2)]
      } else if line.hasPrefix("## ") {
        read(heading: line.dropFirst(3))
      }
    }
  }

  private mutating func read(heading: Substring) {
    let parts = heading.split(separator: "`", omittingEmptySubsequences: false)
    guard let kind, parts.count > 1 else { return }
    var topic = HelpTopic(kind, String(parts[1]), signature: parts.joined())
    while let line = lines.first, !line.hasPrefix("#") {
      lines.removeFirst()
      if line.hasPrefix("```") {
        read(block: line.dropFirst(3), into: &topic)
      } else if !line.isEmpty, topic.example == nil {
        topic.summary += (topic.summary.isEmpty ? "" : " ") + line
      }
    }
    topics.append(topic)
  }

  private mutating func read(block tag: Substring, into topic: inout HelpTopic) {
    let end = lines.firstIndex { $0.hasPrefix("```") } ?? lines.endIndex
    let body = lines[..<end].joined(separator: "\n")
    lines = lines[end...].dropFirst()
    switch tag {
    case "rapport", "rapport check": topic.example = body
    case "text": topic.answer = body
    default: break
    }
  }
}
