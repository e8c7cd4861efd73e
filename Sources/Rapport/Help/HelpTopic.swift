import RapportValues

/// What a person should know about one word of the language or one name of a catalog.
public struct HelpTopic: Sendable, Hashable {
  public enum Kind: String, CaseIterable, Sendable {
    case clause, statement, `operator`, period, relation, aggregate, window, model, function
    case entity, field, `enum`, value, rule, type

    /// `clause`, `clauses`.
    public var plural: String { self == .entity ? "entities" : rawValue + "s" }
  }

  public var kind: Kind
  /// What it is found by; the path from its entity for a field.
  public var name: String
  /// Names in other languages; usable in queries.
  public var aliases: [String]
  /// How it is written: `round(x[, decimals])`; for a field its name and type.
  public var signature: String
  /// One line.
  public var summary: String
  /// Further lines: the rest of a doc comment, the formula of a field, the values of an enum.
  public var details: [String]
  /// Statements that can be run as they are.
  public var example: String?
  /// What the example prints on the demonstration store of 200 accounts, seed 7, on 2026-06-30.
  public var answer: String?

  init(
    _ kind: Kind, _ name: String, aliases: [String] = [], signature: String? = nil, summary: String = "",
    details: [String] = [], example: String? = nil, answer: String? = nil
  ) {
    self.kind = kind
    self.name = name
    self.aliases = aliases
    self.signature = signature ?? name
    self.summary = summary
    self.details = details
    self.example = example
    self.answer = answer
  }

  /// The labels of its arguments, each with what the signature has behind it; placeholders are in capitals.
  var labels: [(name: String, example: String)] {
    signature.split { "([,".contains($0) }.compactMap { part in
      let sides = part.split(separator: ":", maxSplits: 1).map { $0.filter { !"])".contains($0) } }
      guard sides.count == 2 else { return nil }
      let name = sides[0].drop { $0 == " " }
      guard !name.isEmpty, name.allSatisfy(\.isLowercase) else { return nil }
      return (String(name), String(sides[1].drop { $0 == " " }))
    }
  }

  /// The topic as lines for a terminal.
  public var text: String {
    let title = ([signature] + aliases).joined(separator: "  ") + "  (\(kind.rawValue))"
    var blocks = [[title] + ([summary] + details).filter { !$0.isEmpty }.map { "  " + $0 }]
    if let example { blocks.append(example.split(separator: "\n").map { "  > " + $0 }) }
    if let answer, !answer.isEmpty { blocks.append(answer.split(separator: "\n").map { "  " + $0 }) }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }
}
