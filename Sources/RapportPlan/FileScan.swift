package import RapportCatalog
package import RapportValues

/// Rows that stand in no table of the catalog: a CSV file, or a kept run of a recurring list.
package struct FileScan: Hashable, Sendable {
  package enum Origin: Hashable, Sendable {
    case csv(path: String)
    /// A run by its number, in the Rapport store at a path.
    case keptRun(Int64, store: String)
  }
  package struct FileColumn: Hashable, Sendable {
    package var id: ColumnID
    package var type: ValueType
    /// Position in the file's header, or among the run's columns.
    package var position: Int
    /// What a kept run remembers of it.
    package var privacy: Privacy?
    package init(id: ColumnID, type: ValueType, position: Int, privacy: Privacy? = nil) {
      self.id = id
      self.type = type
      self.position = position
      self.privacy = privacy
    }
  }
  package var origin: Origin
  package var columns: [FileColumn]
  package init(_ origin: Origin, columns: [FileColumn]) {
    self.origin = origin
    self.columns = columns
  }
}
