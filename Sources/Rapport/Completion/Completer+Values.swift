import RapportCatalog
import RapportPlan
import RapportSyntax
import RapportValues

extension Completer {
  /// What a value can begin with.
  mutating func addValues() {
    let expectation = CompletionExpectation(context, scope, rows)
    switch expectation {
    case .enumeration(let enumeration): addValues(of: enumeration)
    case .date: addPeriodWords(rank: 1)
    case .bool:
      for word in ["true", "false"] { add(CompletionOffer(word, .value, "", rank: 0)) }
    case .unit:
      for unit in PeriodUnit.allCases { add(CompletionOffer(unit.rawValue, .unit, "", rank: 0)) }
    case .related where rows.entity == nil: addWholeRelations(rank: 0)
    case .anything, .number, .text, .row, .related: break
    }
    if context.isArgument { addLabels() }
    addParameters(rank: 1, expected: expectation)
    addColumns(expectation)
    addFunctions()
    addValueWords(expectation)
    if context.compared != nil || rows.entity != nil, case .row = expectation { addWholeRelations(rank: 1) }
  }

  /// Values and groups of an enum.
  private mutating func addValues(of enumeration: Enumeration) {
    for (index, value) in enumeration.values.enumerated() {
      let place = enumeration.type.isOrdered ? "\(index + 1) of \(enumeration.values.count)" : nil
      add(
        CompletionOffer(
          [value.name] + value.labels.all, .value,
          Self.line(["\(enumeration.name)", place, value.labels.simplified, value.documentation]), rank: 0,
          form: .name))
    }
    for group in enumeration.groups {
      add(
        CompletionOffer(
          [group.name] + group.labels.all, .value,
          Self.line([
            "\(enumeration.name): " + group.members.joined(separator: " or "), group.labels.simplified,
          ]), rank: 0,
          form: .name))
    }
  }

  private mutating func addFunctions() {
    for topic in Help.functions() where topic.kind != .relation {
      let rank = topic.kind == .window || topic.kind == .model ? 3 : 2
      add(CompletionOffer(topic.name, .function, topic.oneLine, rank: rank, form: .call))
    }
    for (entity, definitions) in scope.environment.definitions.sorted(by: { $0.key < $1.key })
    where entity.isEmpty || catalog.entity(entity)?.name == rows.entity?.name {
      for (name, definition) in definitions.sorted(by: { $0.key < $1.key }) {
        let parameters = definition.parameters.map { "$\($0.name.text): \($0.type.name.text)" }
        add(
          CompletionOffer(
            name, .function, "def: \(name)(\(parameters.joined(separator: ", ")))", rank: 1, form: .call))
      }
    }
  }

  private mutating func addValueWords(_ expectation: CompletionExpectation) {
    for word in ["not", "when", "all"] { add(CompletionOffer(word, .word, help(word), rank: 3)) }
    add(CompletionOffer("missing", .value, help("is missing"), rank: 4))
    if case .date = expectation { return }
    for word in ["true", "false"] { add(CompletionOffer(word, .value, "", rank: 4)) }
    addPeriodWords(rank: 4)
  }

  // MARK: Periods

  /// What may stand behind `in`, `since`, `before` and `..`: periods; behind `in` also what a value can be a
  /// member of.
  mutating func addPeriods() {
    var rank = 0
    if let compared = context.compared, let meaning = scope.meaning(of: compared, in: rows) {
      switch meaning {
      case .value(let type) where type.isTemporal: break
      case .value:
        add(CompletionOffer("(", .word, "a list of values", rank: 0))
        rank = 3
        addWholeRelations(rank: 1)
      case .row:
        addWholeRelations(rank: 0)
        rank = 2
      case .many:
        // `count(orders in last 90 days)`; what is compared is the relation.
        addWholeRelations(rank: 1)
      }
    }
    addPeriodWords(rank: rank)
    addParameters(rank: 1)
    if context.compared != nil, let entity = rows.entity, rank == 0 {
      for field in entity.fields where field.type.isTemporal && field.target == nil { add(field, rank: 2) }
    }
  }

  private mutating func addPeriodWords(rank: Int) {
    for topic in Help.language where topic.kind == .period && topic.name.first?.isLetter ?? false {
      add(CompletionOffer(topic.name, .period, topic.oneLine, rank: rank))
    }
  }

  mutating func addUnits(plural: Bool) {
    let units: [TimeUnit] =
      plural ? [.day, .week, .month, .quarter, .year] : [.week, .month, .quarter, .half, .year]
    for unit in units {
      add(CompletionOffer(plural ? unit.rawValue + "s" : unit.rawValue, .unit, "", rank: 0))
    }
    if !plural { addParameters(rank: 2) }
  }
}
