import RapportFormat
import RapportValues

/// The parts of a day sheet in the forms of documents.
enum DaySheetText {
  /// Columns of a printed line.
  private static let width = 78
  /// Lines to write on.
  private static let recordLines = 3

  static func paragraph(_ text: String, _ form: DocumentPage.Form) -> String {
    switch form {
    case .text:
      "\n" + LineFolding.lines(TerminalText.escape(text), width: width).joined(separator: "\n") + "\n"
    case .markdown: "\n" + MarkdownText.escape(text) + "\n"
    case .html: "<p>\(MarkupText.escape(text))</p>\n"
    }
  }

  /// Labels beside values, and room for the record.
  static func table(
    _ fields: [(label: String, values: [String])], record: String, _ form: DocumentPage.Form
  ) -> String {
    switch form {
    case .text: text(fields, record)
    case .markdown: markdown(fields, record)
    case .html: html(fields, record)
    }
  }

  private static func text(_ fields: [(label: String, values: [String])], _ record: String) -> String {
    let indent = DisplayWidth.widest(fields.map(\.label) + [record]) + 2
    var lines: [String] = []
    for (label, values) in fields {
      let rows = values.flatMap { LineFolding.lines(TerminalText.escape($0), width: width - indent) }
      for (index, row) in rows.enumerated() {
        lines.append(DisplayWidth.pad(index == 0 ? label : "", to: indent) + row)
      }
    }
    let rule = String(repeating: "_", count: width - indent)
    for index in 0..<recordLines {
      lines.append(DisplayWidth.pad(index == 0 ? record : "", to: indent) + rule)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func markdown(_ fields: [(label: String, values: [String])], _ record: String) -> String {
    let rows = fields.flatMap { field in
      field.values.map { "- \(MarkdownText.escape(field.label)): \(MarkdownText.escape($0))" }
    }
    return (rows + ["- \(MarkdownText.escape(record)):"]).joined(separator: "\n") + "\n"
  }

  private static func html(_ fields: [(label: String, values: [String])], _ record: String) -> String {
    let rows = fields.map { field in
      row(field.label, "<td>" + field.values.map(MarkupText.escape).joined(separator: "<br>") + "</td>")
    }
    return "<table>\n" + rows.joined() + row(record, "<td style=\"height: 16mm\"></td>") + "</table>\n"
  }

  private static func row(_ label: String, _ cell: String) -> String {
    "<tr><th style=\"width: 18%\">\(MarkupText.escape(label))</th>\(cell)</tr>\n"
  }
}
