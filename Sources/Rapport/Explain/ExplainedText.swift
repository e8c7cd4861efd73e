import RapportValues

/// An answer of `explain` that is no plan: text for people, and the same as rows for programs.
public struct ExplainedText: Sendable {
  /// Lines, each ended.
  public let text: String
  let table: Table

  /// The same as rows of typed columns.
  public func rows() -> Rows {
    let columns = table.columns.map { ResultColumn(name: $0.name, type: $0.column.type) }
    let count = table.columns.first?.column.count ?? 0
    return Rows(columns: columns, batches: [Batch(columns: table.columns.map(\.column), count: count)])
  }

  /// Columns with their names.
  struct Table: Sendable {
    var columns: [(name: String, column: Column)] = []

    mutating func add(_ name: String, _ texts: [String?]) {
      var column = ColumnBuilder(type: .text, capacity: texts.count)
      for text in texts {
        if let text { column.append(text) } else { column.appendMissing() }
      }
      columns.append((name, column.finish()))
    }

    mutating func add(_ name: String, _ numbers: [Int]) {
      var column = ColumnBuilder(type: .integer, capacity: numbers.count)
      for number in numbers { column.append(Int64(number)) }
      columns.append((name, column.finish()))
    }

    mutating func add(_ name: String, _ flags: [Bool?]) {
      var column = ColumnBuilder(type: .bool, capacity: flags.count)
      for flag in flags {
        if let flag { column.append(flag) } else { column.appendMissing() }
      }
      columns.append((name, column.finish()))
    }

    mutating func add(_ name: String, _ lists: [[String]]) {
      var offsets = [0]
      var elements = ColumnBuilder(type: .text)
      for list in lists {
        for text in list { elements.append(text) }
        offsets.append(elements.count)
      }
      let storage = ListStorage(offsets: offsets, elements: elements.finish())
      columns.append((name, Column(type: .list(.text), storage: .list(storage))))
    }
  }

  /// One row per rule.
  static func table(of rules: [RuleDescription]) -> Table {
    var table = Table()
    table.add("rule", rules.map(\.name))
    table.add("names", rules.map(\.aliases))
    table.add("entity", rules.map(\.entity))
    table.add("version", rules.map(\.version))
    table.add("fields", rules.map(\.fields))
    table.add("sets", rules.map(\.target))
    table.add("origin", rules.map(\.origin))
    table.add("overrides", rules.map(\.overridden))
    table.add("documentation", rules.map(\.documentation))
    table.add("parameters", rules.map { $0.parameters.map(\.parameterText) })
    table.add("text", rules.map(\.text))
    return table
  }
}
