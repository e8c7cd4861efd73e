import Rapport

/// What the command line asks for, however it was parsed.
struct QueryOptions: Sendable {
  enum Input: Sendable, Equatable {
    case text(String)
    /// `-` is standard input.
    case file(String)
  }

  var store: String?
  var catalogs: [String] = []
  var format: OutputFormat?
  var isExcel = false
  /// `--format xlsx`, or by the ending of the file.
  var isWorkbook: Bool { wantsWorkbook || format == nil && output.map(ResultFile.isWorkbook) == true }
  var wantsWorkbook = false
  var encoding = OutputEncoding.utf8
  /// The table that `--format insert` names.
  var table: String?
  /// A file for the results instead of standard output.
  var output: String?
  var force = false
  /// Values about people are shown.
  var reveals = false
  /// What for.
  var purpose: String?
  var parameters: [(name: String, value: String)] = []
  /// Texts are run once for each value that the query gives the parameter.
  var each: (name: String, query: String)?
  var asOf: Day?
  var today: Day?
  /// 1 is Monday.
  var weekStart: Int?
  var fiscalYearStart: Int?
  /// The store of kept runs; nil is the store itself, or for somebody else's database one in the state folder.
  var keepIn: String?
  /// Changes of data are made without asking.
  var isConfirmed = false
  /// Of headings and of values of enums; nil leaves them as the query and the catalog have them.
  var language: Language?
  var timer = false
  var errors: ErrorStyle = .text
  var color: ColorMode = .auto
  /// The shell, even if its input is no terminal.
  var isInteractive = false
  /// The shell begins with a person's own settings.
  var readsStartupFile = true
  /// Queries and scripts in the order given.
  var inputs: [Input] = []

  /// `--format`: one of the library's formats, or a workbook.
  mutating func chooseFormat(_ name: String) throws(UsageError) {
    wantsWorkbook = name == "xlsx"
    format = wantsWorkbook ? nil : try OptionValues.format(name)
  }

  /// What can be seen of a command line only as a whole.
  func checked() throws(UsageError) -> QueryOptions {
    if isInteractive, !inputs.isEmpty || output != nil {
      throw UsageError(description: "--interactive opens the shell; it takes neither queries nor --output")
    }
    if purpose != nil, !reveals {
      throw UsageError(description: "--purpose says what personal data is revealed for; `--reveal` reveals it")
    }
    if isWorkbook, output == nil {
      throw UsageError(description: "--format xlsx needs a file: `--output list.xlsx`")
    }
    if format == .excel, let output, ResultFile.isWorkbook(output) {
      throw UsageError(
        description: "--excel writes CSV, which no program reads from `\(output)`: leave it out, or name a .csv file")
    }
    if isWorkbook, encoding != .utf8 {
      throw UsageError(description: "--gb18030 is for text formats; a workbook needs no encoding")
    }
    return self
  }

  /// `--excel`, which is a format of its own.
  mutating func chooseExcel() throws(UsageError) {
    if let other = wantsWorkbook ? "xlsx" : format?.rawValue, other != OutputFormat.excel.rawValue {
      throw UsageError(description: "--excel writes CSV and cannot be used with --format \(other)")
    }
    format = .excel
  }

  var console: Console { Console(errors: errors, color: color) }
}

/// A command line that cannot be obeyed.
struct UsageError: Error, CustomStringConvertible {
  var description: String
}
