import RapportCatalog
import RapportEngine
import RapportPlan
public import RapportValues
import Testing

extension Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByNilLiteral
{
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(floatLiteral value: Double) { self = .float(value) }
  public init(nilLiteral: ()) { self = .missing }

  /// An exact decimal from its text.
  static func exact(_ text: String) -> Value { Decimal(text).map { .decimal($0) } ?? .missing }
  /// A day from its ISO text.
  static func day(_ text: String) -> Value { Day(iso: text).map { .day($0) } ?? .missing }
  static func moment(_ text: String) -> Value { DateTime(iso: text).map { .dateTime($0) } ?? .missing }
}

extension ValueType {
  static let float = ValueType.float(currency: nil)
  static func decimal(_ scale: Int) -> ValueType { .decimal(scale: scale, currency: nil) }
}

/// A table in memory, read in small batches so that every operator sees several.
struct Table: Sendable {
  let name: String
  let columns: [TypedColumn]
  let batches: [Batch]

  /// Column ids count from `first`.
  init(
    _ name: String, first: Int = 0, _ types: [ValueType], _ rows: [[Value]], batchSize: Int = 3
  ) {
    self.name = name
    columns = types.enumerated().map { TypedColumn(id: ColumnID(first + $0), type: $1) }
    let all = Batch(
      columns: types.enumerated().map { index, type in
        var builder = ColumnBuilder(type: type)
        for row in rows { builder.append(row[index]) }
        return builder.finish()
      }, count: rows.count)
    batches = stride(from: 0, to: rows.count, by: batchSize).map {
      all.slice($0..<min($0 + batchSize, rows.count))
    }
  }

  init(_ types: [ValueType], _ rows: [[Value]], batchSize: Int = 3) {
    self.init("t", types, rows, batchSize: batchSize)
  }

  init(_ name: String, columns: [TypedColumn], batches: [Batch]) {
    self.name = name
    self.columns = columns
    self.batches = batches
  }

  var rel: Rel {
    .source(
      SourceQuery(
        sql: name, bindings: [],
        columns: columns.map { SourceQuery.SourceColumn(id: $0.id, type: $0.type, encoding: .plain) },
        entity: name, partition: SourceQuery.Partition(ranges: .rows(table: name), sql: name, bindings: [])))
  }

  /// A column as an expression.
  subscript(index: Int) -> Expr { .column(columns[index].id, columns[index].type) }
  func id(_ index: Int) -> ColumnID { columns[index].id }
}

/// Tables in memory as a provider.
struct Tables: ScanProvider {
  let tables: [Table]

  func open(_ query: SourceQuery, in context: ExecutionContext) throws -> any BatchStream {
    var batches = tables.first { $0.name == query.sql }?.batches ?? []
    if case .integer(let part)? = query.bindings.first, case .integer(let parts)? = query.bindings.last {
      let size = (batches.count + Int(parts) - 1) / Int(parts)
      batches = Array(batches.dropFirst(Int(part) * size).prefix(size))
    }
    return ListStream(batches)
  }

  func open(_ scan: Scan, in context: ExecutionContext) throws -> any BatchStream { ListStream([]) }
  func open(_ file: FileScan, in context: ExecutionContext) throws -> any BatchStream { ListStream([]) }

  func partitions(of query: SourceQuery, limit: Int) throws -> [SourceQuery] {
    guard query.partition != nil else { return [query] }
    return (0..<limit).map {
      var part = query
      part.bindings = [.integer(Int64($0)), .integer(Int64(limit))]
      return part
    }
  }
}

final class ListStream: BatchStream {
  private var batches: ArraySlice<Batch>
  init(_ batches: [Batch]) { self.batches = batches[...] }
  func next() throws -> Batch? { batches.popFirst() }
}

/// All rows of a relation over tables.
func rows(_ rel: Rel, _ tables: Table..., threads: Int = 1) throws -> [[Value]] {
  let engine = Engine(scans: Tables(tables: tables), context: ExecutionContext(threads: threads))
  let batch = try engine.collect(rel)
  for (column, typed) in zip(batch.columns, rel.columns) { #expect(column.type == typed.type) }
  return (0..<batch.count).map { batch.row($0) }
}

/// The values of an expression over the rows of a table.
func values(_ expr: Expr, _ table: Table) throws -> [Value] {
  let id = ColumnID(900)
  let rel = Rel.project(
    .extend(table.rel, [Computed(id: id, value: expr)]), [OutputColumn(name: "x", id: id, type: expr.type)])
  return try rows(rel, table).map { $0[0] }
}

/// The rows of a table that a filter keeps, by position in the first column.
func kept(_ expr: Expr, _ table: Table) throws -> [Value] {
  try rows(.filter(table.rel, expr), table).map { $0[0] }
}

/// The value of an expression over constants.
func value(_ expr: Expr) throws -> Value {
  try Engine(scans: Tables(tables: [])).evaluate(expr)
}

extension Expr {
  static func op(_ operation: Operation, _ operands: Expr..., type: ValueType = .bool) -> Expr {
    .apply(operation, operands, type)
  }
  static func not(_ operand: Expr) -> Expr { .apply(.not, [operand], .bool) }
  static func int(_ value: Int64?) -> Expr { .literal(value.map { .integer($0) } ?? .missing, .integer) }
  static func text(_ value: String) -> Expr { .literal(.text(value), .text) }
  static func code(_ value: String) -> Expr { .literal(.text(value), .code) }
  static func decimal(_ value: String, _ scale: Int) -> Expr { .literal(.exact(value), .decimal(scale)) }
  static func float(_ value: Double) -> Expr { .literal(.float(value), .float) }
  static func day(_ value: String) -> Expr { .literal(.day(value), .day) }
}

func sum(_ id: Int, _ argument: Expr, _ type: ValueType) -> Aggregate {
  Aggregate(id: ColumnID(id), function: .sum, argument: argument, type: type)
}

func aggregate(
  _ id: Int, _ function: Aggregate.Function, _ argument: Expr?, _ type: ValueType, filter: Expr? = nil,
  distinct: Bool = false, order: [SortKey] = []
) -> Aggregate {
  Aggregate(
    id: ColumnID(id), function: function, argument: argument, filter: filter, distinct: distinct,
    order: order, type: type)
}

/// Whether running fails with this code.
func fails(_ code: String, _ body: () throws -> Void) -> Bool {
  do {
    try body()
    return false
  } catch let error as EvaluationError {
    return error.code == code
  } catch {
    return false
  }
}
