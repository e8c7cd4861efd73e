/// A problem with a database, its file or its data, in the words of the person who opened it.
///
/// The façade turns it into a `Diagnostic` without a place in a text.
package struct StoreError: Error, Hashable, Sendable {
  /// Stable codes; the names say when each is used.
  package enum Code: String, Hashable, Sendable {
    /// The catalog names a table that the database does not have, or one that cannot be read.
    case table = "R0401"
    /// The catalog names a column that its table does not have.
    case column = "R0402"
    /// There is no file to open: missing, a directory, a pipe, a link.
    case noFile = "R0403"
    case notADatabase = "R0404"
    /// SQLite found the file's structure broken.
    case damagedFile = "R0405"
    /// A stored value does not fit the type its column is declared with.
    case damagedValue = "R0406"
    /// A store of a newer Rapport, or of another application where our own is needed.
    case version = "R0407"
    case locked = "R0408"
    case permission = "R0409"
    /// Write-ahead log or journal beside the file cannot be read from here.
    case readOnlyFolder = "R0410"
    case exists = "R0411"
    /// Disk full, read or write failed.
    case inputOutput = "R0412"
    /// A limit of the store, or a statement that a reading session may not run.
    case refused = "R0413"
    /// A CSV file that is not well formed.
    case csv = "R0414"
    /// The key a catalog declares is not the table's.
    case key = "R0415"
    /// SQLite did not accept a statement that Rapport made.
    case statement = "R0416"
    case cancelled = "R0502"
    case timedOut = "R0509"
  }

  package var code: Code
  /// One line, no full stop, names in back-ticks.
  package var message: String
  /// Ways out, one per line.
  package var help: [String]

  package init(_ code: Code, _ message: String, help: [String] = []) {
    self.code = code
    self.message = message
    self.help = help
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    (["error[\(code.rawValue)]: \(message)"] + help.map { "  = help: \($0)" }).joined(separator: "\n")
  }
}
