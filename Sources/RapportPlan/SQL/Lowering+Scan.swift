import RapportCatalog
import RapportValues

extension Lowering {
  /// A statement that reads a scan's columns.
  func draft(_ scan: Scan, _ state: inout LoweringState) -> SelectDraft {
    state.aliases += 1
    var draft = SelectDraft(
      table: DraftTable(scan.entity), alias: "t\(state.aliases)",
      estimatedRows: Double(statistics?.rows(of: scan.entity.table) ?? 1_000))
    for column in scan.columns {
      let alias = draft.alias(for: column.path)
      let isNotNull = column.column.isNotNull && column.path.isEmpty
      draft.add(
        column.id,
        SelectDraft.Column(
          sql: SQL("\(alias).\(dialect.quote(column.column.name))"), type: column.type,
          encoding: column.column.encoding, isNotNull: isNotNull,
          folded: column.column.foldedColumn.map { SQL("\(alias).\(dialect.quote($0))") }, path: column.path,
          stored: column.column))
    }
    return draft
  }
}

/// Rough shares of rows that conditions keep, for choosing between plans; never for answers.
enum Selectivity {
  static func estimate(_ condition: Expr, rows: Double) -> Double {
    switch condition {
    case .apply(.and, let parts, _): parts.reduce(1) { $0 * estimate($1, rows: rows) }
    case .apply(.or, let parts, _): min(1, parts.reduce(0) { $0 + estimate($1, rows: rows) })
    case .apply(.not, let parts, _): 1 - (parts.first.map { estimate($0, rows: rows) } ?? 0)
    case .apply(.equal, let operands, _): equality(operands[0].type, rows)
    case .apply(.less, _, _), .apply(.greater, _, _), .apply(.lessOrEqual, _, _), .apply(.greaterOrEqual, _, _): 0.5
    case .apply(.isMissing, _, _): 0.2
    case .inValues(let operand, let values, _): min(1, Double(values.count) * equality(operand.type, rows))
    case .inRelation: 0.3
    case .column: 0.3
    default: 0.3
    }
  }

  private static func equality(_ type: ValueType, _ rows: Double) -> Double {
    switch type {
    case .enumeration(let type): 1 / Double(max(type.names.count, 1))
    case .bool: 0.5
    case .text: 0.05
    case .code, .integer: rows > 1 ? 1 / rows : 1
    default: 0.1
    }
  }
}
