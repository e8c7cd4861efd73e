import RapportCatalog
import RapportValues

/// Prints a plan as a tree, one operator per line, inputs indented below.
package struct PlanPrinter {
  private var lines: [String] = []
  private var names: [ColumnID: String] = [:]
  /// Rows and nanoseconds of operators after a run, in the order of the lines.
  private let measured: [OperatorMeasure]?

  /// What an operator did in a run.
  package struct OperatorMeasure: Sendable {
    package var rows: Int
    package var nanoseconds: Int64
    package init(rows: Int, nanoseconds: Int64) {
      self.rows = rows
      self.nanoseconds = nanoseconds
    }
  }

  /// The tree of a plan; with measures, each line ends with the operator's rows and time.
  package static func text(of rel: Rel, measures: [OperatorMeasure]? = nil) -> String {
    var printer = PlanPrinter(measured: measures)
    printer.collectNames(rel)
    printer.print(rel, indent: 0)
    return printer.lines.joined(separator: "\n")
  }

  private init(measured: [OperatorMeasure]?) { self.measured = measured }

  // MARK: - Names

  private mutating func collectNames(_ rel: Rel) {
    switch rel {
    case .scan(let scan):
      for column in scan.columns {
        names[column.id] = (column.path.map { $0.columns.joined(separator: "+") } + [column.column.name]).joined(separator: ".")
      }
    case .project(let input, let columns):
      collectNames(input)
      for column in columns where names[column.id] == nil { names[column.id] = column.name }
    case .attach(let input, let attachment):
      collectNames(input)
      collectNames(attachment.inner)
    case .combine(_, let left, let right, _):
      collectNames(left)
      collectNames(right)
    case .filter(let input, _), .extend(let input, _), .sort(let input, _), .slice(let input, _, _),
      .top(let input, _, _, _), .aggregate(let input, _, _), .fill(let input, _), .window(let input, _),
      .analyze(let input, _), .distinct(let input, _):
      collectNames(input)
    case .constant, .file, .source: break
    }
  }

  // MARK: - Lines

  private mutating func line(_ indent: Int, _ text: String) {
    var text = String(repeating: "  ", count: indent) + text
    if let measured, measured.indices.contains(lines.count) {
      let measure = measured[lines.count]
      text += "   [\(measure.rows) rows, \(measure.nanoseconds / 1_000) µs]"
    }
    lines.append(text)
  }

  private mutating func print(_ rel: Rel, indent: Int) {
    let expr = ExprPrinter(names: names)
    line(indent, title(rel, expr))
    switch rel {
    case .scan, .constant, .file, .source: break
    case .filter(let input, _), .extend(let input, _), .sort(let input, _), .slice(let input, _, _),
      .top(let input, _, _, _), .aggregate(let input, _, _), .fill(let input, _), .window(let input, _),
      .analyze(let input, _), .distinct(let input, _), .project(let input, _):
      print(input, indent: indent + 1)
    case .attach(let input, let attachment):
      print(input, indent: indent + 1)
      print(attachment.inner, indent: indent + 1)
    case .combine(_, let left, let right, _):
      print(left, indent: indent + 1)
      print(right, indent: indent + 1)
    }
  }

  private func title(_ rel: Rel, _ expr: ExprPrinter) -> String {
    switch rel {
    case .scan(let scan):
      let fixed = scan.fixed.map { "\($0.column) = \"\($0.text)\"" }.joined(separator: " and ")
      return "scan \(scan.entity.name)\(fixed.isEmpty ? "" : " where " + fixed) (\(list(scan.columns.map(\.id))))"
    case .constant(_, let rows): return "constant \(rows.count) row(s)"
    case .file(let file):
      switch file.origin {
      case .csv(let path): return "file \"\(path)\""
      case .keptRun(let run, _): return "kept run \(run) (\(list(file.columns.map(\.id))))"
      }
    case .source(let source): return "sql \(source.entity) (\(list(source.columns.map(\.id))))"
    case .filter(_, let condition): return "filter \(expr.text(condition))"
    case .extend(_, let added):
      return "compute " + added.map { "\(name($0.id)) = \(expr.text($0.value))" }.joined(separator: ", ")
    case .attach(_, let attachment):
      let keys = attachment.keys.map { "\(name($0.inner)) = \(expr.text($0.outer))" }.joined(separator: ", ")
      let on = attachment.keys.isEmpty ? "" : " on " + keys
      return "attach \(attachment.aggregates.map { aggregate($0, expr) }.joined(separator: ", "))\(on)"
    case .sort(_, let keys): return "sort " + sortKeys(keys, expr)
    case .slice(_, let skip, let take):
      return "slice" + (skip > 0 ? " skip \(skip)" : "") + (take.map { " take \($0)" } ?? "")
    case .top(_, let count, let keys, let per):
      return "top \(count) by \(sortKeys(keys, expr))"
        + (per.isEmpty ? "" : " per " + per.map(expr.text).joined(separator: ", "))
    case .aggregate(_, let keys, let aggregates):
      let by = keys.map { "\(name($0.id)) = \(expr.text($0.value))" }.joined(separator: ", ")
      return "group" + (keys.isEmpty ? " all" : " by \(by)")
        + (aggregates.isEmpty ? "" : ": " + aggregates.map { aggregate($0, expr) }.joined(separator: ", "))
    case .fill(_, let fill): return "fill \(name(fill.key))"
    case .window(_, let windows):
      return "window " + windows.map { window in
        "\(name(window.id)) = \(window.function)(\(window.argument.map(expr.text) ?? ""))"
          + (window.per.isEmpty ? "" : " per " + window.per.map(expr.text).joined(separator: ", "))
      }.joined(separator: ", ")
    case .analyze(_, let analysis):
      let arguments = analysis.arguments.map(expr.text).joined(separator: ", ")
      return "analyze \(list(analysis.outputs.map(\.id))) = \(analysis.method.text) of \(arguments)"
    case .distinct(_, let columns): return "distinct \(list(columns))"
    case .combine(let kind, _, _, let combination): return "\(kind.rawValue) on \(list(combination.match.map(\.left)))"
    case .project(_, let columns):
      return "show " + columns.map { column in
        let source = name(column.id)
        return source == column.name ? column.name : "\(column.name) = \(source)"
      }.joined(separator: ", ")
    }
  }

  private func aggregate(_ aggregate: Aggregate, _ expr: ExprPrinter) -> String {
    let argument = (aggregate.distinct ? "distinct " : "") + (aggregate.argument.map(expr.text) ?? "")
    let filter = aggregate.filter.map { " where \(expr.text($0))" } ?? ""
    return "\(name(aggregate.id)) = \(aggregate.function)(\(argument)\(filter))"
  }

  private func sortKeys(_ keys: [SortKey], _ expr: ExprPrinter) -> String {
    keys.map { expr.text($0.value) + ($0.descending ? " desc" : "") }.joined(separator: ", ")
  }

  private func list(_ ids: [ColumnID]) -> String { ids.map(name).joined(separator: ", ") }
  private func name(_ id: ColumnID) -> String { names[id] ?? id.description }
}
