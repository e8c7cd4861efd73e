import RapportValues

/// The tables and views of a database, as SQLite describes them.
package struct DatabaseSchema: Sendable {
  package struct Table: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case table, view, virtual, shadow }
    package var name: String
    package var kind: Kind
    package var hasRowID: Bool
    package var columns: [TableColumn] = []
    /// Primary key columns in key order.
    package var primaryKey: [String] = []
    package var indexes: [TableIndex] = []
    package var foreignKeys: [ForeignKey] = []

    package func column(_ name: String) -> TableColumn? {
      columns.first { ASCIIName.equal($0.name, name) }
    }
  }

  package struct TableColumn: Hashable, Sendable {
    package var name: String
    package var declaredType: String
    package var affinity: Affinity
    /// NOT NULL, or the row id itself.
    package var isNotNull: Bool
    /// Its texts are compared byte by byte; a view's columns may be compared in any way.
    package var isBinary = false
  }

  package struct TableIndex: Hashable, Sendable {
    package var name: String
    package var columns: [String]
    package var isUnique: Bool
    package var isPartial: Bool
  }

  package struct ForeignKey: Hashable, Sendable {
    package var columns: [String]
    package var table: String
    /// Empty if the declaration names none: then it is the primary key.
    package var referenced: [String]
  }

  /// What SQLite tries to make of values before storing them.
  package enum Affinity: Hashable, Sendable { case integer, text, blob, real, numeric }

  /// In order of their names.
  package let tables: [Table]
  private let positions: [String: Int]

  init(tables: [Table]) {
    self.tables = tables
    positions = Dictionary(
      tables.enumerated().map { (ASCIIName.folded($1.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func table(_ name: String) -> Table? {
    positions[ASCIIName.folded(name)].map { tables[$0] }
  }
}

extension DatabaseSchema.Table {
  /// Some unique index, the primary key included, consists of just these columns.
  package func isUnique(_ names: [String]) -> Bool {
    let wanted = Set(names.map(ASCIIName.folded))
    if Set(primaryKey.map(ASCIIName.folded)) == wanted { return true }
    if hasRowID, names.count == 1, ASCIIName.isRowID(names[0]), column(names[0]) == nil { return true }
    return indexes.contains {
      $0.isUnique && !$0.isPartial && Set($0.columns.map(ASCIIName.folded)) == wanted
    }
  }

  /// Some index, or the row id, starts with just these columns in any order.
  package func hasIndex(startingWith names: [String]) -> Bool {
    let wanted = Set(names.map(ASCIIName.folded))
    let candidates = indexes.filter { !$0.isPartial }.map(\.columns) + [primaryKey]
    return candidates.contains { Set($0.prefix(names.count).map(ASCIIName.folded)) == wanted }
  }
}

/// SQLite compares names without regard to the case of ASCII letters.
enum ASCIIName {
  static func folded(_ name: String) -> String {
    String(
      decoding: name.utf8.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }, as: UTF8.self)
  }

  static func equal(_ left: String, _ right: String) -> Bool { folded(left) == folded(right) }

  static func isRowID(_ name: String) -> Bool {
    ["rowid", "oid", "_rowid_"].contains(folded(name))
  }
}
