/// What is known inside one pair of brackets, or outside of all.
struct CursorFrame {
  enum Kind: Equatable {
    case statement
    /// Brackets around a query.
    case query
    case brackets
    /// The arguments of a call.
    case call(String)
    /// The values behind `in`.
    case values
    /// The parameters of a `def`.
    case parameters
    /// What an entity, enum or rule has in braces.
    case entityBody, ruleBody, enumBody
    /// The fields of a row that is added.
    case newRow
  }

  var kind: Kind
  var slot: CursorContext.Slot
  /// The word that began the statement.
  var statement: Keyword?
  /// The relation whose rows are seen here, if this is not the one around.
  var rows: CursorContext.Rows?
  var clause: Keyword?
  /// The path just read, or being read.
  var path: [String] = []
  /// The path that the item began with, while nothing else belongs to it.
  var item: [String]?
  /// The first path of an argument: `orders` in `count(orders in last 90 days where …)`.
  var argument: [String]?
  var compared: [String]?
  /// The field that a history word stands behind.
  var history: [String]?
  var expectedType: String?
  var columns: [String] = []
  var keys: [String] = []
  var isGrouped = false
  var hidesFields = false
  /// What just ended.
  var closed = CursorContext.Closed.other
  /// Arguments of the call before this one.
  var argumentIndex = 0
  /// The relation of an argument was found behind the cursor.
  var looksAhead = false
  /// `|` stands before the clause that may begin.
  var isPiped = false
  /// `all` stood before the relation.
  var isAll = false
  var isInWhen = false

  init(_ kind: Kind, _ slot: CursorContext.Slot) {
    self.kind = kind
    self.slot = slot
  }

  /// Whether clauses can stand here.
  var isQuery: Bool {
    switch kind {
    case .query: true
    case .statement: rows != nil && (statement.map { [.let, .list, .explain].contains($0) } ?? true)
    case .call: rows != nil
    default: false
    }
  }

  /// A value begins: what the one before it was compared with does not matter any more.
  mutating func expectValue(comparedWith compared: [String]? = nil) {
    slot = .value
    if compared == nil { history = nil }
    self.compared = compared
    path = []
  }

  /// A value is complete; `path` says which, if it was a path.
  mutating func endValue(_ path: [String] = []) {
    slot = .operation
    self.path = path
    closed = .other
  }

  /// The item of a list ends; one that is only a name is a column of that name.
  mutating func endItem() {
    defer { item = nil }
    guard let item, item.count == 1, let name = item.first else { return }
    if clause == .select { columns.append(name) }
    if clause == .group { keys.append(name) }
  }
}
