import RapportCatalog
package import RapportPlan
import RapportValues

/// A plan as an indented tree, for reports of differences.
package enum PlanText {
  package static func text(of plan: Rel) -> String { lines(plan, "").joined(separator: "\n") }

  private static func lines(_ plan: Rel, _ indent: String) -> [String] {
    let deeper = indent + "  "
    switch plan {
    case .scan(let scan):
      let columns = scan.columns.map { column in
        "\(column.id) = \((column.path.map(\.table) + [column.column.name]).joined(separator: "."))"
      }
      return [indent + "scan \(scan.entity.table): \(columns.joined(separator: ", "))"]
    case .constant(let columns, let rows):
      return [indent + "constant \(columns.map(\.id)): \(rows.count) rows"]
    case .file(let file): return [indent + "file \(file.path)"]
    case .source(let source):
      let bindings = source.bindings.map(ResultComparison.show).joined(separator: ", ")
      return [indent + "source \(source.columns.map(\.id)): \(source.sql) [\(bindings)]"]
    case .filter(let input, let condition):
      return [indent + "filter \(text(condition))"] + lines(input, deeper)
    case .extend(let input, let added):
      return [indent + "extend \(computed(added))"] + lines(input, deeper)
    case .attach(let input, let attachment):
      let keys = attachment.keys.map { "\(text($0.outer)) = \($0.inner)" }.joined(separator: ", ")
      return [indent + "attach on \(keys): \(attachment.aggregates.map { text($0) }.joined(separator: ", "))"]
        + lines(attachment.inner, deeper + "· ") + lines(input, deeper)
    case .sort(let input, let keys): return [indent + "sort \(text(keys))"] + lines(input, deeper)
    case .slice(let input, let skip, let take):
      return [indent + "slice \(skip), \(take.map(String.init) ?? "all")"] + lines(input, deeper)
    case .top(let input, let count, let keys, let per):
      return [indent + "top \(count) by \(text(keys)) per \(per.map { text($0) })"] + lines(input, deeper)
    case .aggregate(let input, let keys, let aggregates):
      return [indent + "aggregate \(computed(keys)): \(aggregates.map(text).joined(separator: ", "))"]
        + lines(input, deeper)
    case .fill(let input, let fill): return [indent + "fill \(fill.key) for \(fill.others)"] + lines(input, deeper)
    case .window(let input, let windows):
      let parts = windows.map { window in
        "\(window.id) = \(window.function)(\(window.argument.map(text) ?? "")) per \(window.per.map { self.text($0) })"
      }
      return [indent + "window \(parts.joined(separator: ", "))"] + lines(input, deeper)
    case .distinct(let input, let columns): return [indent + "distinct \(columns)"] + lines(input, deeper)
    case .combine(let kind, let left, let right, let combination):
      let match = combination.match.map { "\($0.left) = \($0.right)" }.joined(separator: ", ")
      let columns = combination.columns.map { "\($0.id) = \($0.left) or \($0.right.map { "\($0)" } ?? "nothing")" }
      return [indent + "\(kind.rawValue) on \(match): \(columns.joined(separator: ", "))"]
        + lines(left, deeper) + lines(right, deeper)
    case .project(let input, let columns):
      return [indent + "project \(columns.map { "\($0.id) \($0.name)" }.joined(separator: ", "))"]
        + lines(input, deeper)
    }
  }

  private static func computed(_ columns: [Computed]) -> String {
    columns.map { "\($0.id) = \(text($0.value))" }.joined(separator: ", ")
  }

  private static func text(_ keys: [SortKey]) -> String {
    keys.map { text($0.value) + ($0.descending ? " desc" : "") }.joined(separator: ", ")
  }

  private static func text(_ aggregate: Aggregate) -> String {
    var text = "\(aggregate.id) = \(aggregate.function)(\(aggregate.distinct ? "distinct " : "")"
    text += "\(aggregate.argument.map(self.text) ?? ""))"
    if let filter = aggregate.filter { text += " where \(self.text(filter))" }
    if !aggregate.order.isEmpty { text += " order \(self.text(aggregate.order))" }
    return text + " as \(short(aggregate.type))"
  }

  private static func text(_ expression: Expr) -> String {
    switch expression {
    case .column(let id, let type): return "\(id):\(short(type))"
    case .literal(let value, _): return ResultComparison.show(value)
    case .apply(let operation, let operands, let type):
      return "\(operation)(\(operands.map(text).joined(separator: ", "))):\(short(type))"
    case .when(let branches, let otherwise, _):
      let parts = branches.map { "when \(text($0.condition)) then \(text($0.value))" }
      return "(\(parts.joined(separator: " ")) else \(otherwise.map(text) ?? "missing"))"
    case .inValues(let operand, let values, let exact):
      return "\(text(operand)) in\(exact ? " exactly" : "") (\(values.map(ResultComparison.show).joined(separator: ", ")))"
    case .inRelation(let operands, let relation, let columns):
      return "\(operands.map(text)) in \(columns) of {\(lines(relation, "").joined(separator: " ← "))}"
    }
  }

  private static func short(_ type: ValueType) -> String {
    switch type {
    case .enumeration(let type): type.name
    case .decimal(let scale, let currency): "decimal\(scale)\(currency?.code ?? "")"
    case .float: "float"
    case .period(let unit): unit.rawValue
    case .list(let element): "list of \(short(element))"
    default: "\(type)"
    }
  }
}
