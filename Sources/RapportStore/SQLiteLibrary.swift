import CSQLite

/// The SQLite library in use.
package enum SQLiteLibrary {
  package static var version: String { String(cString: sqlite3_libversion()) }
  package static var sourceID: String { String(cString: sqlite3_sourceid()) }
}
