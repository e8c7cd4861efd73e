import RapportFormat
import RapportPlanPages
import RapportScheduling
import RapportValues
import Testing

@Suite struct PlanPageTests {
  @Test(arguments: LabelLanguage.allCases) func aPage(language: LabelLanguage) throws {
    let html = PlanPage(try SamplePlan.document(language: language)).html
    #expect(Markup.problem(in: html) == nil)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language == .english ? "en" : "zh-Hans")\">"))
    #expect(html.contains("Anna O'Neil &quot;Ann&quot;") || html.contains("Anna O&#39;Neil &quot;Ann&quot;"))
    #expect(!html.contains("<b>") && html.contains("&lt;b&gt;苏州"))
    // Nothing is fetched.
    #expect(!html.contains("http") && !html.contains("url(") && !html.contains("<script"))
  }

  @Test func saysWhatIsUnmetAndWhatWouldHelp() throws {
    let html = PlanPage(try SamplePlan.document()).html
    #expect(
      html.contains("<td>SHIFT_FULL</td><td>25 min more work on Tue 2026-12-01, in place of No place</td>"))
    #expect(html.contains("without coordinates: No place"))
    // The other person's part is complete.
    #expect(html.contains("Everything owed is planned."))
  }

  @Test func ofOnePerson() throws {
    let html = PlanPage(try SamplePlan.document(), person: 4).html
    #expect(html.contains("id=\"person-4\"") && !html.contains("person-3") && !html.contains("张伟"))
  }

  @Test func drawsWeeksRoutesAndLoad() throws {
    let html = PlanPage(try SamplePlan.document()).html
    #expect(html.contains("Week 2026-W49") && html.contains("Week 2026-W50"))
    // Two days of routes: a line each, and a circle for each stop with coordinates.
    #expect(html.split(separator: "<polyline").count - 1 == 2)
    #expect(html.split(separator: "<circle").count - 1 == 3)
    #expect(html.contains("Tue 2026-12-01: travel 180 min") && html.contains("overtime 30 min"))
  }

  @Test func aWeekAtTheDeskHasNoMap() throws {
    var document = try SamplePlan.document()
    document.plan.visits = [document.plan.visits[2]]
    let html = PlanPage(document, person: 3).html
    #expect(html.split(separator: "<svg").count - 1 == 3)
    #expect(!html.contains("Visits 0"))
  }

  @Test func nothingPlanned() throws {
    var document = try SamplePlan.document()
    document.plan = VisitPlan(visits: [], unmet: [], load: [], objective: .init())
    #expect(Markup.problem(in: PlanPage(document).html) == nil)
    document.people = []
    let html = PlanPage(document).html
    #expect(Markup.problem(in: html) == nil && html.contains("Nothing planned."))
  }

  @Test func strangePlansAreNoTraps() throws {
    var document = try SamplePlan.document()
    document.accounts[17]?.place = .init(latitude: .nan, longitude: .infinity)
    document.accounts[18]?.place = .init(latitude: 89.9, longitude: -179.9)
    document.accounts[19]?.place = .init(latitude: -90, longitude: 180)
    let day = try SamplePlan.day("2026-12-01")
    document.plan.visits += [
      SamplePlan.visit(404, 55, day, 1, -600, -900, []), SamplePlan.visit(18, 55, day, 2, 5_000, 90_000, []),
    ]
    document.plan.load.append(
      DayLoad(
        person: 55, day: day, visits: 0, service: 0, travel: 0, waiting: 0, desk: 0, overtime: 10,
        available: 0,
        kilometres: .nan))
    document.first = .earliest
    let html = PlanPage(document).html
    #expect(Markup.problem(in: html) == nil)
    #expect(!html.contains("nan") && !html.contains("inf"))
  }

  @Test func randomTextsAreEscaped() throws {
    var random = RandomTexts(seed: 5)
    for _ in 0..<50 {
      var document = try SamplePlan.document()
      document.accounts[17]?.name = random.text()
      document.accounts[18]?.city = random.text()
      document.people[0].name = random.text()
      document.rules["VC-01"] = LocalName(random.text())
      #expect(Markup.problem(in: PlanPage(document).html) == nil)
      #expect(Markup.problem(in: DaySheet.pages(document, form: .html)) == nil)
    }
  }

  @Test func aHundredPeopleStaySmall() throws {
    var document = try SamplePlan.document()
    let day = try SamplePlan.day("2026-11-30")
    document.people = (1...100).map { .init(id: Int64($0), name: "Person \($0)") }
    document.plan.visits = (1...100).flatMap { person in
      (0..<10).flatMap { date in
        (1...5).map {
          SamplePlan.visit(
            17, Int64(person), day.adding(days: date) ?? day, $0, 480 + 90 * $0, 540 + 90 * $0,
            ["VC-01/17/3/2026-11"])
        }
      }
    }
    let html = PlanPage(document).html
    #expect(html.utf8.count < 5_000_000)
    #expect(Markup.problem(in: html) == nil)
  }
}
