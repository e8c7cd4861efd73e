/// Follows the tokens before a cursor as the grammar would, and never gives up: what does not fit is passed
/// over.
struct CursorScan {
  /// Deeper brackets are not told apart.
  private static let depthLimit = 200

  private(set) var frames = [CursorFrame(.statement, .statement)]
  private var overflow = 0
  /// Parameters of the `def` being read.
  private var localParameters: [String] = []

  var frame: CursorFrame {
    get { frames.last ?? CursorFrame(.statement, .statement) }
    // In place: the lists in a frame are not copied for each change.
    _modify {
      if frames.isEmpty {
        var none = frame
        yield &none
      } else {
        yield &frames[frames.count - 1]
      }
    }
  }

  mutating func feed(_ token: Token, after previous: Token?) {
    switch token.kind {
    case .word where !token.isMember(after: previous): word(token)
    case .word, .quotedName: name(token.text)
    case .parameter: parameter(token.text)
    case .string: string(token.text)
    case .literal: literal()
    case .period: frame.endValue()
    case .leftParen: open(calling: previous.flatMap { !token.hasSpaceBefore && $0.isName ? $0.text : nil })
    case .leftBrace: openBody()
    case .rightParen, .rightBrace: close()
    case .dot: dot()
    case .dotDot: frame.slot = .period
    case .comma: comma()
    case .colon: colon()
    case .pipe: pipe()
    case .equal: equal()
    case .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .coalesce: compare()
    case .plus, .minus, .star, .slash, .andAnd, .orOr, .bang:
      frame.item = nil
      frame.expectValue()
    case .percent, .error, .semicolon, .end: break
    }
  }

  // MARK: Brackets

  mutating func push(_ new: CursorFrame) {
    if frames.count >= Self.depthLimit { overflow += 1 } else { frames.append(new) }
  }

  private mutating func open(calling name: String?) {
    let outer = frame
    if outer.kind == .statement, outer.statement == .def, outer.slot == .nothing || outer.slot == .entity {
      return push(CursorFrame(.parameters, .nothing))
    }
    if outer.kind == .statement, outer.statement == .add || outer.statement == .log {
      return push(CursorFrame(.newRow, .column))
    }
    switch (outer.slot, name) {
    case (.operation, let name?), (.unit, let name?), (.clause(period: true), let name?):
      push(CursorFrame(.call(name), .value))
    case (.statement, _), (.relation, _): push(CursorFrame(.query, .relation))
    case (.period, _) where outer.compared != nil:
      var values = CursorFrame(.values, .value)
      values.compared = outer.compared
      push(values)
    default:
      var inner = CursorFrame(.brackets, .value)
      inner.compared = outer.compared
      push(inner)
    }
  }

  private mutating func openBody() {
    switch frame.statement {
    case .entity: push(CursorFrame(.entityBody, .nothing))
    case .rule: push(CursorFrame(.ruleBody, .words(["when", "param", "else"])))
    default: push(CursorFrame(.enumBody, .nothing))
    }
  }

  private mutating func close() {
    if overflow > 0 {
      overflow -= 1
      return
    }
    guard frames.count > 1, let closed = frames.popLast() else { return }
    switch closed.kind {
    case .query where frame.slot == .relation || frame.slot == .statement:
      frame.rows = closed.rows
      frame.columns = closed.columns
      frame.hidesFields = closed.hidesFields
      frame.slot = .clause(period: true)
    case .call:
      frame.endValue()
      frame.item = nil
      frame.closed = .call
    case .parameters, .newRow: break
    default: frame.endValue()
    }
  }

  // MARK: Signs

  private mutating func dot() {
    switch frame.slot {
    case .operation where !frame.path.isEmpty, .clause(period: true), .entity: frame.slot = .member
    default: frame.slot = .nothing
    }
  }

  private mutating func comma() {
    // Behind a relation a comma is a mistake that changes nothing.
    if frame.clause == nil, case .clause = frame.slot { return }
    frame.endItem()
    switch frame.kind {
    case .call:
      frame.rows = nil
      frame.argument = nil
      frame.clause = nil
      frame.argumentIndex += 1
      frame.expectValue()
    case .values: frame.expectValue(comparedWith: frame.compared)
    case .parameters, .enumBody, .entityBody: frame.slot = .nothing
    case .newRow: frame.slot = .column
    default:
      switch frame.clause {
      case .with: frame.slot = .nothing
      case .drop, .set: frame.slot = .column
      default: frame.expectValue()
      }
    }
  }

  private mutating func colon() {
    switch frame.kind {
    case .parameters, .entityBody: frame.slot = .type
    case .statement where frame.statement == .param: frame.slot = .type
    case .newRow: frame.expectValue(comparedWith: frame.path)
    default: frame.expectValue()
    }
  }

  private mutating func pipe() {
    endClause()
    frame.clause = nil
    frame.isPiped = true
    frame.slot = .clause(period: true)
  }

