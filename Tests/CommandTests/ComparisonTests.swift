import Glibc
import Testing

/// The comparison with other shells promises nothing that no test shows, and says nothing of others without a
/// source.
@Suite struct ComparisonTests {
  private struct Row {
    var feature: String
    var ours: String
    var others: [String]
  }

  private static func rows() throws -> (rows: [Row], text: String) {
    let text = try TextFile.read(Checkout.root + "/docs/comparison.md")
    let rows = text.split(separator: "\n").compactMap { line -> Row? in
      guard line.hasPrefix("| "), !line.hasPrefix("| **"), !line.hasPrefix("| |") else { return nil }
      let cells = line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false)
      guard cells.count > 2 else { return nil }
      return Row(feature: String(cells[0]), ours: String(cells[1]), others: cells[2...].map(String.init))
    }
    return (rows, text)
  }

  @Test func everyYesHasItsEvidence() throws {
    let rows = try Self.rows().rows
    #expect(rows.count > 40)
    for row in rows where row.ours != "no" {
      #expect(row.ours.hasPrefix("yes: "), "\(row.feature): \(row.ours)")
      let paths = row.ours.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map(\.element)
      #expect(!paths.isEmpty, "\(row.feature)")
      for path in paths {
        #expect(access(Checkout.root + "/" + path, R_OK) == 0, "\(row.feature): there is no \(path)")
      }
    }
  }

  @Test func othersHaveSources() throws {
    let (rows, text) = try Self.rows()
    for row in rows {
      #expect(row.others.count == 4, "\(row.feature)")
      for cell in row.others where cell != "unknown" && !cell.hasPrefix("SQL") && cell != "the database's own"
      {
        let number = cell.split(separator: "[").last.map { $0.prefix { $0 != "]" } }
        #expect(number.map { text.contains("\n- [\($0)] ") } == true, "\(row.feature): \(cell)")
      }
    }
  }
}
