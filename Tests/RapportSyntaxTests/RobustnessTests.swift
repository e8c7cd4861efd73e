import RapportSyntax
import Testing

/// No text, however broken, may trap, loop or overflow the stack.
@Suite struct RobustnessTests {
  /// Runs everything that takes a text; checks what must hold for every text.
  func digest(_ bytes: [UInt8]) {
    let (script, diagnostics) = Parse.parse(utf8: bytes)
    for statement in script.statements {
      #expect(statement.span.start >= 0 && statement.span.end <= bytes.count)
    }
    for diagnostic in diagnostics {
      let span = diagnostic.span ?? SourceSpan(start: 0, end: 0)
      #expect(span.start >= 0 && span.start <= span.end && span.end <= bytes.count)
    }
    let renderer = DiagnosticRenderer(source: SourceMap(file: "x.rap", utf8: bytes))
    _ = renderer.render(Array(diagnostics.prefix(5)))
    let text = String(decoding: bytes, as: UTF8.self)
    _ = Parse.needsMoreInput(text)
    _ = Parse.continuesPrevious(text)
    for cursor in [0, text.utf8.count / 2, text.utf8.count] {
      let context = CursorContext.at(cursor, in: text)
      #expect(context.range.start >= 0 && context.range.start <= context.range.end, "\(text)")
      #expect(context.range.end <= cursor && context.statement.start <= context.range.start, "\(text)")
    }
    let parsed = Parse.parse(text)
    let formatted = Formatter.format(parsed.script, source: text)
    guard parsed.diagnostics.isEmpty else { return }
    let again = Parse.parse(formatted)
    #expect(again.script.equalIgnoringSpans(parsed.script), "\(text)")
    #expect(again.diagnostics.isEmpty, "\(text)\n\(formatted)\n\(again.diagnostics)")
    #expect(Formatter.format(again.script, source: formatted) == formatted, "\(text)")
  }

  static let words: [String] = [
    "accounts", "orders", "where", "select", "with", "drop", "group", "by", "pivot", "order", "take", "skip",
    "top", "bottom", "distinct", "union", "except", "in", "since", "before", "as", "of", "set", "delete",
    "chart", "to", "param", "let", "def", "list", "assert", "use", "entity", "enum", "rule", "explain", "log",
    "and", "or", "not", "is", "missing", "known", "when", "then", "else", "from", "per", "all", "fill",
    "desc",
    "contains", "starts", "ends", "like", "older", "than", "last", "this", "next", "90", "days", "month",
    "today", "2026-01-01", "2026-Q1", "2026-03", "FY2026", "1.5M", "20%", "3万", "\"text\"", "$p", "`odd`",
    "(",
    ")", "(", ")", "{", "}", ",", ",", ".", "..", ":", ";", "\n", "\n", "|", "|", "=", "==", "!=", "<", ">=",
    "??", "+", "-", "*", "/", "!", "&&", "||", "%", "# note\n", "## doc\n", "名称", "count(", "sum(", "null",
    "WHERE", "SELECT", "FROM", "between", "was", "changed", "on", "for", "version", "1", "key", "label",
    "many",
    "ordered", "x:", "'", "\"", "`", "（", "，", "\t", "tracked", "currency",
  ]

  @Test func tokenSoup() {
    var random = Random(seed: 1)
    for _ in 0..<3000 {
      let count = 1 + random.below(40)
      var text = ""
      for _ in 0..<count {
        text += Self.words[random.below(Self.words.count)]
        if random.below(8) > 0 { text += " " }
      }
      digest(Array(text.utf8))
    }
  }

  @Test func byteSoup() {
    var random = Random(seed: 2)
    for _ in 0..<1000 {
      digest((0..<random.below(80)).map { _ in UInt8(random.below(256)) })
    }
  }

  /// Correct texts with tokens removed, doubled or exchanged.
  @Test func mutations() {
    var random = Random(seed: 3)
    for source in Corpus.all {
      let bytes = Array(source.utf8)
      for _ in 0..<20 {
        var changed = bytes
        let at = random.below(max(changed.count, 1))
        let length = min(random.below(12), changed.count - at)
        switch random.below(3) {
        case 0: changed.removeSubrange(at..<at + length)
        case 1: changed.insert(contentsOf: changed[at..<at + length], at: at)
        default:
          changed.replaceSubrange(at..<at + length, with: Self.words[random.below(Self.words.count)].utf8)
        }
        digest(changed)
      }
    }
  }

