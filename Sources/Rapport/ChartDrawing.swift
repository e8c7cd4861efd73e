import RapportChart
import RapportFormat
import RapportPlan
import RapportSyntax

/// The chart of a statement (`| chart bar(…)`), ready to be drawn.
public struct ChartDrawing: Sendable {
  private var chart: Chart
  /// Rows it was made of.
  public let rowCount: Int

  fileprivate init(_ chart: Chart, rowCount: Int) {
    self.chart = chart
    self.rowCount = rowCount
  }

  /// Drawn in text: lines that end in a line feed, safe to be shown on a terminal.
  ///
  /// - Parameters:
  ///   - width: columns of a line, at least 30.
  ///   - unicode: blocks and Braille dots; else ASCII.
  ///   - color: ANSI colours; no chart needs them to be read.
  public func text(width: Int = 80, unicode: Bool = true, color: Bool = false) -> String {
    chart.text(TextStyle(width: width, isUnicode: unicode, hasColor: color))
  }

  /// An SVG document in UTF-8 that needs nothing else, with a title and a description in words. The same rows
  /// give the same bytes.
  public var svg: String { chart.svg }

  /// An HTML page in UTF-8 with the picture in it.
  public var html: String { chart.page }
}

extension Rows {
  /// Reads all rows into the statement's chart; nil if the statement draws none.
  ///
  /// - Parameter title: stands above it where the statement gives none.
  /// - Throws: also if the rows cannot be drawn, because there are too many series, say.
  public func chart(title: String? = nil) throws(DiagnosticsError) -> ChartDrawing? {
    guard let plan = drawing?.plan, let kind = ChartKind(rawValue: plan.kind.rawValue) else { return nil }
    let spec = ChartSpec(
      kind: kind, title: plan.title ?? title, x: plan.x, values: plan.values,
      interval: plan.interval.map { .init(low: $0.low, high: $0.high) }, series: plan.series)
    return try LargeObject(ChartBuilder(spec, columns: columns.map { .init(name: $0.name, type: $0.type) })).use {
      (builder) throws(DiagnosticsError) in
      while let batch = try next() {
        do {
          try builder.add(batch)
        } catch {
          var failure = Failure.describe(error, in: drawing?.source)
          for index in failure.diagnostics.indices { failure.diagnostics[index].span = plan.span }
          throw failure
        }
      }
      return ChartDrawing(builder.finish(), rowCount: count)
    }
  }
}

/// What a chart is drawn by, and the text that asks for it.
struct Drawing: Sendable {
  let plan: ChartPlan
  let source: SourceText
}
