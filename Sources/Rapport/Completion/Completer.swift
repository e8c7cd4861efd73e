import RapportCatalog
import RapportPlan
import RapportSyntax
import RapportValues

/// Collects what may stand at a place, what is nearest first; ranking by what has been written comes later.
struct Completer {
  let context: CursorContext
  let scope: CompletionScope
  let rows: CompletionScope.Rows
  private(set) var offers: [CompletionOffer] = []

  init(context: CursorContext, scope: CompletionScope) {
    self.context = context
    self.scope = scope
    rows = scope.rows(of: context)
  }

  var catalog: Catalog { scope.catalog }

  mutating func add(_ offer: CompletionOffer) { offers.append(offer) }

  /// - Parameters:
  ///   - files: the names in a directory.
  ///   - keptTitles: of the lists of which runs were kept; asked only where they can stand.
  mutating func collect(
    files: @escaping (_ directory: String) -> [String], keptTitles: () -> [String]
  ) {
    switch context.slot {
    case .statement: addStatementStart()
    case .relation: addRelations()
    case .entity: for entity in catalog.entities { add(entity, rank: 0) }
    case .explained: addExplained()
    case .rule: addRules()
    case .clause(let period): addClauses(period: period)
    case .value where context.call == "kept" && context.isArgument: addKeptArguments(keptTitles)
    case .value: addValues()
    case .operation: addOperations()
    case .member: addMembers()
    case .period: addPeriods()
    case .unit(let plural): addUnits(plural: plural)
    case .length: addParameters(rank: 0)
    case .type: addTypes()
    case .column: addColumns()
    case .words(let words):
      for word in words { add(CompletionOffer(word, .word, help(word, [.operator]), rank: 0)) }
    case .chart: addCharts()
    case .parameter: addParameters(rank: 0, bare: true)
    case .file(let kind): addFiles(kind, files)
    case .list: addTitles(keptTitles()) { CompletionOffer($0, .list, $1, rank: 0, form: .text) }
    case .nothing: break
    }
    if context.mayBeginStatement, context.slot != .statement { addStatementStart() }
  }

  // MARK: Relations

  private mutating func addStatementStart() {
    addWholeRelations(rank: 0)
    for topic in Help.language where topic.kind == .statement {
      add(CompletionOffer(topic.name, .statement, topic.oneLine, rank: 0))
    }
  }

  /// Relations, `rule`, and fields that a rule or a formula gives their value.
  private mutating func addExplained() {
    addWholeRelations(rank: 0)
    add(CompletionOffer("rule", .word, "shows a rule", rank: 0))
    add(CompletionOffer("visit", .word, "why a visit of the plan is where it is", rank: 0))
    add(CompletionOffer("unmet", .word, "why the plan leaves something unmet", rank: 0))
    for entity in catalog.entities {
      for field in entity.fields {
        switch field.kind {
        case .derived, .rule: add(field, rank: 1)
        case .stored, .toOne, .toMany: break
        }
      }
    }
  }

  private mutating func addRules() {
    for rule in catalog.rules {
      add(
        CompletionOffer(
          [rule.name] + rule.labels.all, .rule, Self.line([rule.labels.simplified, rule.documentation]), rank: 0,
          form: .name))
    }
  }

  /// Relations of the row inside a call, whole ones elsewhere.
  private mutating func addRelations() {
    if context.call != nil, !context.isAll, let entity = rows.entity {
      for field in entity.fields {
        if case .toMany = field.kind { add(field, rank: 0) }
      }
      add(CompletionOffer("all", .word, help("all"), rank: 2))
      addWholeRelations(rank: 2)
    } else {
      addWholeRelations(rank: 0)
    }
  }

  mutating func addWholeRelations(rank: Int) {
    for (name, query) in scope.environment.bindings.sorted(by: { $0.key < $1.key }) {
      add(CompletionOffer(name, .relation, "let: " + shortened(query), rank: rank, form: .name))
    }
    for entity in catalog.entities { add(entity, rank: rank) }
    for topic in Help.language where topic.kind == .relation && KnownFunctions.relations.contains(topic.name) {
      add(CompletionOffer(topic.name, .function, topic.oneLine, rank: rank + 1, form: .call))
    }
  }

  /// Titles of lists: those of the text, then those of which runs were kept.
  private mutating func addTitles(
    _ kept: [String], _ offer: (_ title: String, _ detail: String) -> CompletionOffer
  ) {
    for title in scope.lists { add(offer(title, "a list")) }
    for title in kept where !scope.lists.contains(title) { add(offer(title, "a kept list")) }
  }

