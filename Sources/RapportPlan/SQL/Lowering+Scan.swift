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