  private mutating func compare() {
    let compared = frame.path.isEmpty ? nil : frame.path
    frame.item = nil
    frame.expectValue(comparedWith: compared)
  }

  private mutating func equal() {
    switch frame.kind {
    case .entityBody where frame.slot != .operation, .statement where frame.statement == .param:
      frame.expectValue()
    case .statement where frame.clause == nil && (frame.statement == .let || frame.statement == .list):
      frame.slot = .relation
    case .statement where frame.statement == .def && frame.slot != .operation && frame.slot != .value:
      frame.expectValue()
    default:
      if frame.slot == .nothing, frame.clause == .with {
        frame.expectValue()
      } else if frame.slot == .nothing, frame.clause == .set {
        frame.expectValue(comparedWith: frame.path)
      } else {
        compare()
      }
    }
  }

  // MARK: Values that are no words

  private mutating func literal() {
    switch frame.slot {
    case .unit, .length: frame.slot = .unit(plural: true)
    case .nothing:
      switch frame.clause {
      case .top, .bottom: frame.slot = .words(["by"])
      case .take, .skip, .limit, .offset: frame.slot = .clause(period: false)
      default: break
      }
    default: frame.endValue()
    }
    frame.item = nil
  }

  private mutating func parameter(_ name: String) {
    if frame.kind == .parameters {
      localParameters.append(name)
      frame.slot = .nothing
    } else {
      frame.endValue()
      frame.item = nil
    }
  }

  private mutating func string(_ text: String) {
    switch (frame.slot, frame.statement) {
    case (.nothing, .list) where frame.clause == nil: frame.slot = .words(["by"])
    case (.statement, _), (.relation, _):
      frame.rows = .unknown
      frame.slot = .clause(period: false)
    default: literal()
    }
  }

  // MARK: Result

  /// Whether the relation of an argument may stand behind the cursor: `sum(am… of orders)`.
  var wantsRelationBehind: Bool {
    if case .call = frame.kind { return frame.rows == nil }
    return false
  }

  /// Finds `of orders` in the rest of the innermost call.
  mutating func look(ahead tokens: [Token]) {
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if token.isOpening { depth += 1 }
      if token.isClosing { depth -= 1 }
      if depth < 0 || token.kind == .comma && depth == 0 || token.kind == .pipe { return }
      if depth == 0, token.keyword == .of {
        let names = tokens[(index + 1)...].prefix { $0.isName && !$0.isReservedWord || $0.kind == .dot }
        let path = names.filter(\.isName).map(\.text)
        if !path.isEmpty {
          frame.rows = .path(path, all: false)
          frame.looksAhead = true
        }
        return
      }
    }
  }

  func context(at place: CursorWord, from start: Int) -> CursorContext {
    var context = CursorContext(
      range: place.span, prefix: place.text, slot: place.isFresh ? .statement : frame.slot,
      statement: SourceSpan(start: min(start, place.span.start), end: place.span.end))
    context.rows = frames.compactMap(\.rows)
    context.path = frame.path
    context.compared = frame.compared
    context.isInHistory = frame.history != nil
    context.expectedType = frame.expectedType
    context.clause = frame.clause
    context.closed = frame.closed
    context.isInWhen = frame.isInWhen
    context.isQuery = frame.isQuery
    context.isPiped = frame.isPiped
    context.isAll = frame.isAll
    if case .call(let name) = frame.kind {
      context.call = name
      context.argumentIndex = frame.argumentIndex
      context.isArgument = frame.clause == nil && (frame.rows == nil || frame.looksAhead)
    }
    if frame.slot == .member, frame.path.isEmpty, case .path(let names, _) = frame.rows {
      context.path = names
      context.rows.removeLast()
    }
    // Brackets see the columns of what is around them; another relation does not.
    var level = frames.count - 1
    while level > 0, frames[level].rows == nil { level -= 1 }
    context.columns = frames[level].columns
    context.hidesFields = frames[level].hidesFields
    context.localParameters = localParameters
    context.mayBeginStatement = place.mayBegin && place.isFirstOnLine
    switch place.kind {
    case .plain: break
    case .comment, .closed: context.slot = .nothing
    case .parameter: context.slot = .parameter
    case .quotedName: context.openMark = "`"
    case .string:
      context.openMark = "\""
      context.slot = textSlot
    }
    if place.kind != .plain { context.mayBeginStatement = false }
    return context
  }

  /// What a text between quotation marks names here.
  private var textSlot: CursorContext.Slot {
    if case .call("kept") = frame.kind { return frame.argumentIndex == 0 ? .list : .nothing }
    switch frame.slot {
    case .file(let kind): return .file(kind)
    case .statement, .relation: return .file(.data)
    default: return .nothing
    }
  }
}

extension Token {
  var isReservedWord: Bool { keyword?.isReserved ?? false }

  /// Behind a dot every word is a name.
  fileprivate func isMember(after previous: Token?) -> Bool { previous?.kind == .dot }
}
