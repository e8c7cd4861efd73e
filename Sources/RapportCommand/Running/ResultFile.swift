import Glibc
import Rapport

/// A file that takes results, and appears under its name when it is complete.
final class ResultFile {
  let path: String
  private let file: OutputFile
  let workbook: Spreadsheet?

  /// - Parameter isWorkbook: without it the name says what is written.
  init(_ path: String, force: Bool, isWorkbook: Bool? = nil) throws(DiagnosticsError) {
    self.path = path
    let isWorkbook = isWorkbook ?? Self.isWorkbook(path)
    file = try OutputFile(path, force: force)
    workbook = isWorkbook ? try Spreadsheet(at: file.temporary, named: path) : nil
  }

  var descriptor: Int32 { file.descriptor }

  /// Without it nothing is left.
  func commit() throws(DiagnosticsError) {
    try workbook?.finish()
    try file.commit()
  }

  /// Refuses a name that does not say how results are written.
  ///
  /// - Parameter choice: what else says it.
  static func checkEnding(of path: String, choice: String) throws(DiagnosticsError) {
    // Whether there is a chart to draw is seen when there are results.
    try FileFormat.check(path, isChart: true, others: otherEndings, choice: choice)
  }

  /// Where the next byte goes; nil where there are no bytes yet.
  var end: Int? { workbook == nil ? lseek(descriptor, 0, SEEK_CUR) : nil }

  /// Forgets what was written from there on.
  func cut(to end: Int) {
    if ftruncate(descriptor, end) == 0 { lseek(descriptor, end, SEEK_SET) }
  }

  /// Whether a file's name asks for a workbook.
  static func isWorkbook(_ path: String) -> Bool { path.lowercased().hasSuffix(".xlsx") }

  /// Endings that only the command writes.
  static let otherEndings: Set<String> = ["xlsx"]
}