  @Test func everyPrefix() {
    for source in Corpus.all {
      let bytes = Array(source.utf8)
      for end in stride(from: 0, through: bytes.count, by: 3) { digest(Array(bytes[..<end])) }
    }
  }

  static let deep: [Sample] =
    ([
      "accounts where " + String(repeating: "(", count: 10_000),
      "accounts where " + String(repeating: "(", count: 10_000) + "x" + String(repeating: ")", count: 10_000),
      String(repeating: "(", count: 10_000) + "x" + String(repeating: ")", count: 10_000),
      "accounts where " + String(repeating: "not ", count: 10_000) + "x",
      "accounts where " + String(repeating: "- ", count: 10_000) + "x",
      "accounts where " + String(repeating: "f(", count: 10_000) + "x"
        + String(repeating: ")", count: 10_000),
      "accounts where " + String(repeating: "when a then ", count: 10_000) + "x",
      "accounts where " + String(repeating: "x in (a where ", count: 10_000),
      "accounts select " + String(repeating: "a of ", count: 10_000) + "b",
      "accounts where x = 1" + String(repeating: " + 1", count: 10_000),
      "accounts where " + Array(repeating: "x", count: 10_000).joined(separator: "."),
      "let a = " + String(repeating: "(b union ", count: 10_000),
    ] as [String]).map(Sample.init)

  @Test(arguments: deep)
  func deepNestingIsOneError(_ sample: Sample) {
    let source = sample.source
    let diagnostics = Parse.parse(source).diagnostics
    #expect(diagnostics.filter { $0.code == "R0005" }.count <= 1)
    #expect(!diagnostics.isEmpty && diagnostics.count <= 3, "\(diagnostics.map(\.message))")
    digest(Array(source.utf8))
  }

  /// Nesting and chains together must not make a tree that later stages cannot walk.
  @Test func nestingTimesChains() {
    let chain = String(repeating: " + 1", count: 300)
    let source =
      "a where " + String(repeating: "(", count: 90) + "x" + String(repeating: chain + ")", count: 90)
    #expect(Parse.parse(source).diagnostics.map(\.code) == ["R0005"])
    let counts =
      String(repeating: "count(b where ", count: 40) + "x"
      + String(repeating: ")" + chain + " > 1", count: 40)
    #expect(Parse.parse("a where " + counts).diagnostics.map(\.code) == ["R0005"])
  }

  @Test func longChainsOfConditionsAreFine() {
    let source = "accounts where " + Array(repeating: "x = 1", count: 20_000).joined(separator: " or ")
    #expect(Parse.parse(source).diagnostics.isEmpty)
    digest(Array(source.utf8))
  }

  static let large: [Sample] =
    ([
      "accounts where x in (" + Array(repeating: "12345", count: 170_000).joined(separator: ", ") + ")",
      Array(repeating: "accounts where loyalty = high", count: 35_000).joined(separator: "\n"),
      "accounts select " + Array(repeating: "name", count: 20_000).joined(separator: " "),
      String(repeating: "\\\"\n", count: 30_000), String(repeating: "\"", count: 100_001),
      String(repeating: "(", count: 100_000), String(repeating: ")", count: 100_000),
      String(repeating: "({", count: 50_000), String(repeating: "|", count: 100_000),
      String(repeating: ",", count: 100_000), String(repeating: "a ", count: 50_000),
      String(repeating: "a\n", count: 50_000), String(repeating: "9", count: 100_000),
      String(repeating: "1-", count: 50_000), String(repeating: "@", count: 100_000),
      String(repeating: "SELECT ", count: 15_000), String(repeating: "`", count: 100_001),
      String(repeating: "'", count: 100_001), String(repeating: "# x\n", count: 25_000),
      "entity e from \"t\" key id {\n" + String(repeating: "  a: text\n", count: 10_000) + "}",
      "entity e from \"t\" key id {\n" + String(repeating: "a, ", count: 30_000) + "}",
      "enum e { " + String(repeating: "a ", count: 30_000) + "}",
    ] as [String]).map(Sample.init)

  @Test(arguments: large)
  func largeInputs(_ sample: Sample) {
    let source = sample.source
    let (_, diagnostics) = Parse.parse(source)
    #expect(diagnostics.count <= 101)
    _ = Parse.needsMoreInput(source)
  }
}

/// A small reproducible generator (SplitMix64).
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }
}

/// A long text with a short name.
struct Sample: CustomTestStringConvertible {
  var source: String
  var testDescription: String { "\(source.prefix(40))… (\(source.utf8.count) bytes)" }
}
