import RapportStore

/// Versions, for bug reports.
public enum LibraryVersion {
  public static let current = "0.1.0"
  /// The version of the SQLite library in use.
  public static var sqlite: String { SQLiteLibrary.version }
  /// The source that library was built from.
  public static var sqliteSource: String { SQLiteLibrary.sourceID }
}
