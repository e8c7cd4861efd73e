import Testing

/// Visits and reviews are due on the right day, whatever the day from 1900 to 2100, and periods hold the days
/// they should; against a table that Python's calendar made (`Tests/Corpus/calendar_years.py`).
@Suite struct DueDateTests {
  /// A key account, its only visit and its card for each day; the days are counted by SQLite.
  private static let store = """
    PRAGMA journal_mode = MEMORY;
    BEGIN;
    CREATE TEMP TABLE days AS WITH RECURSIVE d(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM d WHERE i < 73413)
      SELECT i, date('1900-01-01', i || ' days') AS day FROM d;
    INSERT INTO accounts (id, code, name, name_folded, key_account) SELECT i + 1, 'C' || i, i, i, 1 FROM days;
    INSERT INTO visits (account_id, date) SELECT i + 1, day FROM days;
    INSERT INTO cards (id, number, account_id, grade, opened)
      SELECT i + 1, 'K' || i, i + 1, substr('ABC', i % 3 + 1, 1), day FROM days;
    COMMIT;
    """

  private static let question = """
    cards order by id
    select opened, account.next_visit as next_visit, grade, review_due, weekday(opened) as weekday,
      week(opened) as week, period(opened, week) as w, period(opened, month) as m,
      period(opened, quarter) as q, period(opened, half) as h, opened + 1 year as later,
      opened - 1 month as earlier, opened + 1 quarter as quarter, opened + 1 half as half
    """

  @Test func everyDayOfTwoCenturies() throws {
    let workspace = try Workspace()
    try TextFile.write(Self.store, to: workspace.directory + "/store.sql")
    try TextFile.write(Self.question, to: workspace.directory + "/question.rap")
    let made = try workspace.run("rapport create days.db 2>&1 && sqlite3 days.db < store.sql")
    #expect(made.status == 0, "\(made.output) \(made.errors)")
    let outcome = try workspace.run("rapport days.db --today 2101-01-31 --format csv -f question.rap > days.csv")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = try TextFile.read(workspace.directory + "/days.csv")
    var sums: [UInt64] = []
    var year: Substring = ""
    for line in text.split(separator: "\n").dropFirst() {
      if line.prefix(4) != year {
        year = line.prefix(4)
        sums.append(0xCBF2_9CE4_8422_2325)
      }
      for byte in line.utf8 + [10] {
        sums[sums.count - 1] = (sums[sums.count - 1] ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    #expect(sums.count == dueDateYears.count)
    for (index, (seen, expected)) in zip(sums, dueDateYears).enumerated() {
      #expect(seen == expected, "days of \(1900 + index)")
    }
  }
}
