import Rapport
import Testing

@testable import RapportCommand

/// What a person who waits is told.
@Suite struct ProgressBarTests {
  @Test func rowsAndTimeLeft() {
    let bar = ProgressBar(
      QueryProgress(rowsRead: 1_000_000, estimatedRows: 4_000_000), elapsed: .seconds(25))
    #expect(bar.text(width: 100) == "██████░░░░░░░░░░░░░░░░░░  25 %  1,000,000 of about 4,000,000 rows  1 min 15 s left")
  }

  @Test func otherEncodingsGetOtherBars() {
    let bar = ProgressBar(ImportProgress(rows: 999, bytes: 90, totalBytes: 100), elapsed: .seconds(9))
    #expect(bar.text(width: 100, isUnicode: false).hasPrefix("#####################---  90 %"))
  }

  @Test func withoutAnEstimateTheTimeTaken() {
    let unknown = ProgressBar(QueryProgress(rowsRead: 12_345, estimatedRows: nil), elapsed: .seconds(4))
    #expect(unknown.text(width: 100) == "12,345 rows read  4 s")
    let passed = ProgressBar(QueryProgress(rowsRead: 12_345, estimatedRows: 12_000), elapsed: .seconds(4_000))
    #expect(passed.text(width: 100) == "12,345 rows read  1 h 6 min")
    let none = ProgressBar(QueryProgress(rowsRead: 0, estimatedRows: 9), elapsed: .seconds(1))
    #expect(none.text(width: 100) == "0 rows read  1 s")
  }

  @Test func filesByTheirBytes() {
    let bar = ProgressBar(
      QueryProgress(rowsRead: 1_000, estimatedRows: nil, shareOfFiles: 0.5), elapsed: .seconds(4))
    #expect(bar.text(width: 100) == "████████████░░░░░░░░░░░░  50 %  1,000 rows read  4 s left")
  }

  @Test func imports() {
    let bar = ProgressBar(ImportProgress(rows: 999, bytes: 90, totalBytes: 100), elapsed: .seconds(9))
    #expect(bar.text(width: 100) == "█████████████████████░░░  90 %  999 rows  1 s left")
  }

  /// The last column stays free, and what says least goes first.
  @Test(arguments: [(60, "1 s left"), (30, "1 s left"), (9, "1 s left"), (5, "1 s ")])
  func narrowWindows(_ width: Int, _ end: String) {
    let text = ProgressBar(
      QueryProgress(rowsRead: 900_000, estimatedRows: 1_000_000), elapsed: .seconds(9)
    ).text(width: width)
    #expect(text.hasSuffix(end))
    #expect(text.count < width)
  }
}
