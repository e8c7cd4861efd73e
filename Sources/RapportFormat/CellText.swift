package import RapportValues

/// Cells of a column one at a time as a table shows them, for labels: on one line and safe for a terminal.
package struct CellText {
  private let writer: CellWriter

  package init(_ column: Column) { writer = CellWriter.make(column, TableEncoding.self) }

  /// Empty for a missing value.
  package subscript(row: Int) -> String {
    var text = OutputBuffer(capacity: 64)
    writer.append(row, to: &text)
    return String(decoding: text.contents, as: UTF8.self)
  }
}
