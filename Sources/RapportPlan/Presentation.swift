package import RapportSyntax

/// What a statement makes of its rows besides printing them.
package struct Presentation: Hashable, Sendable {
  /// `| chart bar(…)`
  package var chart: ChartPlan?
  /// `| to "file.csv"`
  package var target: FileTarget?
}

/// What a chart draws; columns are positions in the result.
package struct ChartPlan: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case bar, line, step, spark, heat, scatter, lorenz }

  package struct Interval: Hashable, Sendable {
    package var low: Int
    package var high: Int
  }

  package var kind: Kind
  package var title: String?
  /// Labels or places along the axis; nil numbers the rows.
  package var x: Int?
  /// What is measured.
  package var values: [Int]
  /// The ends of an interval around the value.
  package var interval: Interval?
  /// Tells series apart; the rows of a heat map.
  package var series: Int?
  package var span: SourceSpan
}

/// The file that takes the rows, its parameters filled in.
package struct FileTarget: Hashable, Sendable {
  package var path: String
  package var span: SourceSpan
}
