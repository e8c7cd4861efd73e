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
  var parameters: [(name: String, value: String)] = []
  var asOf: Day?
  var today: Day?
  /// 1 is Monday.
  var weekStart: Int?
  var fiscalYearStart: Int?
  var timer = false
  var errors: ErrorStyle = .text
  var color: ColorMode = .auto
  /// Queries and scripts in the order given.
  var inputs: [Input] = []

  var console: Console { Console(errors: errors, color: color) }
}

/// A command line that cannot be obeyed.
struct UsageError: Error, CustomStringConvertible {
  var description: String
}
