/// How a result is written.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned columns for people.
  case table
  /// RFC 4180, UTF-8, with a header.
  case csv
  /// Tab-separated, with a header.
  case tsv
  /// One array of objects; numbers are numbers, missing is null.
  case json
  /// One object per line.
  case ndjson
  /// A table for documents.
  case markdown
}

/// What a writer may assume about the place it writes to.
public struct OutputOptions: Sendable {
  /// Columns of the terminal: a table is made to fit. Nil writes everything in full.
  public var width: Int?
  /// Control characters are shown instead of sent; for terminals.
  public var escapesControls: Bool

  public init(width: Int? = nil, escapesControls: Bool = false) {
    self.width = width
    self.escapesControls = escapesControls
  }
}
