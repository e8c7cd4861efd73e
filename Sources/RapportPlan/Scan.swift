package import RapportCatalog
package import RapportValues

/// The rows of an entity, or those whose columns hold certain texts. To-one relations are followed per column; a
/// missing link gives missing. Values of other rows are never read, so one column may hold another type in each part.
package struct Scan: Sendable {
  package struct Fixed: Hashable, Sendable {
    /// A column of the entity's table.
    package var column: String
    /// What it holds, byte by byte.
    package var text: String
    package init(column: String, text: String) {
      self.column = column
      self.text = text
    }
  }
  package var entity: Entity
  package var columns: [ScanColumn]
  package var fixed: [Fixed]
  package init(entity: Entity, columns: [ScanColumn], fixed: [Fixed] = []) {
    self.entity = entity
    self.columns = columns
    self.fixed = fixed
  }
}

extension Scan: Hashable {
  package static func == (left: Scan, right: Scan) -> Bool {
    left.entity === right.entity && left.columns == right.columns && left.fixed == right.fixed
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(entity.name)
    hasher.combine(columns)
    hasher.combine(fixed)
  }
}

/// One column of a scan: to-one steps from the entity, then a stored column of the entity reached.
package struct ScanColumn: Hashable, Sendable {
  package var id: ColumnID
  package var type: ValueType
  package var path: [ToOneStep]
  package var column: StoredColumn
  package init(id: ColumnID, type: ValueType, path: [ToOneStep], column: StoredColumn) {
    self.id = id
    self.type = type
    self.path = path
    self.column = column
  }
}

/// Follows a to-one relation: `columns` of the table stood on equal the key of `table`.
package struct ToOneStep: Hashable, Sendable {
  package var table: String
  package var columns: [String]
  package var keyColumns: [String]
  /// Types of the key columns; empty where nobody knows them.
  package var keyTypes: [ValueType]
  package init(table: String, columns: [String], keyColumns: [String], keyTypes: [ValueType] = []) {
    self.table = table
    self.columns = columns
    self.keyColumns = keyColumns
    self.keyTypes = keyTypes
  }
}
