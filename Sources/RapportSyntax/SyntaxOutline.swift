/// The syntax tree as bracketed text without positions: what tests compare and what people read when
/// they ask how a text was understood.
package enum SyntaxOutline {
  /// Everything the tree holds except spans and comments.
  package static func outline(_ script: Script) -> String {
    script.statements.map(outline).joined(separator: "\n")
  }

  package static func outline(_ statement: Statement) -> String {
    let text = outline(statement.kind)
    guard let documentation = statement.documentation else { return text }
    return "(doc \(SourceText.quoted(documentation)) \(text))"
  }

  private static func outline(_ kind: Statement.Kind) -> String {
    switch kind {
    case .query(let query): outline(query)
    case .explain(let query): node("explain", outline(query))
    case .explainRule(let name): node("explain-rule", outline(name))
    case .explainPlanned(let question): node("explain-\(question.subject.rawValue)", outline(question.row))
    case .explainValue(let question):
      node(
        "explain-value", outline(question.field), question.entity.map { node("entity", outline($0)) } ?? "",
        outline(question.row))
    case .parameter(let parameter): outline(parameter)
    case .binding(let binding): node("let", outline(binding.name), outline(binding.query))
    case .definition(let definition):
      node(
        "def", definition.entity.map { node("entity", outline($0)) } ?? "", outline(definition.name),
        list(definition.parameters.map(outline)), outline(definition.body))
    case .use(let path, _): node("use", SourceText.quoted(path))
    case .list(let list):
      node("list", outline(list.heading), names(list.key), outline(list.query))
    case .report(let title): node("report", outline(title))
    case .assertion(let assertion):
      node("assert", outline(assertion.condition), assertion.message.map(SourceText.quoted) ?? "")
    case .entity(let entity): outline(entity)
    case .enumeration(let enumeration): outline(enumeration)
    case .rule(let rule): outline(rule)
    case .addition(let addition): outline(addition)
    }
  }

  // MARK: - Queries

  package static func outline(_ query: Query) -> String {
    if query.clauses.isEmpty { return node("query", outline(query.source)) }
    return node("query", outline(query.source), query.clauses.map(outline).joined(separator: " "))
  }

  private static func outline(_ source: Query.Source) -> String {
    switch source.kind {
    case .path(let path, let all): all ? node("all", dotted(path)) : dotted(path)
    case .query(let query): outline(query)
    case .file(let file): SourceText.quoted(file)
    case .call(let call): outline(call)
    }
  }

  package static func outline(_ clause: Clause) -> String {
    (clause.piped ? "| " : "") + outline(clause.kind)
  }

  private static func outline(_ kind: Clause.Kind) -> String {
    switch kind {
    case .filter(let condition): node("where", outline(condition))
    case .extend(let assignments): node("with", assignments.map(outline))
    case .set(let assignments): node("set", assignments.map(outline))
    case .select(let items): node("select", items.map(outline))
    case .drop(let columns): node("drop", columns.map(outline))
    case .group(let items, let fill): node("group", items.map(outline) + (fill ? ["fill"] : []))
    case .pivot(let key, let value): node("pivot", outline(key), outline(value))
    case .order(let keys):
      node("order", keys.map { $0.descending ? node("desc", outline($0.value)) : outline($0.value) })
    case .take(let count): node("take", outline(count))
    case .skip(let count): node("skip", outline(count))
    case .top(let top):
      node(
        top.isBottom ? "bottom" : "top", outline(top.count), outline(top.by),
        top.per.isEmpty ? "" : node("per", top.per.map(outline)))
    case .distinct(let values): node("distinct", values.map(outline))
    case .combine(let op, let operand): node(op.rawValue, outline(operand))
    case .period(let period): node(period.op.rawValue, outline(period.value))
    case .asOf(let date): node("as of", outline(date))
    case .call(let call): outline(call)
    case .delete: "(delete)"
    case .chart(let call): node("chart", outline(call))
    case .to(let target): node("to", outline(target))
    }
  }

  private static func outline(_ operand: Operand) -> String {
    switch operand {
    case .relation(let source): node("relation", outline(source))
    case .query(let query): outline(query)
    case .values(let values, _): node("values", values.map(outline))
    }
  }

  private static func outline(_ assignment: Assignment) -> String {
    node("=", outline(assignment.name) + labels(assignment.labels), outline(assignment.value))
  }

  private static func outline(_ item: SelectItem) -> String {
    item.name.map { node("as", outline(item.value), outline($0) + labels(item.labels)) } ?? outline(item.value)
  }

  private static func outline(_ title: Title) -> String { SourceText.quoted(title.text) + labels(title.labels) }

  private static func labels(_ labels: [Name]) -> String { labels.map { "/" + outline($0) }.joined() }

  // MARK: - Pieces

  static func outline(_ name: Name) -> String { name.quoted ? "`\(name.text)`" : name.text }

  static func names(_ names: [Name]) -> String { list(names.map(outline)) }

  static func dotted(_ names: [Name]) -> String { names.map(outline).joined(separator: ".") }

  static func list(_ items: [String]) -> String { "[" + items.joined(separator: " ") + "]" }

  static func node(_ head: String, _ parts: String...) -> String { node(head, parts) }

  static func node(_ head: String, _ parts: [String]) -> String {
    "(" + ([head] + parts.filter { !$0.isEmpty }).joined(separator: " ") + ")"
  }
}

extension Script {
  /// The same tree, wherever its parts stand.
  package func equalIgnoringSpans(_ other: Script) -> Bool {
    SyntaxOutline.outline(self) == SyntaxOutline.outline(other)
      && comments.map(\.text) == other.comments.map(\.text)
  }
}

extension Expression {
  /// The same expression, wherever its parts stand.
  package func equalIgnoringSpans(_ other: Expression) -> Bool {
    SyntaxOutline.outline(self) == SyntaxOutline.outline(other)
  }
}
