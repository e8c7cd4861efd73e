import RapportScheduling
import RapportValues
import Testing

@Suite struct TravelModelTests {
  private let beijing = TeamProblem.Place(latitude: 39.9042, longitude: 116.4074)
  private let shanghai = TeamProblem.Place(latitude: 31.2304, longitude: 121.4737)

  @Test func theGreatCircleIsMadeLongerAsRoadsAre() {
    // 1,067.3 km by the great circle.
    let kilometres = TravelModel.kilometres(from: beijing, to: shanghai) / TravelModel.circuity
    #expect(abs(kilometres - 1067.3) < 1)
  }

  @Test(arguments: [(0.0, 0), (0.1, 1), (5, 13), (29, 45), (30, 46), (110, 106)])
  func minutesGrowByBands(kilometres: Double, minutes: Int) {
    // 5 km at 24 km/h are 12.5 minutes, the next 25 km at 45 km/h 33.3, and 80 km at 80 km/h an hour.
    #expect(TravelModel.minutes(kilometres: kilometres) == minutes)
  }

  @Test func longerWaysNeverTakeLess() {
    var before = 0
    for tenth in 0..<2_000 {
      let minutes = TravelModel.minutes(kilometres: Double(tenth) / 10)
      #expect(minutes >= before)
      before = minutes
    }
  }

  @Test func aTableOverridesSingleWays() {
    var problem = TeamProblem(
      first: .earliest, last: .earliest, frozenBefore: .earliest, people: [], accounts: [], obligations: [])
    let leg = TeamProblem.Leg(from: .base(1), to: .account(2))
    problem.journeys[leg] = TeamProblem.Journey(minutes: 7, kilometres: 3)
    #expect(problem.journey(from: .base(1), at: beijing, to: .account(2), at: shanghai)?.minutes == 7)
    #expect(problem.journey(from: .account(2), at: shanghai, to: .base(1), at: beijing)?.minutes ?? 0 > 600)
    #expect(problem.journey(from: .account(2), at: nil, to: .base(1), at: beijing) == nil)
  }
}
