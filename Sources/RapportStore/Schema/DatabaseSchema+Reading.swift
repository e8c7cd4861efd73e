import RapportValues

extension DatabaseSchema {
  /// Reads tables, columns and indexes, and foreign keys if wanted.
  static func read(_ connection: Connection, foreignKeys: Bool = false) throws -> DatabaseSchema {
    var builder = Builder()
    try builder.readTables(connection)
    try builder.readColumns(connection)
    try builder.readIndexes(connection)
    if foreignKeys { try builder.readForeignKeys(connection) }
    return DatabaseSchema(tables: builder.tables)
  }

  private struct Builder {
    var tables: [Table] = []
    private var positions: [String: Int] = [:]

    mutating func readTables(_ connection: Connection) throws {
      let sql = """
        SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        ORDER BY name
        """
      tables = try connection.rows(sql) { row in
        let kind = Table.Kind(rawValue: row.text(1) ?? "") ?? .table
        return Table(
          name: row.text(0) ?? "", kind: kind, hasRowID: kind == .table && row.integer(2) == 0)
      }
      for (position, table) in tables.enumerated() { positions[table.name] = position }
    }

    mutating func readColumns(_ connection: Connection) throws {
      let sql = """
        SELECT t.name, c.name, c.type, c."notnull", c.pk FROM pragma_table_list AS t
        JOIN pragma_table_xinfo(t.name) AS c WHERE t.schema = 'main' AND c.hidden <> 1 ORDER BY t.name, c.cid
        """
      let statement = try connection.prepare(sql)
      var keys: [Int: [(Int64, String)]] = [:]
      while try statement.step() {
        guard let position = positions[statement.text(0) ?? ""] else { continue }
        let declared = statement.text(2) ?? ""
        let name = statement.text(1) ?? ""
        tables[position].columns.append(
          TableColumn(
            name: name, declaredType: declared, affinity: Affinity(declaredType: declared),
            isNotNull: statement.integer(3) != 0))
        if statement.integer(4) > 0 { keys[position, default: []].append((statement.integer(4), name)) }
      }
      for (position, key) in keys {
        tables[position].primaryKey = key.sorted { $0.0 < $1.0 }.map(\.1)
        markKey(position)
      }
    }

    /// Key columns are never missing where the key is the row id or the table has none; elsewhere SQLite lets NULL
    /// into a primary key.
    private mutating func markKey(_ position: Int) {
      let table = tables[position]
      for column in table.columns.indices {
        let isKey = table.primaryKey.contains(table.columns[column].name)
        let isRowID =
          table.primaryKey.count == 1 && ASCIIName.equal(table.columns[column].declaredType, "integer")
        if isKey, isRowID || (table.kind == .table && !table.hasRowID) {
          tables[position].columns[column].isNotNull = true
        }
      }
    }

    mutating func readIndexes(_ connection: Connection) throws {
      let sql = """
        SELECT t.name, i.name, i."unique", i.partial, c.name FROM pragma_table_list AS t
        JOIN pragma_index_list(t.name) AS i JOIN pragma_index_xinfo(i.name) AS c
        WHERE t.schema = 'main' AND c.key = 1 ORDER BY t.name, i.seq, c.seqno
        """
      let statement = try connection.prepare(sql)
      while try statement.step() {
        guard let position = positions[statement.text(0) ?? ""] else { continue }
        let name = statement.text(1) ?? ""
        // A column without a name is an expression: it equals no column.
        let column = statement.text(4) ?? ""
        if let last = tables[position].indexes.indices.last, tables[position].indexes[last].name == name {
          tables[position].indexes[last].columns.append(column)
        } else {
          tables[position].indexes.append(
            TableIndex(
              name: name, columns: [column], isUnique: statement.integer(2) != 0,
              isPartial: statement.integer(3) != 0))
        }
      }
    }

    mutating func readForeignKeys(_ connection: Connection) throws {
      let sql = """
        SELECT t.name, f.id, f."table", f."from", f."to" FROM pragma_table_list AS t
        JOIN pragma_foreign_key_list(t.name) AS f WHERE t.schema = 'main' ORDER BY t.name, f.id DESC, f.seq
        """
      let statement = try connection.prepare(sql)
      var last: (position: Int, id: Int64)?
      while try statement.step() {
        guard let position = positions[statement.text(0) ?? ""] else { continue }
        let id = statement.integer(1)
        if last?.position != position || last?.id != id {
          tables[position].foreignKeys.append(
            ForeignKey(columns: [], table: statement.text(2) ?? "", referenced: []))
          last = (position, id)
        }
        let key = tables[position].foreignKeys.count - 1
        tables[position].foreignKeys[key].columns.append(statement.text(3) ?? "")
        if let referenced = statement.text(4) {
          tables[position].foreignKeys[key].referenced.append(referenced)
        }
      }
    }
  }
}

extension DatabaseSchema.Affinity {
  /// SQLite's rules for declared types (its documentation, "Determination of column affinity").
  package init(declaredType: String) {
    let type = ASCIIName.folded(declaredType)
    func has(_ part: String) -> Bool { type.contains(part) }
    if has("int") {
      self = .integer
    } else if has("char") || has("clob") || has("text") {
      self = .text
    } else if type.isEmpty || has("blob") {
      self = .blob
    } else if has("real") || has("floa") || has("doub") {
      self = .real
    } else {
      self = .numeric
    }
  }
}
