/// What an import does with rows that are there already, and how it reads its files.
public struct ImportOptions: Sendable {
  public enum Mode: String, Sendable, CaseIterable {
    /// Every row is new; one that is there already is rejected.
    case insert
    /// Every row is there already; one that is not is rejected.
    case update
    /// Rows that are there are updated, others inserted.
    case upsert
  }

  /// What an empty cell means for a row that is there already.
  public enum EmptyCells: String, Sendable, CaseIterable { case leave, clear }

  /// How `1/5/2024` is read; without an order it is refused unless it can only be one day.
  public enum DateOrder: String, Sendable, CaseIterable { case ymd, dmy, mdy }

  public enum FileType: String, Sendable, CaseIterable { case csv, tsv, ndjson }

  public var mode: Mode = .insert
  /// Rules that find the row that is there, in order; each names one or more fields that must all be equal. The first
  /// rule that finds one row decides; several rows are a rejection.
  public var rules: [[String]] = []
  public var emptyCells: EmptyCells = .leave
  public var dateOrder: DateOrder?
  /// Nil: by the file's name.
  public var fileType: FileType?
  /// A name that `iconv` knows; nil: byte order mark, then strict UTF-8, then GB18030.
  public var encoding: String?
  /// One ASCII character; nil: the comma, semicolon or tab the first line has most of.
  public var delimiter: Character?
  /// Columns of the file that are left out.
  public var ignoredColumns: [String] = []
  /// Text of a map: which column goes to which field, and how it is read.
  public var map: (name: String, text: String)?
  /// Rows without a problem are kept although others are rejected; otherwise one rejected row rejects all.
  public var isPartial = false
  /// Everything is checked and counted, nothing is kept.
  public var isDryRun = false
  /// A file that was inserted before is inserted again.
  public var repeatsFiles = false
  /// A CSV file for rejected rows, made only if there are any.
  public var rejects: String?
  /// The file of rejected rows may replace one that is there.
  public var overwritesRejects = false
  /// More problems are counted, and written to `rejects`, but not reported.
  public var reportedProblems = 20
  /// How many rows a report describes as they would change.
  public var reportedDifferences = 10
  /// Recorded with the batch.
  public var program = "Rapport"

  public init() {}
}

/// A row, or a part of it, that cannot be imported.
public struct ImportProblem: Sendable, Hashable {
  /// Stable code, listed in `docs/language.md`.
  public var code: String
  public var file: String
  /// Line of the file on which the row begins, from 1.
  public var line: Int
  /// The column's name in the file, if one column is to blame.
  public var column: String?
  public var message: String
  public var help: [String]
}

/// How a row of the store would change, or did.
public struct ImportDifference: Sendable, Hashable {
  public struct Change: Sendable, Hashable {
    public var field: String
    public var before: String
    public var after: String
  }
  public var isInsertion: Bool
  /// The row's label or key.
  public var row: String
  public var changes: [Change]
}

/// How a file was read.
public struct ImportedFile: Sendable, Hashable {
  public var path: String
  /// `UTF-8`, `GB18030`, …
  public var encoding: String
  /// Why that encoding: `byte order mark`, `valid UTF-8`, `not UTF-8`, `as asked`.
  public var reason: String
  /// `comma`, `semicolon`, `tab`, …; nil for JSON.
  public var delimiter: String?
  /// Each column with the field it went to; nil for one that was left out.
  public var columns: [Column]

  public struct Column: Sendable, Hashable {
    public var name: String
    public var field: String?
  }
}

/// What an import did.
public struct ImportReport: Sendable {
  public var entity = ""
  public var files: [ImportedFile] = []
  public var inserted = 0
  public var updated = 0
  /// Rows that were there with the same values; nothing was written for them.
  public var unchanged = 0
  public var rejected = 0
  /// The first problems, in the order of the files.
  public var problems: [ImportProblem] = []
  /// All of them, also those not listed.
  public var problemCount = 0
  public var differences: [ImportDifference] = []
  /// The number under which the import can be undone; nil when nothing was kept.
  public var batch: Int64?
  /// The batch of an earlier import of the same file.
  public var earlierBatch: Int64?
  /// The changes were kept.
  public var isKept = false
  /// The file with the rejected rows, if there are any and it was asked for.
  public var rejects: String?

  public init() {}

  public var rows: Int { inserted + updated + unchanged + rejected }
}

/// How far an import is.
public struct ImportProgress: Sendable, Hashable {
  public var rows: Int
  public var bytes: Int
  public var totalBytes: Int

  public init(rows: Int, bytes: Int, totalBytes: Int) {
    self.rows = rows
    self.bytes = bytes
    self.totalBytes = totalBytes
  }
}
