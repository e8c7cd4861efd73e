import RapportValues

/// The frame of a document around its sections: title, headings, page breaks.
package struct DocumentPage: Sendable {
  package enum Form: Sendable { case text, markdown, html }

  private let form: Form
  /// As documents name languages: `zh-Hans`.
  private let language: String
  /// Pages are separated by the character that printers turn the page at.
  private let isPrinted: Bool
  private var hasBegun = false
  private var isOpen = false

  package init(_ form: Form, language: String, isPrinted: Bool) {
    self.form = form
    self.language = language
    self.isPrinted = isPrinted
  }

  /// What stands above the first section of a page, behind what stands below the last of the page before.
  package mutating func begin(_ title: String) -> String {
    defer { (hasBegun, isOpen) = (true, true) }
    let shown = TerminalText.escape(title)
    switch form {
    case .text:
      let rule = String(repeating: "═", count: max(1, DisplayWidth.of(shown)))
      return (hasBegun ? (isPrinted ? "\u{C}" : "\n\n") : "") + shown + "\n" + rule + "\n"
    case .markdown:
      return (hasBegun ? "\n---\n\n" : "") + "# " + MarkdownText.escape(title) + "\n"
    case .html:
      let head = hasBegun ? endPage() : Self.head(MarkupText.escape(title), language)
      return head + "<article>\n<h1>\(MarkupText.escape(title))</h1>\n"
    }
  }

  /// What stands above a section.
  package func heading(_ title: String?) -> String {
    let shown = title.map { TerminalText.escape($0) }
    switch form {
    case .text:
      guard let shown else { return "\n" }
      return "\n" + shown + "\n" + String(repeating: "─", count: max(1, DisplayWidth.of(shown))) + "\n"
    case .markdown: return "\n" + (title.map { "## " + MarkdownText.escape($0) + "\n\n" } ?? "")
    case .html: return title.map { "<h2>\(MarkupText.escape($0))</h2>\n" } ?? ""
    }
  }

  /// A picture of a section, in the form's own way.
  package func figure(text: String, svg: String) -> String {
    switch form {
    case .text: text
    case .markdown: "```text\n" + text + "```\n"
    case .html: "<figure>\n" + svg + "</figure>\n"
    }
  }

  /// What stands below the last section of the last page.
  package mutating func end() -> String {
    guard hasBegun, form == .html else { return "" }
    return endPage() + "</body>\n</html>\n"
  }

  private mutating func endPage() -> String {
    defer { isOpen = false }
    return isOpen ? "</article>\n" : ""
  }

  private static func head(_ title: String, _ language: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>\(title)</title>
    <style>
    \(style)</style>
    </head>
    <body>

    """
  }

  /// Light, for the screen and for A4; fonts by name, nothing is fetched.
  private static let style = """
    @page { size: A4; margin: 10mm 12mm }
    body { margin: 0 auto; padding: 8mm; max-width: 186mm; color: #111; background: #fff;
      font: 8.5pt/1.35 "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", Arial, sans-serif }
    article { break-after: page; margin-bottom: 12mm }
    article:last-of-type { break-after: auto; margin-bottom: 0 }
    h1 { font-size: 13pt; margin: 0 0 2mm }
    h2 { font-size: 9.5pt; margin: 3mm 0 1mm; padding-bottom: 0.5mm; border-bottom: 1px solid #888; break-after: avoid }
    dl { display: grid; grid-template-columns: 1fr 1fr 1fr; column-gap: 4mm; margin: 0 }
    dl div { display: grid; grid-template-columns: 45% 1fr; column-gap: 1.5mm; padding: 0.2mm 0;
      border-bottom: 1px dotted #bbb; break-inside: avoid }
    dt { color: #555; overflow-wrap: anywhere }
    dd { margin: 0; overflow-wrap: anywhere }
    .unknown { color: #777; font-style: italic }
    p { margin: 0 }
    table { border-collapse: collapse; width: 100%; font-size: 8pt }
    thead { display: table-header-group }
    tr { break-inside: avoid }
    th, td { border: 1px solid #bbb; padding: 0.3mm 1mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }
    th { background: #f2f2f2; font-weight: 600 }
    td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
    figure { margin: 0 }
    svg { max-width: 100%; height: auto }
    @media print { body { padding: 0; max-width: none } article { margin-bottom: 0 } }

    """
}