  /// `kept(` wants a title, then `on:` and parameters of the list.
  private mutating func addKeptArguments(_ titles: () -> [String]) {
    if context.argumentIndex == 0 {
      return addTitles(titles()) {
        CompletionOffer(RapportSyntax.SourceText.quoted($0), .list, $1, rank: 0)
      }
    }
    add(CompletionOffer("on: ", .word, help("kept", [.relation]), rank: 0))
    addValues()
  }

  private mutating func add(_ entity: Entity, rank: Int) {
    add(
      CompletionOffer(
        [entity.name] + entity.labels.all, .relation,
        Self.line([entity.labels.simplified, entity.documentation]), rank: rank, form: .name))
  }

  private func shortened(_ query: RapportSyntax.Query) -> String {
    let text = RapportSyntax.SourceText.text(of: query)
    return text.count > 60 ? String(text.prefix(59)) + "…" : text
  }

  // MARK: Fields

  mutating func add(_ field: Field, rank: Int, form: CompletionOffer.Form = .name) {
    var offer = CompletionOffer(
      [field.name] + field.labels.all, .field,
      Self.line([field.typeText, field.labels.simplified, field.documentation]), rank: rank, form: form)
    if case .toOne = field.kind { offer.isOpen = true }
    add(offer)
  }

  private mutating func addMembers() {
    guard let entity = scope.entity(at: context.path, in: rows) else { return }
    let expectation = CompletionExpectation(context, scope, rows)
    for field in entity.fields { add(field, rank: expectation.rank(of: field), form: .member) }
  }

  /// Columns of the query, then fields of its rows.
  mutating func addColumns(_ expectation: CompletionExpectation = .anything) {
    for name in rows.columns {
      add(CompletionOffer(name, .field, "a column of this query", rank: 0, form: .name))
    }
    guard !rows.hidesFields, let entity = rows.entity else { return }
    for field in entity.fields { add(field, rank: expectation.rank(of: field)) }
  }

  // MARK: Others

  /// Parameters of the definition here, then those of the script; `bare` where `$` stands already.
  mutating func addParameters(rank: Int, bare: Bool = false, expected: CompletionExpectation = .anything) {
    let sign = bare ? "" : "$"
    for name in context.localParameters {
      add(CompletionOffer(sign + name, .parameter, "of this definition", rank: rank))
    }
    for (name, parameter) in scope.environment.parameters.sorted(by: { $0.key < $1.key }) {
      let description = ParameterDescription(parameter, value: scope.environment.givenValues[name])
      let value = description.valueText ?? description.defaultText
      add(
        CompletionOffer(
          sign + name, .parameter, description.type + (value.map { " = \($0)" } ?? ""),
          rank: expected.wants(parameter.type, catalog) ? 0 : rank))
    }
  }

  private mutating func addTypes() {
    for name in [
      "text", "code", "integer", "number", "decimal", "money", "bool", "date", "datetime", "duration",
    ] {
      add(CompletionOffer(name, .type, "", rank: 0))
    }
    for enumeration in catalog.enums {
      add(
        CompletionOffer(
          [enumeration.name] + enumeration.labels.all, .type, Self.line(["enum", enumeration.documentation]),
          rank: 1,
          form: .name))
    }
    for word in ["many", "list of", "period"] { add(CompletionOffer(word, .word, "", rank: 2)) }
  }

  private mutating func addFiles(
    _ kind: CursorContext.FileKind, _ files: @escaping (_ directory: String) -> [String]
  ) {
    let endings: [String] =
      switch kind {
      case .script: [".rap"]
      case .data: [".csv", ".tsv"]
      case .output: []
      }
    for offer in FileOffers(endings: endings, names: files).offers(for: context.prefix) { add(offer) }
  }

  // MARK: Help

  /// What a word of the language does, in one line.
  func help(_ word: String, _ kinds: Set<HelpTopic.Kind> = [.operator, .clause, .statement, .period])
    -> String
  {
    Help.topics(named: word).first { kinds.contains($0.kind) }?.oneLine ?? ""
  }

  /// The first line of each text that is there.
  static func line(_ parts: [String?]) -> String {
    parts.compactMap { part in part?.split(separator: "\n").first.map(String.init) }.joined(separator: "  ")
  }
}

extension HelpTopic {
  /// The signature, if it tells more than the name, and what it does.
  var oneLine: String { signature == name ? summary : signature + "  " + summary }
}
