import RapportCatalog
import RapportValues

extension DatabaseSchema {
  /// Reads tables, columns and indexes, and foreign keys if wanted.
  ///
  /// One pragma per table: the table-valued forms would have the authorizer allow declarations.
  package static func read(_ connection: Connection, foreignKeys: Bool = false) throws -> DatabaseSchema {
    var tables = try tableList(connection)
    for position in tables.indices {
      let argument = "(\(SQLName.quoted(tables[position].name)))"
      switch tables[position].kind {
      case .table: try tables[position].readColumns(connection, argument)
      // A view that no longer fits its tables has no columns; that is no reason to refuse the database.
      case .view: try? tables[position].readColumns(connection, argument)
      case .virtual, .shadow: continue
      }
      guard tables[position].kind == .table else { continue }
      try tables[position].readIndexes(connection, argument)
      if foreignKeys { try tables[position].readForeignKeys(connection, argument) }
    }
    return DatabaseSchema(tables: tables)
  }

  /// From the schema table itself: `PRAGMA table_list` would connect to every virtual table, which runs their
  /// code.
  private static func tableList(_ connection: Connection) throws -> [Table] {
    let sql = "SELECT name, type, rootpage FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name"
    var tables = try connection.rows(sql) { row in
      let kind: Table.Kind = row.text(1) == "view" ? .view : row.integer(2) == 0 ? .virtual : .table
      return Table(name: row.text(0) ?? "", kind: kind, hasRowID: false)
    }
    tables.removeAll { $0.name.isEmpty || ASCIIName.folded($0.name).hasPrefix("sqlite_") }
    markShadows(&tables)
    return tables
  }

  /// Tables in which a virtual table keeps its data, known by their names as SQLite knows them.
  private static func markShadows(_ tables: inout [Table]) {
    let endings = [
      "content", "data", "docsize", "idx", "config", "segments", "segdir", "stat", "node", "rowid", "parent",
    ]
    var shadows: Set<String> = []
    for table in tables where table.kind == .virtual {
      for ending in endings { shadows.insert(ASCIIName.folded(table.name + "_" + ending)) }
    }
    for position in tables.indices where tables[position].kind == .table {
      if shadows.contains(ASCIIName.folded(tables[position].name)) { tables[position].kind = .shadow }
    }
  }
}

extension DatabaseSchema.Table {
  fileprivate mutating func readColumns(_ connection: Connection, _ argument: String) throws {
    var key: [(position: Int64, name: String)] = []
    if kind == .table { hasRowID = try connection.hasRowIDs(name) }
    // cid, name, type, notnull, default, pk, hidden
    let statement = try connection.prepare("PRAGMA table_xinfo\(argument)")
    while try statement.step() {
      guard let name = statement.text(1), statement.integer(6) != 1 else { continue }
      let declared = statement.text(2) ?? ""
      columns.append(
        DatabaseSchema.TableColumn(
          name: name, declaredType: declared, affinity: DatabaseSchema.Affinity(declaredType: declared),
          isNotNull: statement.integer(3) != 0,
          isBinary: kind == .table && connection.isBinary(name, of: self.name)))
      if statement.integer(5) > 0 { key.append((statement.integer(5), name)) }
    }
    primaryKey = key.sorted { $0.position < $1.position }.map(\.name)
    markKeyColumns()
  }

  /// Key columns are never missing where the key is the row id or the table has none; elsewhere SQLite lets
  /// NULL into a primary key.
  private mutating func markKeyColumns() {
    guard kind == .table else { return }
    for position in columns.indices where primaryKey.contains(columns[position].name) {
      let isRowID = primaryKey.count == 1 && ASCIIName.equal(columns[position].declaredType, "integer")
      if isRowID || !hasRowID { columns[position].isNotNull = true }
    }
  }

  fileprivate mutating func readIndexes(_ connection: Connection, _ argument: String) throws {
    // seq, name, unique, origin, partial
    let found = try connection.rows("PRAGMA index_list\(argument)") { row in
      DatabaseSchema.TableIndex(
        name: row.text(1) ?? "", columns: [], isUnique: row.integer(2) != 0, isPartial: row.integer(4) != 0)
    }
    for var index in found {
      // seqno, cid, name, desc, collation, key; a column without a name is an expression and equals no
      // column.
      let columns = try connection.rows("PRAGMA index_xinfo(\(SQLName.quoted(index.name)))") { row in
        row.integer(5) == 1 ? row.text(2) ?? "" : nil
      }
      index.columns = columns.compactMap { $0 }
      indexes.append(index)
    }
  }

  fileprivate mutating func readForeignKeys(_ connection: Connection, _ argument: String) throws {
    // id, seq, table, from, to, …; the last declared comes first.
    var found: [(id: Int64, key: DatabaseSchema.ForeignKey)] = []
    let statement = try connection.prepare("PRAGMA foreign_key_list\(argument)")
    while try statement.step() {
      let id = statement.integer(0)
      if found.last?.id != id {
        found.append((id, .init(columns: [], table: statement.text(2) ?? "", referenced: [])))
      }
      let last = found.count - 1
      found[last].key.columns.append(statement.text(3) ?? "")
      if let referenced = statement.text(4) { found[last].key.referenced.append(referenced) }
    }
    foreignKeys = found.reversed().map(\.key)
  }
}

extension DatabaseSchema.Affinity {
  /// SQLite's rules for declared types (its documentation, "Determination of column affinity").
  package init(declaredType: String) {
    let type = DeclaredType(declaredType)
    if type.has("int") {
      self = .integer
    } else if type.has("char") || type.has("clob") || type.has("text") {
      self = .text
    } else if type.isEmpty || type.has("blob") {
      self = .blob
    } else if type.has("real") || type.has("floa") || type.has("doub") {
      self = .real
    } else {
      self = .numeric
    }
  }
}
