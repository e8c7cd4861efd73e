import RapportFormat

/// Results that are printed as one document: a title per page, a heading per result, in one language.
///
/// What it gives is text to be written before, between and behind the results; these are written with `section` in
/// their options.
public struct Document: Sendable {
  private var page: DocumentPage
  /// The words that results need, for `OutputOptions.section`.
  public let words: DocumentWords

  /// Nil for formats that are read by programs.
  ///
  /// - Parameter isTerminal: pages are not turned there.
  public init?(_ format: OutputFormat, language: Language?, isTerminal: Bool = false) {
    let form: DocumentPage.Form
    switch format {
    case .table: form = .text
    case .markdown: form = .markdown
    case .html: form = .html
    case .vertical, .list, .csv, .excel, .tsv, .json, .ndjson, .insert: return nil
    }
    page = DocumentPage(form, language: (language ?? .english).rawValue, isPrinted: !isTerminal)
    words = DocumentWords(language ?? .english)
  }

  /// Begins a page.
  public mutating func begin(_ title: String) -> String { page.begin(title) }

  /// Stands above a result.
  public func heading(_ title: String?) -> String { page.heading(title) }

  /// A chart in the place of rows.
  public func figure(_ chart: ChartDrawing, width: Int, unicode: Bool) -> String {
    page.figure(text: chart.text(width: width, unicode: unicode), svg: chart.svg)
  }

  /// Ends the document.
  public mutating func end() -> String { page.end() }
}

/// The words of a document's results in its language.
public struct DocumentWords: Sendable {
  let section: SectionWords

  init(_ language: Language) {
    section =
      switch language {
      case .english: SectionWords(unknown: "unknown", nothing: "none", yes: "yes", no: "no")
      case .simplified: SectionWords(unknown: "未知", nothing: "无", yes: "是", no: "否")
      case .traditional: SectionWords(unknown: "未知", nothing: "無", yes: "是", no: "否")
      }
  }
}
