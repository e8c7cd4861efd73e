/// What may stand at one place of a text that need be neither finished nor correct, and whose rows are seen
/// there.
///
/// It says nothing of what names mean: that needs a catalog. Candidates replace `range`.
package struct CursorContext: Sendable {
  /// What the grammar expects.
  package enum Slot: Hashable, Sendable {
    /// A statement begins: a statement word or a relation.
    case statement
    case relation
    case entity
    /// What `explain` explains: a relation, a field of any entity, or `rule`.
    case explained
    case rule
    /// A clause; directly behind a relation or `|` also one of a period.
    case clause(period: Bool)
    case value
    /// Behind a value: an operator, what its clause allows, or the next clause.
    case operation
    /// The next name of a path.
    case member
    case period
    /// `last …` wants `month`, `last 90 …` wants `days`.
    case unit(plural: Bool)
    /// A number of units of time.
    case length
    case type
    /// A column by name, as in `drop`.
    case column
    /// One of these words.
    case words([String])
    case parameter
    /// A kind of chart.
    case chart
    case file(FileKind)
    case list
    /// A new name, a number, text, a comment: nothing can be offered.
    case nothing
  }

  /// What a value ended in, which says what else may follow it.
  package enum Closed: Hashable, Sendable { case call, thisUnit, changed, moved, other }

  package enum FileKind: Hashable, Sendable { case script, data, output }

  /// A relation whose rows a part of the text sees, as it is written.
  package enum Rows: Hashable, Sendable {
    case path([String], all: Bool)
    case entity(String)
    case unknown
  }

  /// What a candidate replaces: the part of a word before the cursor, in bytes.
  package var range: SourceSpan
  /// That part as written, without `$` and quotation marks.
  package var prefix: String
  package var slot: Slot
  /// A back-tick or a quotation mark stands before the prefix and has no partner.
  package var openMark: Character?
  /// A statement may begin here instead.
  package var mayBeginStatement = false
  /// The relations that the place is inside of, outermost first.
  package var rows: [Rows] = []
  /// The names before the last dot, or the value that an operator would follow.
  package var path: [String] = []
  /// The path on the other side of a comparison.
  package var compared: [String]?
  /// The type that a declaration gives the value.
  package var expectedType: String?
  /// The clause that the place is in.
  package var clause: Keyword?
  /// The innermost call that the place is an argument of, and the arguments before it.
  package var call: String?
  package var argumentIndex = 0
  /// The argument has no clauses yet, and no relation before the place.
  package var isArgument = false
  package var closed = Closed.other
  /// A history word stands before the place, and no period behind it yet.
  package var isInHistory = false
  /// A `when` stands before the place.
  package var isInWhen = false
  /// `all` stands before the relation.
  package var isAll = false
  /// `|` stands before the place.
  package var isPiped = false
  /// Clauses can follow what is before the place.
  package var isQuery = false
  /// Columns that clauses before the place made.
  package var columns: [String] = []
  /// Fields of the rows are not seen any more: the rows are groups.
  package var hidesFields = false
  /// Parameters of the definition that the place is in.
  package var localParameters: [String] = []
  /// The bytes of the statement that the place is in, without what is behind the place.
  package var statement: SourceSpan
}

extension CursorContext {
  /// Reads the place `cursor`, a byte offset, of a text.
  package static func at(_ cursor: Int, in text: String) -> CursorContext {
    let bytes = Array(text.utf8)
    let end = min(max(cursor, 0), bytes.count)
    var place = CursorWord(bytes, end: end)
    let statements = StatementMap(place.list)
    let begins = statements.statements.last?.lowerBound ?? place.list.tokens.count
    // A statement that was closed by `;` is not continued.
    let tokens = place.list.tokens
    let isClosed = tokens.last?.kind == .semicolon
    var scan = CursorScan()
    if !isClosed {
      for index in begins..<tokens.count {
        scan.feed(tokens[index], after: index > begins ? tokens[index - 1] : nil)
      }
    }
    if scan.wantsRelationBehind { scan.look(ahead: Lexer.lex(bytes, range: end..<bytes.count).tokens) }
    place.isFresh = isClosed || begins == tokens.count
    place.mayBegin = place.isFresh || statements.mayEnd(place.list)
    return scan.context(at: place, from: isClosed || begins >= tokens.count ? end : tokens[begins].start)
  }
}

extension StatementMap {
  /// Whether the last statement could be finished as it stands.
  fileprivate func mayEnd(_ list: TokenList) -> Bool {
    guard let last = list.tokens.indices.last else { return true }
    return !endsOpen && !Self.expectsMore(list.tokens, last)
  }
}
