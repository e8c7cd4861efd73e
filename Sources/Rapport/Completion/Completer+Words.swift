import RapportCatalog
import RapportPlan
import RapportSyntax
import RapportValues

extension Completer {
  // MARK: Clauses

  /// Clauses that may follow a relation or another clause.
  mutating func addClauses(period: Bool, rank: Int = 0) {
    if context.call != nil { return addModifiers(period: period) }
    guard context.isQuery else { return }
    if context.clause == .group { addWords(["fill"], rank: 0) }
    for topic in Help.language where topic.kind == .clause {
      if Self.periodClauses.contains(topic.name), !period { continue }
      if Self.pipedClauses.contains(topic.name), !context.isPiped { continue }
      add(CompletionOffer(topic.name, .clause, topic.oneLine, rank: rank))
    }
    guard context.isPiped else { return }
    for name in KnownFunctions.overRelations.sorted() {
      add(CompletionOffer(name, .function, help(name, [.relation]), rank: rank, form: .call))
    }
  }

  /// What may follow the relation of an aggregate.
  private mutating func addModifiers(period: Bool) {
    for name in ["where", "order by", "take"] + (period ? Self.periodClauses : []) {
      add(CompletionOffer(name, .clause, help(name, [.clause]), rank: 0))
    }
  }

  private static let periodClauses = ["in", "since", "before"]
  private static let pipedClauses = ["chart", "to"]

  // MARK: Charts

  mutating func addCharts() {
    for kind in ChartPlan.Kind.allCases {
      add(CompletionOffer(kind.rawValue, .word, help("chart"), rank: 0, form: .call))
    }
  }

  /// `x:` and its like, in the brackets of a chart, and `weeks:` in those of what works over relations.
  mutating func addLabels() {
    guard let call = context.call else { return }
    if let kind = ChartPlan.Kind(rawValue: call) {
      for name in kind.parameters { add(CompletionOffer(name + ": ", .word, help("chart"), rank: 0)) }
    } else if KnownFunctions.overRelations.contains(call) {
      for (name, example) in Help.functions(named: call).flatMap(\.labels) {
        add(CompletionOffer(name + ": ", .word, example, rank: 0))
      }
    }
  }

  // MARK: Behind a value

  mutating func addOperations() {
    if context.closed == .thisUnit { add(CompletionOffer("to date", .word, help("this"), rank: 0)) }
    switch context.clause {
    case .select: addWords(["as"], rank: 0)
    case .group: addWords(["as"], rank: 0)
    case .order: addWords(["desc", "asc"], rank: 0)
    case .top, .bottom: addWords(["per"], rank: 0)
    case .in, .since, .before, .as:
      return addClauses(period: false)
    // They end a statement.
    case .chart where context.call == nil: return
    case .to: return
    default: break
    }
    if context.closed == .call { addWords(["per"], rank: 2) }
    if context.isInHistory { return addHistoryWords() }
    if context.isInWhen { addWords(["then", "else"], rank: 1) }
    let meaning = scope.meaning(of: context.path, in: rows)
    if context.call != nil, context.isArgument, !context.path.isEmpty { return addArgumentWords(meaning) }
    let wantsCondition = context.clause == nil || context.clause == .where
    addOperators(behind: meaning, rank: wantsCondition ? 0 : 2)
    addClauses(period: false, rank: wantsCondition && !isComplete(meaning) ? 1 : 0)
  }

  private mutating func addWords(_ words: [String], rank: Int) {
    for word in words { add(CompletionOffer(word, .word, help(word), rank: rank)) }
  }

  /// `orders` of `count(orders …)` takes clauses, `amount` of `sum(amount …)` wants its relation.
  private mutating func addArgumentWords(_ meaning: CompletionScope.Meaning?) {
    let combines = context.call.map(KnownFunctions.aggregates.contains) ?? false
    if case .many = meaning { return addModifiers(period: true) }
    if combines { add(CompletionOffer("of", .word, "the relation whose rows are combined", rank: 0)) }
    addOperators(behind: meaning, rank: combines ? 2 : 0)
  }

  /// Whether what is before the place can be a whole condition.
  private func isComplete(_ meaning: CompletionScope.Meaning?) -> Bool {
    if case .value(.bool) = meaning { return true }
    return context.path.isEmpty || context.compared != nil
  }

  /// Operators in the order of their likelihood for the value before them.
  private mutating func addOperators(behind meaning: CompletionScope.Meaning?, rank: Int) {
    let words: [String]
    switch meaning {
    case _ where context.compared != nil: words = ["and", "or"]
    case .value(.bool): words = ["and", "or"]
    case .value(let type) where type.isTemporal:
      words = ["in", "since", "before", "older than", "is missing", "is known"]
    case .value(.text), .value(.code):
      words = ["contains", "starts with", "ends with", "like"] + Self.general
    case .value, .row: words = Self.general
    case .many: return
    case nil: words = context.path.isEmpty ? ["and", "or"] : Self.general + ["and", "or"]
    }
    for word in words { add(CompletionOffer(word, .word, help(word, [.operator]), rank: rank)) }
    addHistoryOperators(rank: rank + 1)
    guard !words.contains("and") else { return }
    for word in ["not", "and", "or"] { add(CompletionOffer(word, .word, help(word), rank: 2)) }
  }

  /// Behind `changed`, `rose` and `fell`.
  private mutating func addHistoryWords() {
    let isDirect = context.closed == .changed || context.closed == .moved
    let words = (context.closed == .changed ? ["from", "to"] : []) + (isDirect ? ["by"] : [])
    for word in words + ["on", "in", "since", "before"] { add(CompletionOffer(word, .word, "", rank: 0)) }
    for word in ["and", "or"] { add(CompletionOffer(word, .word, help(word), rank: 1)) }
    addClauses(period: false, rank: 1)
  }

  /// What tracked fields were.
  private mutating func addHistoryOperators(rank: Int) {
    guard let field = scope.field(at: context.path, in: rows), field.isTracked, context.compared == nil else { return }
    for word in ["was", "changed", "rose", "fell", "on"] {
      if (word == "rose" || word == "fell"), !field.type.hasSteps { continue }
      add(CompletionOffer(word, .word, help(word, [.operator]), rank: rank))
    }
  }

  private static let general = ["in", "is missing", "is known"]
}
