import RapportScheduling
import Testing

@Suite struct RoutingInstanceTests {
  private static let period = "1 1 2 2\n0 10\n0 10\n0 0 0 0 0 0 0\n1 3 4 0 5 1 2 1 2\n2 6 8 0 5 2 1 3\n"
  private static let windows = """
    TINY

    VEHICLE
    NUMBER CAPACITY
    2 10

    CUSTOMER
    NO. X Y DEMAND READY DUE SERVICE
    0 0 0 0 0 100 0
    1 3 4 5 0 50 10
    2 6 8 5 0 50 10
    """
  private static let capacitated = """
    NAME : tiny
    DIMENSION : 3
    EDGE_WEIGHT_TYPE : EUC_2D
    CAPACITY : 10
    NODE_COORD_SECTION
    1 0 0
    2 3 4
    3 6 8
    DEMAND_SECTION
    1 0
    2 5
    3 5
    DEPOT_SECTION
    1
    -1
    EOF
    """

  private func solved(_ text: String) throws -> String {
    let instance = try RoutingInstance.read(text, name: "tiny")
    let answer = RoutingSolver(problem: instance.problem).solve(budget: SolverBudget(iterations: 500))
    return answer.solution.map { instance.text(of: $0) } ?? "none"
  }

  /// Files of other systems end their lines with two characters.
  private func withReturns(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }

  @Test func periods() throws {
    let text = try solved(Self.period)
    #expect(text.hasPrefix("40.00\n"))
    #expect(try solved(withReturns(Self.period)) == text)
  }

  @Test func timeWindows() throws {
    let text = try solved(Self.windows)
    #expect(text == "Route #1: 1 2\nCost 20.00\n" || text == "Route #1: 2 1\nCost 20.00\n")
    #expect(try solved(withReturns(Self.windows)) == text)
  }

  @Test func capacities() throws {
    let text = try solved(Self.capacitated)
    #expect(text.hasSuffix("\nCost 20\n"))
    #expect(try solved(withReturns(Self.capacitated)) == text)
  }

  /// Routes of a length limit of their own, with the time at the customers.
  @Test func lengths() throws {
    let limited = Self.capacitated.replacing("CAPACITY : 10", with: "CAPACITY: 10\nDISTANCE : 21\nSERVICE_TIME : 1")
    #expect(try solved(limited).hasSuffix("\nCost 30\n"))
    #expect(try solved(limited.replacing("DISTANCE : 21", with: "DISTANCE : 22")).hasSuffix("\nCost 20\n"))
  }

  @Test(arguments: [
    ("FULL_MATRIX", "0 7 4\n7 0 5\n4 5 0"), ("LOWER_ROW", "7\n4 5"), ("UPPER_ROW", "7 4\n5"),
    ("LOWER_DIAG_ROW", "0\n7 0\n4 5 0"), ("UPPER_DIAG_ROW", "0 7 4\n0 5\n0"), ("LOWER_ROW", "7 4\n5"),
  ])
  func matrices(format: String, distances: String) throws {
    let text = """
      DIMENSION: 3
      CAPACITY :9
      EDGE_WEIGHT_TYPE : EXPLICIT
      EDGE_WEIGHT_FORMAT : \(format)
      EDGE_WEIGHT_SECTION
      \(distances)
      DEMAND_SECTION
      2 4
      3 5
      1 0
      DEPOT_SECTION
      1 -1
      """
    #expect(try solved(text).hasSuffix("\nCost 16\n"))
  }

  @Test func nodesInAnyOrder() throws {
    let turned = Self.capacitated.replacing("1 0 0\n2 3 4\n3 6 8\n", with: "3 6 8\n1 0 0\n2 3 4\n")
    #expect(turned != Self.capacitated)
    #expect(try solved(turned) == solved(Self.capacitated))
  }

  @Test(arguments: [
    ("", 0), ("1 1", 1), ("2 1 1 1\n", 1), ("1 1 1 2\n0 10\nx", 3), ("1 1 1 1\n0 10\n0 0 0\n1 2 3 0 5 1 2 1", 4),
    ("1 1 1 1\n0 10\n0 0 0\n1 2 3 0 5 1 1 9", 4), ("VEHICLE\n", 1),
    ("1 1 1 1\n0 10\n0 0 0\n1 2 3 0 5 1 0", 4), ("1 1 1 1\n0 10\n0 0 0\n1 2 3 0 -5 1 1 1", 4),
    ("DIMENSION : 2\nNODE_COORD_SECTION\n1 0 0\n1 0 1\n", 4),
    ("DIMENSION : 2\nEDGE_WEIGHT_FORMAT : LOWER_COL\nEDGE_WEIGHT_SECTION\n1\n", 3), ("DIMENSION : 0\nDEMAND_SECTION\n", 2),
  ])
  func whatIsWrongAndWhere(text: String, line: Int) {
    do throws(InstanceError) {
      _ = try RoutingInstance.read(text, name: "bad")
      Issue.record("it was read")
    } catch {
      if line > 0 { #expect(error.line == line) }
      #expect(!error.message.isEmpty)
    }
  }
}
