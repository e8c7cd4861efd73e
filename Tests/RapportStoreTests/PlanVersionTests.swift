import RapportScheduling
import RapportValues
import Testing

@testable import RapportStore

/// Versions of the plan that two programs make at once.
@Suite struct PlanVersionTests {
  private static let monday = Day(number: 20_787)

  private func store(_ folder: TemporaryFolder) throws -> Store {
    let path = folder.file("plans.db")
    try Store.create(path, schema: .current)
    return try Store.openOwn(path, catalog: Fixture.catalog(), schema: .current)
  }

  private func keep(_ step: PlanRecord.Step, base: Int64?, in store: Store) throws -> Int64 {
    let record = PlanRecord(
      step: step, statement: "test", base: base, first: Self.monday, last: Self.monday, frozenBefore: Self.monday,
      today: Self.monday, seed: 1, budget: SolverBudget(iterations: 1))
    let plan = VisitPlan(visits: [], unmet: [], load: [], objective: VisitPlan.Objective())
    return try store.keep(plan, record, obligations: [], program: "test")
  }

  @Test func aStepByHandNeedsTheVersionThatItChanges() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let first = try keep(.schedule, base: nil, in: store)
    let second = try keep(.pin, base: first, in: store)
    let error = #expect(throws: StoreError.self) { _ = try keep(.pin, base: first, in: store) }
    #expect(error?.code == .locked)
    #expect(try store.standingPlan()?.id == second)
    #expect(try store.plans().map(\.id) == [second, first])
    _ = try keep(.schedule, base: nil, in: store)
    #expect(try store.plan(second)?.record.state == .replaced)
  }

  @Test func whatIsNoDraftAnyMoreDoesNotComeIntoForce() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let first = try keep(.schedule, base: nil, in: store)
    try store.publish(first)
    let second = try keep(.schedule, base: first, in: store)
    let third = try keep(.schedule, base: first, in: store)
    #expect(throws: StoreError.self) { try store.publish(second) }
    #expect(try store.publishedPlan()?.id == first)
    try store.publish(third)
    #expect(try store.publishedPlan()?.id == third)
  }

  @Test func oneStepIsTakenBackOnce() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let first = try keep(.schedule, base: nil, in: store)
    _ = try keep(.pin, base: first, in: store)
    let standing = try #require(try store.standingPlan())
    try store.withdraw(standing)
    #expect(throws: StoreError.self) { try store.withdraw(standing) }
    #expect(try store.standingPlan()?.id == first)
  }
}
