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
      draft.add(
        column.id, SelectDraft.Column(column.column, type: column.type, of: alias, path: column.path, dialect))
    }
    return draft
  }
}

extension SelectDraft.Column {
  /// What the table at the end of a path stores.
  init(_ stored: StoredColumn, type: ValueType, of alias: String, path: [ToOneStep], _ dialect: any SQLDialect) {
    func name(_ column: String) -> SQL { SQL("\(alias).\(dialect.quote(column))") }
    self.init(
      sql: name(stored.name), type: type, encoding: stored.encoding, isNotNull: stored.isNotNull && path.isEmpty,
      folded: stored.foldedColumn.map(name), path: path, stored: stored)
  }
}
