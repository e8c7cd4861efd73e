import RapportCatalog
import RapportPlan
import RapportSyntax

/// What is said about a value, a line each, parts behind and further right than what they are parts of.
struct ExplanationLines {
  enum Kind: String { case value, formula, rule, parameter, branch, reason, input }

  private struct Line {
    var level: Int
    var kind: Kind
    var name: String?
    var value: String?
    var holds: Bool?
    /// Inputs that would have to be known.
    var missing: [String] = []
    var text: String
  }

  private let row: TracedRow
  private var lines: [Line] = []

  private let words: ExplanationWords

  init(_ row: TracedRow, _ words: ExplanationWords) {
    self.row = row
    self.words = words
  }

  mutating func add(_ trace: ResolvedTrace) {
    let label = trace.names.first.map { RapportSyntax.SourceText.quoted(row.text($0)) } ?? ""
    let keys = trace.names.dropFirst().map { row.text($0) }.joined(separator: ", ")
    let entity = words.language.choose(trace.entity.name, aliases: trace.entity.labels.all)
    let name = "\(entity) \(label)" + (keys.isEmpty ? "" : " (\(keys))")
    add(trace.root, level: 0, kind: .value, prefix: name + ": ")
  }

  private mutating func add(_ node: TraceNode, level: Int, kind: Kind, prefix: String = "") {
    let isMissing = row.isMissing(node.column)
    let shown = isMissing ? (node.isRule ? words.unknown : words.missing) : row.text(node.column)
    var line = Line(
      level: level, kind: kind, name: node.name, value: isMissing ? nil : shown, text: "\(prefix)\(called(node)) = \(shown)")
    let position = lines.count
    lines.append(line)
    var blamed: [String] = []
    switch node.origin {
    case .given: break
    case .repeated: line.text += "  " + words.seeAbove
    case .cut: line.text += "  " + words.tellsMore(node.name)
    case .formula(let formula):
      lines.append(Line(level: level + 1, kind: .formula, text: "= \(formula)"))
      if isMissing { blamed = node.inputs.filter { row.isMissing($0.column) }.map(\.name) }
    case .rule(let rule): blamed = add(rule, of: node, level: level + 1)
    }
    for input in node.inputs { add(input, level: level + 1, kind: .input) }
    if isMissing, !blamed.isEmpty {
      line.missing = blamed
      line.text += words.because(called(blamed, of: node))
    }
    lines[position] = line
  }

  /// The branches up to the one that decides; gives the inputs without which an earlier one may have decided.
  private mutating func add(_ traced: TraceRule, of node: TraceNode, level: Int) -> [String] {
    let rule = traced.rule
    let origin =
      rule.origin.replaced.map { words.inPlace(rule.origin.name, of: $0, long: false) } ?? rule.origin.name
    let name = words.language.choose(rule.name, aliases: rule.labels.all)
    lines.append(
      Line(level: level, kind: .rule, name: rule.name, text: words.rule(name, version: rule.version, origin: origin)))
    for parameter in rule.declaration.parameters {
      let value = parameter.defaultValue.map { RapportSyntax.SourceText.text(of: $0) }
      lines.append(
        Line(
          level: level + 1, kind: .parameter, name: "$" + parameter.name.text, value: value,
          text: "$\(parameter.name.text) = \(value ?? "")"))
    }
    var blamed: [String] = []
    for branch in traced.branches {
      let failing = branch.parts.filter { !row.holds($0.column) }
      let holds = failing.isEmpty
      lines.append(
        Line(level: level, kind: .branch, holds: holds, text: (holds ? words.yes : words.no) + branch.text))
      if holds {
        if branch.givesUnknown {
          blamed += missing(branch.parts.flatMap(\.reads), of: node).filter { !blamed.contains($0) }
        } else {
          // Nothing before it matters any more; a value it cannot compute lacks what it reads.
          blamed = node.inputs.filter { row.isMissing($0.column) }.map(\.name)
        }
        break
      }
      // A part that is false whatever is missing decides; then what the others ask for.
      let certain = failing.filter { missing($0.reads, of: node).isEmpty }
      let decided = certain.isEmpty ? failing.filter(\.asksForKnown) : certain
      let wanted = missing((decided.isEmpty ? failing : decided).flatMap(\.reads), of: node)
      let why = decided.isEmpty
        ? words.areMissing(called(wanted, of: node)) : words.doNotHold(decided.map(\.text))
      lines.append(Line(level: level + 3, kind: .reason, holds: false, missing: wanted, text: why))
      let behind = certain.isEmpty ? [] : node.inputs.filter { input in certain.contains { $0.reads.contains(input.name) } }
      for name in wanted + behind.flatMap(missing(behind:)) where !blamed.contains(name) { blamed.append(name) }
    }
    return blamed
  }

  private func missing(_ names: [String], of node: TraceNode) -> [String] {
    var found: [String] = []
    for input in node.inputs where names.contains(input.name) && row.isMissing(input.column) { found.append(input.name) }
    return found
  }

  /// What a formula with a value, such as a count of what is known, does without.
  private func missing(behind node: TraceNode) -> [String] {
    guard case .formula = node.origin, !row.isMissing(node.column) else { return [] }
    return node.inputs.filter { row.isMissing($0.column) }.map(\.name)
  }

  // MARK: - Shown

  /// What a value is called in the language.
  private func called(_ node: TraceNode) -> String { words.language.choose(node.name, aliases: node.labels) }

  private func called(_ names: [String], of node: TraceNode) -> [String] {
    names.map { name in node.inputs.first { $0.name == name }.map { called($0) } ?? name }
  }

  var explained: ExplainedText {
    let text = lines.map { String(repeating: "  ", count: $0.level) + $0.text + "\n" }.joined()
    var table = ExplainedText.Table()
    table.add("level", lines.map(\.level))
    table.add("part", lines.map(\.kind.rawValue))
    table.add("name", lines.map(\.name))
    table.add("value", lines.map(\.value))
    table.add("holds", lines.map(\.holds))
    table.add("missing", lines.map(\.missing))
    table.add("text", lines.map(\.text))
    return ExplainedText(text: text, table: table)
  }
}
