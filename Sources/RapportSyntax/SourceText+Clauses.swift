extension SourceText {
  package static func text(of clause: Clause) -> String {
    (clause.piped ? "| " : "") + text(clause.kind)
  }

  private static func text(_ kind: Clause.Kind) -> String {
    switch kind {
    case .filter(let condition): return "where " + text(of: condition)
    case .extend(let assignments): return "with " + text(assignments)
    case .set(let assignments): return "set " + text(assignments)
    case .select(let selection): return "select " + text(selection)
    case .drop(let columns): return "drop " + columns.map(name).joined(separator: ", ")
    case .group(let keys, let fill): return "group by " + text(keys) + (fill ? " fill" : "")
    case .pivot(let key, let value): return "pivot \(text(key, within: .coalesce)): \(text(of: value))"
    case .order(let keys):
      let list = keys.map { text(of: $0.value) + ($0.descending ? " desc" : "") }
      return "order by " + list.joined(separator: ", ")
    case .take(let count): return "take " + text(count, within: .coalesce)
    case .skip(let count): return "skip " + text(count, within: .coalesce)
    case .top(let top): return text(top)
    case .distinct(let values): return values.isEmpty ? "distinct" : "distinct " + items(values)
    case .combine(let op, let operand): return "\(op.rawValue) \(text(of: operand))"
    case .period(let period): return "\(period.op.rawValue) \(text(period.value, within: .range))"
    case .asOf(let date): return "as of " + text(date, within: .coalesce)
    case .call(let call): return text(of: call)
    case .delete: return "delete"
    case .chart(let call): return "chart " + (call.arguments.isEmpty ? name(call.name) : text(of: call))
    case .to(let target): return "to " + text(target, within: .coalesce)
    }
  }

  private static func text(_ assignments: [Assignment]) -> String {
    assignments.map { "\(name($0.name)) = \(text(of: $0.value))" }.joined(separator: ", ")
  }

  private static func text(_ selection: [SelectItem]) -> String {
    selection.map { item in text(of: item.value) + (item.name.map { " as \(name($0))" } ?? "") }
      .joined(separator: ", ")
  }

  private static func text(_ top: Top) -> String {
    let per =
      top.per.isEmpty ? "" : " per " + top.per.map { text($0, within: .primary) }.joined(separator: ", ")
    let word = top.isBottom ? "bottom" : "top"
    return "\(word) \(text(top.count, within: .coalesce)) by \(text(of: top.by))\(per)"
  }
}
