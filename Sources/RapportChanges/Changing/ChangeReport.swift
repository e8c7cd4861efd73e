/// What a statement does to the rows of a store.
public enum ChangeKind: String, Sendable, Hashable { case set, delete, add }

/// How one row changes, or did.
public struct ChangedRow: Sendable, Hashable {
  public struct Change: Sendable, Hashable {
    public var field: String
    /// `missing` where there is none.
    public var before: String
    public var after: String
  }
  /// The row's label and key; empty for a row that is new.
  public var row: String
  /// For a row that goes, none.
  public var changes: [Change]
}

/// How many rows go from one value of a field to another.
public struct ChangedValue: Sendable, Hashable {
  public var field: String
  public var before: String
  public var after: String
  public var rows: Int
}

/// What a change did, or would do.
public struct ChangeReport: Sendable, Hashable {
  public var kind = ChangeKind.set
  public var entity = ""
  /// Rows that change, go or are new.
  public var changed = 0
  /// Rows of the query that hold the new values already.
  public var unchanged = 0
  /// The first rows.
  public var rows: [ChangedRow] = []
  /// For rules: from which value to which, by number of rows.
  public var values: [ChangedValue] = []
  /// The number under which the change can be undone; nil for a preview, and when nothing changed.
  public var batch: Int64?
  /// Tells whether a later run changes the same rows in the same way.
  var fingerprint = 0
}
