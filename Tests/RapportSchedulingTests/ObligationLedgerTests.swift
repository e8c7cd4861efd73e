import RapportScheduling
import RapportValues
import Testing

@Suite struct ObligationLedgerTests {
  private func ledger(_ today: String, weeks: Int = 26, code: String, months: Int?, gap: Int = 0) throws -> ObligationLedger {
    let day = try #require(Day(today))
    return ObligationLedger(
      ObligationRules(
        policies: [VisitPolicy(code: code, title: "", months: months, smallestGap: gap, minutes: 60, weight: 100)],
        calendar: .china, today: day, first: day, last: day.adding(days: weeks * 7 - 1) ?? .latest))
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func everyMonthIsCoveredAndNoGapIsLonger() throws {
    let duty = Duty(policy: "VC-01", account: 7, person: 3, last: try day("2026-01-31"))
    let found = try ledger("2026-02-10", weeks: 12, code: "VC-01", months: 1, gap: 10).obligations(of: duty)
    #expect(found.map(\.key) == ["VC-01/7/3/2026-02", "VC-01/7/3/2026-03", "VC-01/7/3/2026-04", "VC-01/7/3/2026-05"])
    // A month after 31 January is the last day of February.
    #expect(found[0].due == Day("2026-02-28"))
    #expect(found[0].earliest == Day("2026-02-10"))
    #expect(found[1].due == Day("2026-03-28"))
    #expect(found.map(\.deadline.description) == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
  }

  @Test func aVisitSettlesItsMonth() throws {
    let duty = Duty(policy: "VC-01", account: 7, person: 3, last: try day("2026-02-05"))
    let found = try ledger("2026-02-10", weeks: 4, code: "VC-01", months: 1, gap: 10).obligations(of: duty)
    #expect(found.map(\.key) == ["VC-01/7/3/2026-03"])
    #expect(found[0].due == Day("2026-03-05"))
  }

  @Test func whatWasMissedWeighsMore() throws {
    let found = try [("2026-05-20", 100), ("2026-04-20", 200), ("2026-03-20", 400), ("2024-03-20", 400)].map { last, weight in
      let duty = Duty(policy: "VC-01", account: 7, person: 3, last: try day(last))
      let first = try ledger("2026-06-10", code: "VC-01", months: 1).obligations(of: duty)[0]
      return (first.weight, weight)
    }
    #expect(found.allSatisfy { $0 == $1 })
  }

  @Test func halfYearsSpreadOverTheirMonths() throws {
    let ledger = try ledger("2026-01-05", code: "VC-02", months: 6, gap: 60)
    let days = Set((1...60).flatMap { account in
      ledger.obligations(of: Duty(policy: "VC-02", account: Int64(account), person: 1)).prefix(1).map(\.due)
    })
    #expect(days.count > 50)
    #expect(days.allSatisfy { $0.year == 2026 && $0.month <= 6 })
  }

  @Test(arguments: [
    ("2026-09-01", "1990-10-04", "2026-09-30"), ("2026-02-01", "2000-02-29", "2026-02-28"),
    ("2026-06-01", "1985-07-05", "2026-07-03"),
  ]) func birthdaysMoveToTheWorkdayBefore(_ today: String, _ born: String, _ due: String) throws {
    let duty = Duty(policy: "VC-13", account: 7, person: 3, contact: 9, item: 9, anchor: try day(born))
    let found = try ledger(today, weeks: 8, code: "VC-13", months: nil).obligations(of: duty)
    #expect(found.map(\.due.description) == [due])
    #expect(found[0].key == "VC-13/7/3/9/2026")
    #expect(!found[0].evidence.contains(born))
  }

  @Test func collectionsWeighByAmountAndAge() throws {
    let duty = Duty(policy: "AR-01", account: 7, person: 3, anchor: try day("2026-05-01"), stake: 250_000)
    let found = try ledger("2026-06-30", code: "AR-01", months: nil, gap: 7).obligations(of: duty)
    #expect(found.map(\.weight) == [500])
    #expect(found[0].earliest == Day("2026-06-30"))
    let visited = Duty(
      policy: "AR-01", account: 7, person: 3, last: try day("2026-06-28"), anchor: try day("2026-05-01"), stake: 250_000)
    let again = try ledger("2026-06-30", code: "AR-01", months: nil, gap: 7).obligations(of: visited)
    #expect(again.map(\.earliest) == [Day("2026-07-05")])
    #expect(again[0].key != found[0].key)
  }

  @Test func dailyCardsAreReadOnWorkdays() throws {
    let duty = Duty(policy: "VC-05", account: 7, person: 3, contact: 1, last: try day("2026-09-29"), stake: 1)
    let found = try ledger("2026-09-30", weeks: 2, code: "VC-05", months: nil).obligations(of: duty)
    #expect(found.prefix(4).map(\.due.description) == ["2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10"])
    #expect(!found.map(\.atDesk).contains(false))
  }

  @Test func aPolicyThatIsNotActiveAsksForNothing() throws {
    let duty = Duty(policy: "GRADE-C", account: 7, person: 3)
    #expect(try ledger("2026-06-30", code: "VC-01", months: 1).obligations(of: duty).isEmpty)
  }

  @Test(arguments: [Int64.min, -1, 0, Int64.max]) func anyNumberOfAnAccountWillDo(_ account: Int64) throws {
    let ledger = try ledger("9999-12-20", code: "VC-01", months: 1)
    #expect(!ledger.obligations(of: Duty(policy: "VC-01", account: account, person: nil, anchor: .earliest)).isEmpty)
    #expect(ledger.obligations(of: Duty(policy: "VC-01", account: account, person: nil, last: .latest)).count <= 1_000)
  }

  // MARK: - Stretched

  private func stretched(_ today: String, weeks: Int = 26, months: Int, gap: Int = 0, by stretch: Double) throws -> ObligationLedger {
    let day = try #require(Day(today))
    return ObligationLedger(
      ObligationRules(
        policies: [VisitPolicy(code: "VC-01", title: "", months: months, smallestGap: gap, minutes: 60, weight: 100)],
        calendar: .china, today: day, first: day, last: day.adding(days: weeks * 7 - 1) ?? .latest, stretch: stretch))
  }

  @Test func intervalsGrowInProportion() throws {
    let duty = Duty(policy: "VC-01", account: 7, person: 3, last: try day("2026-02-01"))
    let found = try stretched("2026-02-10", months: 1, gap: 10, by: 1.5).obligations(of: duty)
    // 365.25 / 12 × 1.5 = 45.66
    #expect(found.prefix(3).map(\.due.description) == ["2026-03-19", "2026-05-04", "2026-06-19"])
    #expect(found.allSatisfy { $0.smallestGap == 15 && $0.largestGap == 47 })
    #expect(found[0].evidence == "last visit 2026-02-01, stretched to every 46 days")
    #expect(Set(found.map(\.key)).count == found.count)
  }

  @Test func aBacklogSpreadsOverOneInterval() throws {
    let duties = (1...400).map { Duty(policy: "VC-01", account: $0, person: 3) }
    let due = try duties.map { try stretched("2026-02-10", months: 1, by: 2).obligations(of: $0)[0].due }
    let days = due.map { $0.days(since: Day("2026-02-10") ?? $0) }
    #expect(days.min() == 0 && days.max() == 60)
    #expect(Set(days).count == 61)
    // Tomorrow what is due is due on the same day.
    for (duty, due) in zip(duties, due) where due > (try day("2026-02-20")) {
      #expect(try stretched("2026-02-20", months: 1, by: 2).obligations(of: duty)[0].due == due)
    }
  }

  @Test func aStretchedTeamIsAskedForLess() throws {
    let duties = (1...300).map { number in
      Duty(policy: "VC-01", account: number, person: 3, last: Day("2026-02-01")?.adding(days: Int(number % 28) - 40))
    }
    func asked(_ stretch: Double) throws -> Int {
      let ledger = try stretched("2026-02-10", weeks: 20, months: 1, by: stretch)
      // After the first ones, which begin where the past left off.
      let (from, to) = (try day("2026-04-01"), try day("2026-06-15"))
      return duties.reduce(0) { $0 + ledger.obligations(of: $1).count { from <= $0.due && $0.due <= to } }
    }
    let (plain, longer) = (try asked(1), try asked(1.5))
    #expect(Double(plain) / Double(longer) > 1.3 && Double(plain) / Double(longer) < 1.7)
  }
}
