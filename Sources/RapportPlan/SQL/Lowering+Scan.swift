import RapportCatalog
import RapportValues

extension Lowering {
  /// Rows expected to hold a fixed text, of all.
  private static let fixedShare = 0.2

  /// A statement that reads a scan's columns.
  func draft(_ scan: Scan, _ state: inout LoweringState) -> SelectDraft {
    state.aliases += 1
    var draft = SelectDraft(
      table: DraftTable(scan.entity), alias: "t\(state.aliases)",
      estimatedRows: Double(statistics?.rows(of: scan.entity.table) ?? 1_000))
    for fixed in scan.fixed {
      draft.require(SQL("\(draft.alias).\(dialect.quote(fixed.column)) = ") + .bind(.text(fixed.text)))
      draft.estimatedRows *= Self.fixedShare
    }
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
    self.init(
      sql: Self.name(stored, type: type, of: alias, dialect), type: type, encoding: stored.encoding,
      isNotNull: stored.isNotNull && path.isEmpty,
      folded: stored.foldedColumn.map { SQL("\(alias).\(dialect.quote($0))") }, path: path, stored: stored)
  }

  /// How a statement names a stored column, its texts compared byte by byte.
  static func name(_ stored: StoredColumn, type: ValueType, of alias: String, _ dialect: any SQLDialect) -> SQL {
    let name = SQL("\(alias).\(dialect.quote(stored.name))")
    return stored.isBinary || !type.isStoredAsText ? name : dialect.binary(name)
  }
}
