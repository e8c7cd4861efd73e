import RapportPlan
import RapportValues

/// Names for the columns of a plan, for people: stored columns by their path, others by what the result calls them.
struct ColumnNames {
  private var names: [ColumnID: String] = [:]

  subscript(id: ColumnID) -> String { names[id] ?? id.description }

  mutating func collect(from relation: Rel) {
    switch relation {
    case .scan(let scan):
      for column in scan.columns {
        names[column.id] = (column.path.map(\.table) + [column.column.name]).joined(separator: ".")
      }
    case .project(_, let columns):
      for column in columns where names[column.id] == nil { names[column.id] = column.name }
    default: break
    }
    for input in relation.inputs { collect(from: input) }
  }
}

/// A plan as an indented tree: an operator, below it what it reads.
struct PlanText {
  let names: ColumnNames

  func lines(_ relation: Rel) -> [String] {
    var result: [String] = []
    append(relation, depth: 0, to: &result)
    return result
  }

  private func append(_ relation: Rel, depth: Int, to lines: inout [String]) {
    lines.append(String(repeating: "  ", count: depth) + title(relation))
    for input in relation.inputs { append(input, depth: depth + 1, to: &lines) }
  }

  private func title(_ relation: Rel) -> String {
    switch relation {
    case .scan(let scan): "scan \(scan.entity.name): \(list(scan.columns.map { names[$0.id] }))"
    case .constant(_, let rows): "constant: \(rows.count) rows"
    case .file(let file): "file \(file.path)"
    case .source(let source): "store \(source.entity): \(list(source.columns.map { names[$0.id] }))"
    case .filter(_, let condition): "filter \(text(condition))"
    case .extend(_, let added): "extend \(list(added.map(computed)))"
    case .attach(_, let attachment):
      "attach \(list(attachment.aggregates.map(aggregate))) by "
        + list(attachment.keys.map { "\(text($0.outer)) = \(names[$0.inner])" })
    case .sort(_, let keys): "sort \(list(keys.map(key)))"
    case .slice(_, let skip, let take):
      [skip > 0 ? "skip \(skip)" : nil, take.map { "take \($0)" }].compactMap(\.self).joined(separator: " ")
    case .top(_, let count, let keys, let per):
      "top \(count) by \(list(keys.map(key)))" + (per.isEmpty ? "" : " per \(list(per.map(text)))")
    case .aggregate(_, let keys, let aggregates):
      "aggregate \(list(aggregates.map(aggregate)))"
        + (keys.isEmpty ? "" : " per \(list(keys.map(computed)))")
    case .fill(_, let fill): "fill \(names[fill.key])"
    case .window(_, let windows): "window \(list(windows.map(window)))"
    case .distinct(_, let columns): "distinct \(list(columns.map { names[$0] }))"
    case .combine(let kind, _, _, _): kind.rawValue
    case .project(_, let columns): "project \(list(columns.map(\.name)))"
    }
  }

  private func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }

  private func computed(_ computed: Computed) -> String { "\(names[computed.id]) = \(text(computed.value))" }

  private func key(_ key: SortKey) -> String { text(key.value) + (key.descending ? " desc" : "") }

  private func aggregate(_ aggregate: Aggregate) -> String {
    let argument = aggregate.argument.map { (aggregate.distinct ? "distinct " : "") + text($0) } ?? ""
    let filter = aggregate.filter.map { " where \(text($0))" } ?? ""
    return "\(names[aggregate.id]) = \(aggregate.function)(\(argument)\(filter))"
  }

  private func window(_ window: Window) -> String {
    let per = window.per.isEmpty ? "" : " per \(list(window.per.map(text)))"
    return "\(names[window.id]) = \(window.function)(\(window.argument.map(text) ?? ""))\(per)"
  }

  // MARK: - Expressions

  func text(_ expression: Expr) -> String {
    switch expression {
    case .column(let id, _): names[id]
    case .literal(let value, _): literal(value)
    case .apply(let operation, let operands, _): apply(operation, operands.map(text))
    case .when(let branches, let otherwise, _):
      "when " + branches.map { "\(text($0.condition)) then \(text($0.value))" }.joined(separator: " when ")
        + (otherwise.map { " else \(text($0))" } ?? "")
    case .inValues(let operand, let values, _): "\(text(operand)) in (\(list(values.map(literal))))"
    case .inRelation(let operands, let relation, _): "\(list(operands.map(text))) in (\(title(relation)))"
    }
  }

  private func literal(_ value: Value) -> String {
    if case .text(let text) = value { return "\"\(text)\"" }
    return value.description
  }

  private func apply(_ operation: Operation, _ operands: [String]) -> String {
    if let infix = Self.infix(operation), operands.count > 1 {
      return "(" + operands.joined(separator: " \(infix) ") + ")"
    }
    switch (operation, operands.first) {
    case (.not, let operand?): return "not \(operand)"
    case (.isMissing, let operand?): return "\(operand) is missing"
    case (.negate, let operand?): return "-\(operand)"
    default: return "\(operation)(\(list(operands)))"
    }
  }

  private static func infix(_ operation: Operation) -> String? {
    switch operation {
    case .and: "and"
    case .or: "or"
    case .equal(let folded): folded ? "=" : "=="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .contains: "contains"
    case .startsWith: "starts with"
    case .endsWith: "ends with"
    case .like: "like"
    case .add, .addDays: "+"
    case .subtract, .subtractDays: "-"
    case .multiply: "*"
    case .divide: "/"
    case .coalesce: "??"
    default: nil
    }
  }
}
