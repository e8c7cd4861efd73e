import Glibc
import RapportScheduling
import Testing

/// Instances of the published forms from their text to the text of a solution, which is checked against the former.
@Suite struct PublishedFormTests {
  private struct Solved {
    var text: String
    var cost: Double
  }

  private func solved(_ text: String, iterations: Int, threads: Int = 2) throws -> Solved? {
    let instance = try RoutingInstance.read(text, name: "made")
    let answer = RoutingSolver(problem: instance.problem).solve(
      budget: SolverBudget(iterations: iterations), threads: threads)
    return answer.solution.map { Solved(text: instance.text(of: $0), cost: answer.cost) }
  }

  private func expectKept(_ text: String, iterations: Int = 2_500) throws {
    let solved = try #require(try solved(text, iterations: iterations), "there is a solution")
    let check = PeriodText(solved.text, of: text)
    #expect(check.broken == [])
    #expect(abs(check.cost - solved.cost) < 1e-6)
  }

  @Test(arguments: [(1, 2, 4, 20), (2, 3, 4, 30), (3, 2, 6, 20), (4, 4, 4, 24), (5, 1, 6, 40), (6, 3, 6, 25)])
  func vehiclesThatMustBeFull(seed: Int, vehicles: Int, days: Int, capacity: Int) throws {
    let made = MadeInstance(seed: UInt64(seed), vehicles: vehicles, days: days)
    try expectKept(made.full(capacity: capacity, regular: 4 * vehicles))
  }

  @Test(arguments: [(1, 2, 4, 24, 500), (2, 2, 6, 24, 500), (3, 3, 4, 40, 480), (4, 1, 4, 12, 520)])
  func limitsOfDuration(seed: Int, vehicles: Int, days: Int, customers: Int, duration: Int) throws {
    let made = MadeInstance(seed: UInt64(seed), vehicles: vehicles, days: days)
    try expectKept(made.limited(customers: customers, duration: duration, capacity: 200))
  }

  @Test func limitsThatDifferFromDayToDay() throws {
    let text = """
      1 2 5 3
      40 6
      0 3
      25 0
      0 0 0
      1 3 4 1 3 1 2 4 2
      2 6.5 -8.25 0 3 2 2 5 6
      3 -3 -4 0 3 1 3 1 2 4
      4 1 1 0 3 1 2 2 1
      5 0 2 0 3 3 1 7
      """
    try expectKept(text)
    try expectKept(text.split(separator: "\n").joined(separator: " \r\n") + "\r\n\r\n")
  }

  @Test func nobodyOnNoDay() throws {
    // Never to be seen, in both spellings; and nobody at all.
    try expectKept("1 1 3 2\n0 10\n0 10\n0 0 0\n1 3 4 0 5 1 2 1 2\n2 6 8 0 5 0 0\n3 6 8 0 5 0 1 0\n")
    try expectKept("1 1 0 1\n0 0\n0 5 5 0 0 0 0\n")
    try expectKept("1 1 1 1\n0 0\n0 5 5\n1 5 5 0 0 1 1 1\n")
  }

  @Test func moreDaysThanAMonth() throws {
    let days = 40
    let customers = (1...6).map { number in
      "\(number) \(7 * number) \(50 - 3 * number * number) 0 4 2 2 \(1 << 39 | 1 << (39 - 20)) \(1 << number | 1 << (20 + number))"
    }
    let text = (["1 1 6 \(days)"] + Array(repeating: "0 9", count: days) + ["0 0 0"] + customers).joined(separator: "\n")
    try expectKept(text, iterations: 500)
  }

  /// The best costs known; what a short search must at least reach.
  @Test(arguments: [("p01", 524.61), ("p10", 1_593.43)])
  func publishedInstances(name: String, best: Double) throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    let folders = ["..", "../.."].map { "\(root)/\($0)/shared/data/pvrp" }
    // They are not part of the project.
    guard let text = folders.lazy.compactMap({ Self.file("\($0)/\(name)") }).first else { return }
    try expectKept(text, iterations: 3_000)
    let solved = try #require(try solved(text, iterations: 3_000))
    #expect(solved.cost > best - 0.01 && solved.cost < 1.15 * best)
  }

  private static func file(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
