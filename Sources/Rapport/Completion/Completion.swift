/// What could stand at one place of a text, the likeliest first.
public struct Completion: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case statement, clause, word, relation, field, value, function, period, unit, type, parameter, rule, file, list,
      command
  }

  public struct Candidate: Sendable, Hashable {
    /// What replaces the range; with back-ticks where a name needs them.
    public var text: String
    public var kind: Kind
    /// One line: the type and meaning of a field, the signature of a function.
    public var detail: String
    /// More is written directly behind it: the arguments of a function, a file of a directory.
    public var isOpen: Bool
    /// It is of the kind that the place wants, as a value of the enum behind `credit =`.
    public var isExpected: Bool

    public init(text: String, kind: Kind, detail: String, isOpen: Bool, isExpected: Bool) {
      self.text = text
      self.kind = kind
      self.detail = detail
      self.isOpen = isOpen
      self.isExpected = isExpected
    }
  }

  /// The bytes of the text that a candidate replaces: the part of a word before the cursor.
  public var range: Range<Int>
  public var candidates: [Candidate]

  public init(range: Range<Int>, candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }
}

/// A command of a shell, as completion sees it: `.fields ENTITY`.
public struct CommandDescription: Sendable, Hashable {
  public var name: String
  /// Other names it goes by; they are understood, not offered.
  public var aliases: [String]
  /// What it takes: words in capitals name kinds (`ENTITY`, `FILE`, `STORE`, `QUERY`, `TOPIC`, `FUNCTION`,
  /// `PARAMETER`, `LIST`, `RULE`, `COMMAND`, `FORMAT`), `on|off` are words to choose from; brackets and `…` mean
  /// nothing here.
  public var arguments: String
  public var help: String
  /// Words that one kind of argument can be, for kinds that only the shell knows.
  public var choices: [String]

  public init(
    name: String, aliases: [String] = [], arguments: String, help: String, choices: [String] = []
  ) {
    self.name = name
    self.aliases = aliases
    self.arguments = arguments
    self.help = help
    self.choices = choices
  }
}
