import RapportFormat
import RapportSyntax

/// How a result is written into a file, by the ending of its name.
public enum FileFormat: Hashable, Sendable {
  case rows(OutputFormat)
  /// The chart of the statement as text.
  case chartText
  /// The chart as an SVG picture.
  case chartPicture
  /// The chart on an HTML page.
  case chartPage

  /// Nil for an ending that stands for nothing, or for a picture without a chart.
  ///
  /// - Parameter isChart: whether the statement draws a chart, which has endings of its own; data formats hold
  ///   the rows it is drawn from.
  public init?(fileName: String, isChart: Bool) {
    switch Self.ending(of: fileName) {
    case "svg" where isChart: self = .chartPicture
    case "html" where isChart, "htm" where isChart: self = .chartPage
    case "txt" where isChart: self = .chartText
    default:
      guard let format = OutputFormat(fileName: fileName) else { return nil }
      self = .rows(format)
    }
  }

  /// The endings that this library writes.
  public static let endings = ["csv", "tsv", "json", "ndjson", "md", "html", "sql", "txt", "svg"]

  /// What is behind the last point of a file's name, in lower case; empty without one.
  static func ending(of path: String) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "" }
    return path[path.index(after: dot)...].lowercased()
  }

  /// Refuses a name whose ending does not say how a file is written.
  ///
  /// - Parameters:
  ///   - isChart: whether a chart is drawn, or may be.
  ///   - others: endings that the program itself writes.
  ///   - choice: what else says how, for the message: "`--format`".
  public static func check(
    _ path: String, isChart: Bool, others: Set<String> = [], choice: String? = nil
  ) throws(DiagnosticsError) {
    guard let problem = problem(of: path, isChart: isChart, others: others) else { return }
    let help = problem.help + (choice.map { ["or choose a format with \($0)"] } ?? [])
    throw DiagnosticsError(.usage, Diagnostic(code: "R0244", problem.message, at: nil, help: help))
  }

  /// Why a statement cannot write a file of this name.
  static func problem(
    of path: String, isChart: Bool, others: Set<String>
  ) -> (message: String, help: [String])? {
    let ending = ending(of: path)
    if FileFormat(fileName: path, isChart: isChart) != nil || others.contains(ending) { return nil }
    if ending == "svg" {
      return (
        "`\(path)` would be a picture, and the statement draws none", ["draw one: `| chart bar(…) | to …`"]
      )
    }
    let known = (endings + others.sorted()).map { ".\($0)" }.joined(separator: ", ")
    let message =
      ending.isEmpty
      ? "`\(path)` has no ending that says how it is written" : "no format has the ending `.\(ending)`"
    let close = Suggestions.closest(to: ending, in: endings + others.sorted())
    return (message, (close.map { ["did you mean `.\($0)`?"] } ?? []) + ["known endings: \(known)"])
  }
}
